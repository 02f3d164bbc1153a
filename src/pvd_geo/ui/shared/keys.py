"""The key under which each module here keeps what it computed; it holds nothing itself."""

from __future__ import annotations

import time
from functools import lru_cache
from typing import TYPE_CHECKING

from pvd_geo.tables import loading
from pvd_geo.ui.shared import in_force, recorded

if TYPE_CHECKING:
    from pathlib import Path


def of(*tables: str) -> str:
    """Return a key that changes when one of these tables does, or any for none.

    The meetings are the file's and what editors said of them since.
    """
    key = files(*tables)
    return f"{key} {recorded.mark()}" if not tables or "meetings" in tables else key


def files(*tables: str) -> str:
    """Return a key that changes when the file of one of these tables does, or any file for none.

    Looked at once a second: a run of a page asks for it twenty times, and each time would look
    at a dozen files.
    """
    return _key(int(time.monotonic()), in_force.folder(), tables)


@lru_cache(maxsize=32)
def _key(_second: int, folder: Path, tables: tuple[str, ...]) -> str:
    return loading.fingerprint(folder, *tables)
