"""What the team recorded, shared by all sessions and fresh within a second on every replica."""

from __future__ import annotations

import logging
import threading
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import streamlit as st

from pvd_geo import store
from pvd_geo.errors import StoreError
from pvd_geo.settings import settings

if TYPE_CHECKING:
    import pandas as pd
    from sqlalchemy.engine import Engine

_FRESH: Final = 1.0
"""Seconds for which the revision is not asked again."""
_RETRY: Final = 15.0
"""Seconds before a store that did not answer is asked again: readers must not wait for it."""


@dataclass(frozen=True, slots=True)
class Records:
    """What is in force; the frames are shared, never change them."""

    revision: int
    attendance: pd.DataFrame
    contributions: pd.DataFrame


@dataclass
class _Door:
    """The one way to the store of this process."""

    url: str
    engine: Engine | None = None
    last: Records | None = None
    asked: float = float("-inf")
    failed: float = float("-inf")
    lock: threading.Lock = field(default_factory=threading.Lock)

    def open(self) -> Engine:
        if self.engine is None:
            self.engine = store.open_store(self.url)
        return self.engine

    def read(self) -> Records | None:
        """Return what is in force; what was last known when the store does not answer."""
        # While one session waits for a slow store, the others are shown what was last known.
        if not self.lock.acquire(blocking=self.last is None):
            return self.last
        try:
            now = time.monotonic()
            if now - self.failed < _RETRY or (self.last and now - self.asked < _FRESH):
                return self.last
            try:
                self._ask()
            except StoreError:
                self.failed = time.monotonic()
                logging.getLogger(__name__).exception("The store of records does not answer")
            self.asked = now
            return self.last
        finally:
            self.lock.release()

    def _ask(self) -> None:
        engine = self.open()
        revision = store.revision(engine)
        if self.last is None or self.last.revision != revision:
            self.last = Records(revision, store.records(engine), store.contributions(engine))


def attendance() -> pd.DataFrame | None:
    """Return the recorded attendance in force; None when nothing can be known of it."""
    found = _door().read()
    return found.attendance if found else None


def contributions() -> pd.DataFrame | None:
    """Return what the groups wrote; None when nothing can be known of it."""
    found = _door().read()
    return found.contributions if found else None


def is_reachable() -> bool:
    """Tell whether the store answered the last time it was asked."""
    door = _door()
    door.read()
    return door.failed < door.asked


def engine() -> Engine:
    """Return the store, for the page that records.

    Raises
    ------
    StoreError
        When it cannot be opened.
    """
    door = _door()
    with door.lock:
        return door.open()


def refresh() -> None:
    """Forget what was known: this process has just recorded something."""
    door = _door()
    door.asked = door.failed = float("-inf")


def _door() -> _Door:
    return _door_to(settings().database_url.get_secret_value())


@st.cache_resource(show_spinner=False)
def _door_to(url: str) -> _Door:
    return _Door(url)
