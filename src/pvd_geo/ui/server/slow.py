"""Connections that keep the server waiting are ended, so that they take no place from others.

uvicorn ends a connection that is quiet after an answer, but waits without an end for a first
request, and for one that comes a byte at a time. What takes nothing of what it is sent is ended by
the system; see `pvd_geo.ui.server.sockets`.
"""

from __future__ import annotations

import asyncio
from typing import Any, Final
from weakref import ref

from uvicorn.protocols.http.auto import AutoHTTPProtocol

SECONDS: float = 15.0
"""Time for the head of a request; the next one may begin as late as uvicorn's keep-alive allows."""
_WATCHED: Final = "pvd_watched"


def end_slow_connections() -> None:
    """Watch every connection to come."""
    protocol: Any = AutoHTTPProtocol
    if getattr(protocol, _WATCHED, False):
        return
    made = protocol.connection_made

    def connection_made(connection: Any, transport: asyncio.Transport) -> None:  # noqa: ANN401 - uvicorn's
        made(connection, transport)
        _watch(connection)

    protocol.connection_made = connection_made
    setattr(protocol, _WATCHED, True)


def _watch(connection: Any) -> None:  # noqa: ANN401 - uvicorn's
    # Weakly: what came of a body that was refused would else be kept for as long as the look waits.
    cycle = connection.cycle and ref(connection.cycle)
    asyncio.get_running_loop().call_later(SECONDS, _look_if_there, ref(connection), cycle)


def _look_if_there(watched: ref[Any], before: ref[Any] | None) -> None:
    if (connection := watched()) is not None:
        _look(connection, before and before())


def _look(connection: Any, before: object) -> None:  # noqa: ANN401 - uvicorn's
    transport = connection.transport
    if transport.is_closing() or transport.get_protocol() is not connection:
        return  # gone, or a websocket by now
    current = connection.cycle
    is_waiting = current is None or current.response_complete
    if is_waiting and current is before:
        transport.close()
    else:
        _watch(connection)
