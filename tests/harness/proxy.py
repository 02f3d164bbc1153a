"""A TCP proxy on loopback that falls silent, or loses a message, as a network does."""

from __future__ import annotations

import contextlib
import socket
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_COMMIT = b"COMMIT"
Loss = Literal["commit", "answer", "line"]
"""What gets lost: the word itself, the answer to it, or the answer with the connection."""


@dataclass
class _Pair:
    """One connection of a client, and the one made for it."""

    near: socket.socket
    far: socket.socket
    loses: Loss | None = None
    pumps: list[threading.Thread] = field(default_factory=list)

    def hang_up(self) -> None:
        for end in (self.near, self.far):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        self.hang_up()
        for pump in self.pumps:
            pump.join(timeout=30)
        self.near.close()
        self.far.close()


@dataclass
class Proxy:
    """A running proxy.

    Parameters
    ----------
    target
        Port on loopback that it forwards to.
    """

    target: int
    listening: socket.socket = field(default_factory=lambda: socket.create_server(("127.0.0.1", 0)))
    _pairs: list[_Pair] = field(default_factory=list)
    _open: threading.Event = field(default_factory=threading.Event)
    _loses: Loss | None = None
    _then_silent: bool = False

    @property
    def port(self) -> int:
        return int(self.listening.getsockname()[1])

    def silence(self) -> None:
        """Forward nothing any more, and close nothing: who asks waits."""
        self._open.clear()

    def speak(self) -> None:
        """Forward again, what was held back first."""
        self._open.set()

    def lose(self, what: Loss, *, then_silent: bool = False) -> None:
        """Lose something of the next commit; its connection, or all, then stay silent."""
        self._loses, self._then_silent = what, then_silent

    def hang_up(self) -> None:
        """Close every connection, as a server does that restarts."""
        while self._pairs:
            self._pairs.pop().close()

    def accept(self) -> None:
        self.speak()
        while True:
            try:
                near, _ = self.listening.accept()
            except OSError:  # closed
                return
            pair = _Pair(near, socket.create_connection(("127.0.0.1", self.target)))
            self._pairs.append(pair)
            for work in (self._to_server, self._to_client):
                pair.pumps.append(threading.Thread(target=_pump, args=(work, pair), daemon=True))
                pair.pumps[-1].start()

    def close(self) -> None:
        self.listening.shutdown(socket.SHUT_RDWR)
        self.listening.close()
        self.speak()
        self.hang_up()

    def _to_server(self, pair: _Pair) -> None:
        for data in self._received(pair.near):
            if self._loses and _COMMIT in data:
                pair.loses, self._loses = self._loses, None
            if pair.loses != "commit":
                pair.far.sendall(data)
            if pair.loses and self._then_silent:
                self.silence()

    def _to_client(self, pair: _Pair) -> None:
        for data in self._received(pair.far):
            if pair.loses is None:
                pair.near.sendall(data)
            elif pair.loses == "line":
                pair.hang_up()

    def _received(self, end: socket.socket) -> Iterator[bytes]:
        while data := end.recv(65_536):
            self._open.wait()
            yield data


def _pump(work: Callable[[_Pair], None], pair: _Pair) -> None:
    with contextlib.suppress(OSError):  # one end hung up
        work(pair)
    pair.hang_up()


@contextmanager
def running_proxy(target: int) -> Iterator[Proxy]:
    """Start a proxy to a port on loopback."""
    proxy = Proxy(target)
    thread = threading.Thread(target=proxy.accept, daemon=True)
    thread.start()
    try:
        yield proxy
    finally:
        proxy.close()
        thread.join(timeout=30)
