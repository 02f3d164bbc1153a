"""How long one waits for the store: all steps of one question share its deadline.

A connection that is made anew, a ping and the question itself each have time-outs of their own,
which add up; a reader of a page must be answered within three seconds all the same.
"""

from __future__ import annotations

import math
import time
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

READING: float = 2.5
"""Seconds for a question, connecting included: the page has three."""
WRITING: float = 30.0
"""Seconds for a writer, who may have to wait for others in turn."""
COMMITTING: float = 5.0
"""Seconds for the answer to a commit."""
IDLE: float = 5.0
"""Seconds after which PostgreSQL gives up a transaction whose client went silent."""
LOOKING_UP: float = 10.0
"""Seconds for learning what became of a commit; more than `IDLE`, which may have to pass."""
COPYING: float = 600.0
"""Seconds for what takes the whole store: a change of schema, a backup."""

_DEADLINE: Final[ContextVar[float]] = ContextVar("pvd_store_deadline", default=math.inf)


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Set the deadline of what is done inside, in this thread; it replaces one of outside."""
    token = _DEADLINE.set(time.monotonic() + seconds)
    try:
        yield
    finally:
        _DEADLINE.reset(token)


def left() -> float:
    """Return the seconds left, infinite outside `at_most`, never below zero."""
    return max(0.0, _DEADLINE.get() - time.monotonic())
