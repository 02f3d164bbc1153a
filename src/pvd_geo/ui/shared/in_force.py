"""Holds which folder of data files is in force; each visitor's page keeps one from top to bottom.

The journal says which later lists of towns count (`pvd_geo.renewal.versions`). A process learns of
a new one as it learns of a record, within a second, makes the folder once, and goes on showing the
one before meanwhile. A run of a page takes the folder that is there when it starts; the parts of
the page that run alone later keep that one, so that no page shows two versions.
"""

from __future__ import annotations

import logging
import threading
import time
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import streamlit as st

from pvd_geo.errors import DataError
from pvd_geo.renewal import versions
from pvd_geo.settings import settings
from pvd_geo.tables import loading
from pvd_geo.ui import streamlit_internals
from pvd_geo.ui.shared import recorded

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pvd_geo.tables.changes import Renewed

_PINNED: Final = "pvd-data-folder"
_RETRY: Final = 15.0
"""Seconds before a folder that could not be made is tried again."""
_KEPT: Final = 3
"""Folders that pages may still show, the one in force among them."""
_ONE: Final[ContextVar[Path | None]] = ContextVar("pvd-data-folder", default=None)
_LOG: Final = logging.getLogger(__name__)


@dataclass
class _Made:
    """What was made last, of what, and since when it fails."""

    of: object = None
    folder: Path | None = None
    earlier: tuple[Path, ...] = ()
    failed: float = float("-inf")
    lock: threading.Lock = field(default_factory=threading.Lock)


def begin() -> None:
    """Take the folder in force for this run of a page, and for its parts that run alone later."""
    st.session_state[_PINNED] = newest()


@contextmanager
def one_version() -> Iterator[None]:
    """Keep one folder from beginning to end: the one that is kept already, else the one in force.

    A key and the tables that it stands for are taken within one: else what is kept under the key
    of one list could be made of the next, for whoever runs outside of a page.
    """
    token = _ONE.set(folder())
    try:
        yield
    finally:
        _ONE.reset(token)


def folder() -> Path:
    """Return the folder of data files that this page shows; outside of a page, the one in force."""
    if (one := _ONE.get()) is not None:
        return one
    if streamlit_internals.is_running_a_page():
        pinned: Path | None = st.session_state.get(_PINNED)
        if pinned is not None and pinned.is_dir():
            return pinned
    return newest()


def newest() -> Path:
    """Return the folder in force; the last one that was, while another cannot be known or made."""
    base = loading.data_dir()
    made = _made(base)
    found = recorded.renewals()
    if found is None:
        return made.folder or base
    renewals = tuple(one for one in found if one.in_force)
    if not renewals:
        _keep(made, None, base)
        return base
    wanted = (tuple(one.entry_id for one in renewals), _fingerprint(int(time.monotonic()), base))
    if made.of != wanted:
        _make(made, wanted, base, renewals)
    return made.folder or base


def shown() -> tuple[Path, ...]:
    """Return the folders that pages may show: the one last known, and those just before it.

    Nothing is asked of the store: this is for answers that must not wait for it.
    """
    base = loading.data_dir()
    made = _made(base)
    return (made.folder or base, *made.earlier)


def _make(made: _Made, wanted: object, base: Path, renewals: tuple[Renewed, ...]) -> None:
    # Who comes while it is being made sees what was there before.
    if not made.lock.acquire(blocking=made.folder is None):
        return
    try:
        if made.of == wanted or time.monotonic() - made.failed < _RETRY:
            return
        _keep(made, wanted, versions.folder(base, settings().versions_dir, renewals))
    except (DataError, OSError):
        made.failed = time.monotonic()
        _LOG.exception("The data files of the list in force cannot be made")
    finally:
        made.lock.release()


def _keep(made: _Made, of: object, folder: Path) -> None:
    if made.folder not in {None, folder}:
        earlier = (one for one in (made.folder, *made.earlier) if one not in {None, folder})
        made.earlier = tuple(dict.fromkeys(one for one in earlier if one))[: _KEPT - 1]
    made.of, made.folder = of, folder


@lru_cache(maxsize=2)
def _fingerprint(_second: int, base: Path) -> str:
    return loading.fingerprint(base)


@lru_cache(maxsize=2)
def _made(_base: Path) -> _Made:
    return _Made()
