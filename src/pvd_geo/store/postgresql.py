"""PostgreSQL: connections that never wait longer than there is patience.

libpq waits for an answer for as long as the network keeps the connection. The socket option
``tcp_user_timeout`` ends that when packets are no longer acknowledged, but not when a server or
something in between takes them and says nothing; so the driver's own waiting is bounded too.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, Final

import psycopg
from sqlalchemy import create_engine, event

from pvd_geo.store import patience

if TYPE_CHECKING:
    from collections.abc import Generator

    from sqlalchemy.engine import URL, Connection, Engine

_CONNECTING: Final = 2
"""Seconds for a connection: the least that libpq takes."""
_LIMITS: Final = ("statement_timeout", "idle_in_transaction_session_timeout")
"""What the server itself ends: a statement, and a transaction that nobody goes on with."""


class _Connection(psycopg.Connection[Any]):
    """A connection whose every wait ends with the patience of `pvd_geo.store.patience`."""

    def wait(self, gen: Generator[Any, Any, Any], *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - as in psycopg
        """Wait as psycopg does; what is late closes the connection, whose state is unknown."""
        try:
            return super().wait(_until_late(gen), *args, **kwargs)
        except _LateError:
            self.close()
            raise


class _LateError(psycopg.OperationalError):
    """The server did not answer in time."""


def _until_late(gen: Generator[Any, Any, Any]) -> Generator[Any, Any, Any]:
    """Drive one of psycopg's generators; it is resumed at least every tenth of a second."""
    deadline = time.monotonic() + patience.left()
    try:
        ready = yield next(gen)
        while True:
            if not ready and time.monotonic() > deadline:
                raise _LateError("no answer in time")
            ready = yield gen.send(ready)
    except StopIteration as done:
        return done.value


def make_engine(target: URL) -> Engine:
    """Return an engine for a PostgreSQL address."""
    engine = create_engine(
        target,
        # A replica must notice a server that was restarted.
        pool_pre_ping=True,
        pool_timeout=_CONNECTING,
        # Parameters are what people wrote: they have no place in an error or a log.
        hide_parameters=True,
    )
    event.listen(engine, "do_connect", _connect)
    return engine


def allow(connection: Connection, seconds: float) -> None:
    """Let one transaction, and the pauses in it, last as long as that."""
    for name in _LIMITS:
        connection.exec_driver_sql(f"SET LOCAL {name} = {_milliseconds(seconds)}")


def _connect(_dialect: object, _record: object, args: Any, options: Any) -> psycopg.Connection[Any]:  # noqa: ANN401 - the driver's
    if not patience.left():
        raise _LateError("no time left for another connection")
    return _Connection.connect(*args, **_limits() | options)


def _limits() -> dict[str, object]:
    """Return what libpq and the server are told; what the address says itself comes first."""
    limits = dict(zip(_LIMITS, (patience.WRITING, patience.IDLE), strict=True))
    return {
        "connect_timeout": _CONNECTING,
        "tcp_user_timeout": _milliseconds(patience.READING),
        "options": " ".join(f"-c {name}={_milliseconds(value)}" for name, value in limits.items()),
    }


def _milliseconds(seconds: float) -> int:
    return round(1_000 * seconds)
