"""What the team recorded, shared by all sessions and fresh within a second on every replica.

It is kept by this module and not by Streamlit, whose caches any visitor's browser may empty.
"""

from __future__ import annotations

import logging
import threading
import time
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Final

from pvd_geo import store
from pvd_geo.errors import StoreError
from pvd_geo.settings import settings
from pvd_geo.store import patience
from pvd_geo.ui.shared import draining, metrics

if TYPE_CHECKING:
    import pandas as pd
    from sqlalchemy.engine import Engine

    from pvd_geo.store import Change
    from pvd_geo.tables.changes import Renewed

FRESH: Final = 1.0
"""Seconds for which the revision is not asked again, and an answer may take."""
_RETRY: Final = 15.0
"""Seconds before a store that did not answer is asked again: readers must not wait for it."""
_LOG: Final = logging.getLogger(__name__)


@dataclass(frozen=True)
class Records:
    """What is in force; the frames are shared, never change them."""

    revision: int
    attendance: pd.DataFrame
    contributions: pd.DataFrame
    registered: pd.DataFrame
    meetings: tuple[Change, ...]
    renewals: tuple[Renewed, ...]

    @cached_property
    def mark(self) -> str:
        """What tells the meetings in force from others; empty for those of the files."""
        if not self.meetings:
            return ""
        # Numbers alone would not do: a store that was restored gives the same ones again.
        came = tuple(sorted(self.attendance["meeting_id"].unique()))
        return str(hash((self.meetings, came)))


@dataclass
class _Door:
    """The one way to the store of this process."""

    url: str
    engine: Engine | None = None
    was_open: bool = False
    last: Records | None = None
    asked: float = float("-inf")
    failed: float = float("-inf")
    waiting: float | None = None
    """Since when somebody has been waiting for an answer."""
    lock: threading.Lock = field(default_factory=threading.Lock)

    def open(self) -> Engine:
        if self.engine is None:
            # A file that is missing was deleted if it was there once: no empty one takes its place.
            self.engine = store.open_store(self.url, new=not self.was_open)
            self.was_open = True
        return self.engine

    def close(self) -> None:
        if self.engine is not None:
            store.close(self.engine)
            self.engine = None

    def read(self) -> Records | None:
        """Return what is in force; what was last known when the store does not answer."""
        # While one session waits for a slow store, the others are shown what was last known.
        if not self.lock.acquire(timeout=0 if self.last else patience.READING):
            return self.last
        try:
            now = time.monotonic()
            if now - self.failed < _RETRY or (self.last and now - self.asked < FRESH):
                return self.last
            self.waiting = now
            try:
                with metrics.timed(metrics.STORE_SECONDS):
                    self._ask()
            except StoreError:
                metrics.STORE_FAILURES.inc()
                self.failed = time.monotonic()
                _LOG.exception("The store of records does not answer")
                self._let_go()
            finally:
                self.waiting = None
            self.asked = now
            return self.last
        finally:
            self.lock.release()

    def is_answering(self) -> bool:
        """Tell whether it answered when last asked, and does not keep somebody waiting now."""
        late = self.waiting is not None and time.monotonic() - self.waiting > FRESH
        return self.failed < self.asked and not late

    def _ask(self) -> None:
        engine = self.open()
        revision = store.revision(engine)
        metrics.REVISION.set(revision)
        if self.last is None or self.last.revision != revision:
            self.last = Records(
                revision,
                store.records(engine),
                store.contributions(engine),
                store.records(engine, "registered"),
                store.states(engine),
                store.renewals(engine),
            )

    def _let_go(self) -> None:
        """Have the store opened anew next time: it may be another, older one by then."""
        if self.engine is not None:
            self.engine.dispose()
            self.engine = None


def attendance() -> pd.DataFrame | None:
    """Return the recorded attendance in force; None when nothing can be known of it."""
    found = _door().read()
    return found.attendance if found else None


def registered() -> pd.DataFrame | None:
    """Return how many registered, as recorded; None when nothing can be known of it."""
    found = _door().read()
    return found.registered if found else None


def meetings() -> tuple[Change, ...]:
    """Return the state in force of each meeting that editors spoke of."""
    found = _door().read()
    return found.meetings if found else ()


def mark() -> str:
    """Return what tells the meetings in force from others; empty for those of the files."""
    found = _door().read()
    return found.mark if found else ""


def contributions() -> pd.DataFrame | None:
    """Return what the groups wrote; None when nothing can be known of it."""
    found = _door().read()
    return found.contributions if found else None


def revision() -> int | None:
    """Return the revision of the journal that is in force; None when nothing can be known of it."""
    found = _door().read()
    return found.revision if found else None


def renewals() -> tuple[Renewed, ...] | None:
    """Return the later lists of the journal, the first first; None when nothing can be known."""
    found = _door().read()
    return found.renewals if found else None


def is_reachable() -> bool:
    """Tell whether the store answered the last time it was asked."""
    door = _door()
    door.read()
    return door.is_answering()


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


def end_session(session: str) -> None:
    """End a sign-in everywhere, as `pvd_geo.store.end_session`.

    Raises
    ------
    StoreError
        When the store does not answer; the sign-in is not ended.
    """
    with draining.working():
        store.end_session(engine(), session)


def has_ended(session: str) -> bool:
    """Tell whether a sign-in was ended, as `pvd_geo.store.has_ended`.

    Raises
    ------
    StoreError
        When the store does not answer.
    """
    return store.has_ended(engine(), session)


def refresh() -> None:
    """Forget what was known: this process has just recorded something."""
    door = _door()
    door.asked = door.failed = float("-inf")


def close() -> None:
    """Close the store, when this process stops."""
    door = _door()
    with door.lock:
        door.close()


def _door() -> _Door:
    return _door_to(settings().database_url.get_secret_value())


@lru_cache(maxsize=1)
def _door_to(url: str) -> _Door:
    return _Door(url)
