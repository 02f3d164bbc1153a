"""The files of data, each read once by all tests of a process."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

from pvd_geo.tables import loading

if TYPE_CHECKING:
    from pathlib import Path

    from pvd_geo.errors import Fault
    from pvd_geo.tables.fields import Table
    from pvd_geo.tables.loaded import Loaded

KEPT = 128
"""Files held at once: those of data/, and of the folders in which tests change one or two."""

_really = loading._load_one
_held: dict[tuple[str, bytes], tuple[Loaded, list[Fault]]] = {}


def load_once(path: Path, table: Table) -> tuple[Loaded, list[Fault]]:
    """Take the place of `pvd_geo.tables.loading._load_one`: read no file whose bytes were read.

    Most tests load all of data/, or a folder with a file changed, and each time the fifteen others
    would be read and checked anew. What tables are to each other is checked each time.
    """
    if not path.is_file():
        return _really(path, table)
    key = table.name, hashlib.sha256(path.read_bytes()).digest()
    if key not in _held:
        if len(_held) == KEPT:
            del _held[next(iter(_held))]
        _held[key] = _really(path, table)
    loaded, faults = _held[key]
    # Copies are shallow: pandas copies a column when somebody writes into it.
    frame, cells = loaded.frame.copy(deep=False), loaded.cells.copy(deep=False)
    return replace(loaded, frame=frame, cells=cells), list(faults)
