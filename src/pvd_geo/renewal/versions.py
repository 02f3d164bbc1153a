"""The data files in force: those that were built, or a folder made of them and of later lists.

Which lists are in force stands in the journal, and there alone: one transaction brings a list
in or takes it back, for all servers at once, whether ``data/`` may be written or not. Each
server makes the same folder from the same journal, under a name that says what it holds, and
never changes it: who reads it reads one version. Without a list in force the folder is
``data/`` itself.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pvd_geo.build.datapackage import DESCRIPTOR
from pvd_geo.errors import DataError
from pvd_geo.renewal import applying
from pvd_geo.tables import loading

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pvd_geo.tables.changes import Renewed

_NAME_LENGTH: Final = 16
_UNFINISHED: Final = ".unfinished-"
_LEFT_BEHIND: Final = 3600.0
"""Seconds after which a folder that nobody finished was left by a process that ended."""


def folder(base: Path, versions: Path, renewals: Iterable[Renewed]) -> Path:
    """Return the folder of the data files in force, made if it is not there yet.

    Parameters
    ----------
    base
        Folder of the files that were built.
    versions
        Folder of the versions that lists made.
    renewals
        All renewals of the journal, or those to try; the ones taken back do not count.

    Raises
    ------
    DataError
        When what they make is not sound; nothing is left of it.
    OSError
        When it cannot be written, because the disk is full for one; nothing is left of it.
    """
    made = tuple(one for one in renewals if one.in_force)
    if not made:
        return base
    files = applying.contents(base, made)
    target = versions / hashlib.sha256(files[DESCRIPTOR]).hexdigest()[:_NAME_LENGTH]
    if not _holds(target, files):
        _make(target, files)
    return target


def _make(target: Path, files: dict[str, bytes]) -> None:
    """Write a folder beside, check it, and give it its name in one step."""
    target.parent.mkdir(parents=True, exist_ok=True)
    _sweep(target.parent)
    fresh = Path(tempfile.mkdtemp(dir=target.parent, prefix=_UNFINISHED))
    try:
        for name, content in files.items():
            with (fresh / name).open("wb") as opened:
                opened.write(content)
                opened.flush()
                os.fsync(opened.fileno())
        report = loading.check(fresh)
        if report.faults:
            raise DataError(report.faults)
        fresh.chmod(0o755)
        if target.exists():
            # Its bytes are not those of its name: somebody changed them by hand.
            shutil.rmtree(target)
        try:
            fresh.rename(target)
        except OSError:
            # Another process made the same folder at the same moment.
            if not _holds(target, files):
                raise
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _holds(folder: Path, files: dict[str, bytes]) -> bool:
    if not folder.is_dir() or {path.name for path in folder.iterdir()} != set(files):
        return False
    return all((folder / name).read_bytes() == content for name, content in files.items())


def _sweep(versions: Path) -> None:
    """Delete what processes that were killed while they wrote have left behind."""
    for path in versions.glob(f"{_UNFINISHED}*"):
        if time.time() - path.stat().st_mtime > _LEFT_BEHIND:
            shutil.rmtree(path, ignore_errors=True)
