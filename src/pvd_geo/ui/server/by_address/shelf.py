"""Files that were made, kept for as long as data and journal stay what they are.

A file is made in a thread, one at a time, so that pages keep the rest of the process; what was
made is answered by the event loop without a thread.
"""

from __future__ import annotations

import gzip
import hashlib
import time
from collections import OrderedDict
from dataclasses import dataclass
from functools import cached_property
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

import anyio
from anyio import to_thread

from pvd_geo.ui.server.by_address.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

MOST_BYTES: Final = 32 * 1024 * 1024
"""What is kept at most, as sent and compressed together; the longest unused gives way."""
MOST_WAITING: Final = 24
"""Requests that may wait for a file to be made."""
_PLACE: Final = 4096
_FRESH: Final = 0.2
"""Seconds for which the version is not asked again."""
_LEVEL: Final = 6
_BUSY: Final = (
    "Trop de fichiers sont demandés en ce moment ; demandez celui-ci à nouveau dans quelques "
    "secondes."
)


@dataclass(frozen=True)
class Made:
    """One file, ready to be sent.

    Parameters
    ----------
    body
        Its bytes.
    media_type
        What they are.
    name
        Name to save it under.
    is_text
        Whether compressing it is worth the while.
    """

    body: bytes
    media_type: str
    name: str = ""
    is_text: bool = True

    @cached_property
    def tag(self) -> str:
        """A hash of the content, without the quotes that an ``ETag`` has."""
        return hashlib.sha256(self.body).hexdigest()[:32]

    @cached_property
    def gzipped(self) -> bytes:
        """The body compressed, once; the body itself when that is no use."""
        return gzip.compress(self.body, _LEVEL, mtime=0) if self.is_text else self.body

    @property
    def size(self) -> int:
        """Bytes that it keeps in memory, with its place on the shelf."""
        return len(self.body) + (len(self.gzipped) if self.is_text else 0) + _PLACE


class Shelf:
    """Makes each file once for a version.

    Parameters
    ----------
    version
        Gives what all files come from, as a key; called in a thread.
    """

    def __init__(self, version: Callable[[], Hashable]) -> None:
        self._ask = version
        self._version: Hashable = None
        self._asked = float("-inf")
        self._kept: OrderedDict[Hashable, Made] = OrderedDict()
        self._size = 0
        self._waiting = 0
        self._one = anyio.Lock()

    async def get(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """Return the file of a key, made if need be.

        Parameters
        ----------
        key
            The same for the same file.
        make
            Makes it; called in a thread.

        Raises
        ------
        Problem
            503 when too many wait for theirs; whatever ``make`` raises.
        """
        if time.monotonic() - self._asked > _FRESH:
            version = await to_thread.run_sync(self._ask)
            self._asked = time.monotonic()
            if version != self._version:
                self._version, self._size = version, 0
                self._kept.clear()
        if (found := self._kept.get(key)) is not None:
            self._kept.move_to_end(key)
            return found
        return await self._made(key, make)

    async def _made(self, key: Hashable, make: Callable[[], Made]) -> Made:
        if self._waiting >= MOST_WAITING:
            raise Problem(HTTPStatus.SERVICE_UNAVAILABLE, _BUSY)
        self._waiting += 1
        try:
            async with self._one:
                if (found := self._kept.get(key)) is not None:
                    return found
                version = self._version
                made = await to_thread.run_sync(lambda: _ready(make()))
                # What was made of an older version is sent once more, and not kept.
                if version == self._version:
                    self._keep(key, made)
                return made
        finally:
            self._waiting -= 1

    def _keep(self, key: Hashable, made: Made) -> None:
        self._kept[key] = made
        self._size += made.size
        while self._size > MOST_BYTES:
            _, oldest = self._kept.popitem(last=False)
            self._size -= oldest.size


def _ready(made: Made) -> Made:
    """Have a file compressed and hashed in the thread that made it."""
    _ = made.tag, made.gzipped
    return made
