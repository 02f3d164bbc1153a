"""What the server's sockets need and its libraries leave out."""

from __future__ import annotations

import os
import socket
import stat
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pvd_geo import upstream

if TYPE_CHECKING:
    from collections.abc import Iterator

_STALLED: Final = 60_000
"""Milliseconds without an acknowledgement."""
_DESCRIPTORS: Final = Path("/dev/fd")


def send_at_once() -> None:
    """Have every connection to come send what it is given, without waiting for more.

    Streamlit and uvicorn (its issue 3149) open their listening socket in a way that keeps
    asyncio from turning Nagle's algorithm off. The body of an answer then waits until the
    browser has acknowledged the head, which systems put off for 40 ms: once for each of the
    hundred files of a first visit, and between the messages of a run. A connection takes the
    option over from the socket that accepts it.
    """
    mended = 0
    for listening in _listening():
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        mended += 1
    if not mended:
        upstream.note("uvicorn", "no listening socket is to be found: each answer waits 40 ms")


def end_stalled() -> None:
    """Have the system end connections to come that take nothing of what they are sent.

    Else one that disappears, or never reads, keeps its answer in memory for hours.
    """
    option: int = getattr(socket, "TCP_USER_TIMEOUT", 0)  # Linux alone has it
    for listening in _listening() if option else ():
        listening.setsockopt(socket.IPPROTO_TCP, option, _STALLED)


def _listening() -> Iterator[socket.socket]:
    """Yield the internet sockets that this process listens on; none where it cannot tell."""
    if not _DESCRIPTORS.is_dir():
        return
    for entry in _DESCRIPTORS.iterdir():
        descriptor = int(entry.name)
        try:
            if not stat.S_ISSOCK(os.fstat(descriptor).st_mode):
                continue
            copy = socket.socket(fileno=os.dup(descriptor))
        except OSError:  # gone since it was listed, as the listing's own descriptor is
            continue
        with copy:
            internet = copy.family in {socket.AF_INET, socket.AF_INET6}
            if internet and copy.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN):
                yield copy
