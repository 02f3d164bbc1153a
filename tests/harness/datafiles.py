"""Folders of data files for tests: the real one, and a small one that may be broken."""

from __future__ import annotations

import json
import os
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from pvd_geo.build.building import build

ROOT = Path(__file__).resolve().parents[2]
REAL = ROOT / "data"
MINI_REFERENCE = ROOT / "tests" / "data" / "reference-mini"
REFERENCE = ROOT.parent / "shared" / "reference"


@cache
def _mini() -> dict[str, bytes]:
    """Build the small data folder once a run; return its files."""
    with TemporaryDirectory() as parent:
        folder = Path(parent) / "data"
        build(MINI_REFERENCE, folder)
        return {path.name: path.read_bytes() for path in folder.iterdir()}


def mini(folder: Path) -> Path:
    """Write the small data folder into ``folder``, which is returned."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in _mini().items():
        (folder / name).write_bytes(content)
    return folder


def edit(path: Path, old: str, new: str) -> None:
    """Replace the only occurrence of ``old`` in a file; its date moves with it."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path.name}"
    path.write_bytes(text.replace(old, new).encode())
    # Two edits within the clock's step must still be told apart.
    status = path.stat()
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns + 1_000))


def described(folder: Path) -> dict[str, object]:
    """Return ``datapackage.json``."""
    package: dict[str, object] = json.loads((folder / "datapackage.json").read_text("utf-8"))
    return package
