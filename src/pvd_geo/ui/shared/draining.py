"""A process that is about to end: it takes nobody new, and what is being recorded ends first."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_changed = threading.Condition()
_working = 0
_draining = threading.Event()


@contextmanager
def working() -> Iterator[None]:
    """Have what is done inside end before the process does."""
    global _working  # noqa: PLW0603 - one count for the process
    with _changed:
        _working += 1
    try:
        yield
    finally:
        with _changed:
            _working -= 1
            _changed.notify_all()


def begin() -> None:
    """Take nobody new from now on."""
    _draining.set()


def is_draining() -> bool:
    """Tell whether the process is about to end."""
    return _draining.is_set()


def wait(seconds: float) -> bool:
    """Wait until nothing is being recorded; tell whether that was so in time."""
    with _changed:
        return _changed.wait_for(lambda: not _working, seconds)


def reset() -> None:
    """Take everybody again, as a process does that starts."""
    _draining.clear()
