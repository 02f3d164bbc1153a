"""What the server's start loads: what every visitor needs, and nothing that some day might be."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from harness.datafiles import ROOT
from pvd_geo import store

if TYPE_CHECKING:
    from pathlib import Path

LATER = {
    "alembic": "a store that is to be migrated",
    "altair": "the first chart",
    "calamine": "a workbook brought in, in a process of its own",
    "pyarrow.parquet": "a file by address",
    "psycopg": "a store of PostgreSQL",
    "rapidfuzz": "the first word with a slip in it",
    "scipy": "the first analysis",
    "typst": "the first note",
    "vl_convert": "the first picture",
}
"""Libraries that take time and memory, and what first needs each."""


def test_the_start_loads_no_library_before_it_is_needed(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'pvd.sqlite'}"
    store.close(store.open_store(url))
    program = (
        "import sys; from pvd_geo.ui.server import routes; from pvd_geo import store; "
        f"store.close(store.open_store({url!r})); "
        f"print(*sorted(set({sorted(LATER)!r}) & set(sys.modules)))"
    )
    told = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    assert told.split() == []
