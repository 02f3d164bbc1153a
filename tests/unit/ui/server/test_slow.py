"""uvicorn itself, with clients that never come to the end of what they ask."""

from __future__ import annotations

import asyncio
import socket
import weakref
from contextlib import closing
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from pvd_geo.ui.server import slow

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable


def served(client: Callable[[int], Awaitable[None]]) -> None:
    """Run a client against a server that is set up as ours."""
    slow.end_slow_connections()
    app = Starlette(routes=[Route("/", lambda _request: PlainTextResponse("here"))])

    async def run() -> None:
        with closing(socket.create_server(("127.0.0.1", 0))) as listening:
            server = uvicorn.Server(uvicorn.Config(app, log_level="error"))
            task = asyncio.create_task(server.serve(sockets=[listening]))
            try:
                await client(listening.getsockname()[1])
            finally:
                server.should_exit = True
                await task

    asyncio.run(run())


@pytest.mark.parametrize("drops", [b"", b"G", b"GET / HTTP/1.1\r\n"])
def test_a_client_that_does_not_ask_is_let_go(
    drops: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(slow, "SECONDS", 0.1)

    async def client(port: int) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(drops)
        assert await reader.read() == b""  # it waits for as long as the connection is open
        writer.close()

    served(client)


class Connection:
    """What uvicorn keeps of one."""

    def __init__(self, cycle: object) -> None:
        self.cycle = cycle
        self.protocol: object = self
        self.closed = False
        self.transport = self

    def get_protocol(self) -> object:
        return self.protocol

    def is_closing(self) -> bool:
        return self.closed

    def close(self) -> None:
        self.closed = True


def cycle(*, complete: bool) -> SimpleNamespace:
    return SimpleNamespace(response_complete=complete)


ANSWERED, UNDER_WAY = cycle(complete=True), cycle(complete=False)


@pytest.mark.parametrize(
    ("before", "now", "closed"),
    [
        pytest.param(None, None, True, id="never asked"),
        pytest.param(ANSWERED, ANSWERED, True, id="a second request that does not end"),
        pytest.param(None, ANSWERED, False, id="was answered since"),
        pytest.param(ANSWERED, cycle(complete=True), False, id="asks one after the other"),
        pytest.param(UNDER_WAY, UNDER_WAY, False, id="a long answer"),
    ],
)
def test_only_who_does_not_ask_is_let_go(
    before: object, now: object, *, closed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    watched: list[object] = []
    monkeypatch.setattr(slow, "_watch", watched.append)
    connection = Connection(now)
    slow._look(connection, before)
    assert connection.closed is closed
    assert watched == ([] if closed else [connection])


def test_what_is_watched_is_not_kept() -> None:
    async def run() -> None:
        connection = Connection(None)
        left = weakref.ref(connection)
        slow._watch(connection)
        connection.protocol = connection.transport = None  # type: ignore[assignment]
        del connection
        assert left() is None

    asyncio.run(run())


def test_a_websocket_is_no_concern_of_this(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slow, "_watch", pytest.fail)
    connection = Connection(None)
    connection.protocol = object()
    slow._look(connection, None)
    assert not connection.closed
