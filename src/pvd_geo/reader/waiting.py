"""One file at a time, in the order they came; who waits is told how many are before."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

from pvd_geo.reader import limits
from pvd_geo.reader.book import Reason, RefusedError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class WaitingLine:
    """Who may read now, for the threads of one server."""

    def __init__(self) -> None:
        self._line: list[object] = []
        self._moved = threading.Condition()

    @contextmanager
    def turn(self, told: Callable[[int], None]) -> Iterator[None]:
        """Wait for one's turn, and give it up at the end, whatever happens.

        Parameters
        ----------
        told
            Called with the number of files before this one, each time it changes.

        Raises
        ------
        RefusedError
            When too many wait already.
        """
        ticket = object()
        with self._moved:
            if len(self._line) > limits.MAX_WAITING:
                raise RefusedError(Reason.BUSY)
            self._line.append(ticket)
            before = self._line.index(ticket)
        try:
            while before:
                # Outside the lock: to tell may take its time, or fail with who is told.
                told(before)
                before = self._fewer(ticket, before)
            yield
        finally:
            with self._moved:
                self._line.remove(ticket)
                self._moved.notify_all()

    def _fewer(self, ticket: object, before: int) -> int:
        with self._moved:
            self._moved.wait_for(lambda: self._line.index(ticket) < before)
            return self._line.index(ticket)
