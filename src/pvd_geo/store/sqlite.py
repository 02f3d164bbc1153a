"""SQLite: one file, which must be the one that is at its path.

A file that is deleted while it is open takes what is written as before, and keeps it from
everybody. So each connection remembers which files it opened, and is not used when others, or
none, are at the path.
"""

from __future__ import annotations

import os
import sqlite3
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import create_engine, event
from sqlalchemy.exc import DatabaseError, InvalidatePoolError

from pvd_geo.store import patience

if TYPE_CHECKING:
    from sqlalchemy.engine import URL, Connection, Engine
    from sqlalchemy.engine.interfaces import DBAPIConnection, DBAPICursor
    from sqlalchemy.pool import ConnectionPoolEntry

_FILES: Final = "pvd_files"
"""Under which a pooled connection remembers its files: the database, and the log beside it."""
_WRITABLE: Final = "pvd_writable"
"""Under which it remembers what it may write: SQLite stays with what it found at first."""
_LOOK: Final = "PRAGMA quick_check(1)"
_MOST_PATIENT: Final = 30.0
"""Seconds to wait for another program where nobody set a deadline."""


def make_engine(target: URL, *, new: bool) -> Engine:
    """Return an engine for a SQLite address; begin the file when it is missing, if `new`."""
    # Parameters are what people wrote: they have no place in an error or a log.
    engine = create_engine(target, hide_parameters=True)
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    if target.database:
        path = Path(target.database).absolute()
        if new:
            _begin_file(path)
        event.listen(engine, "do_connect", partial(_connect, path))
        event.listen(engine, "connect", partial(_remember, path))
        event.listen(engine, "checkout", partial(_check, path))
    return engine


def is_in_place(connection: Connection) -> bool:
    """Tell whether the files behind a connection are still those at the path."""
    files = connection.info.get(_FILES)
    database = connection.engine.url.database
    return files is None or database is None or files == _files(Path(database).absolute())


def require_sound(connection: Connection) -> None:
    """Look at every page, which a store is small enough for.

    Raises
    ------
    sqlalchemy.exc.DatabaseError
        When one is damaged, as SQLite does itself where it comes upon it.
    """
    if connection.exec_driver_sql(_LOOK).scalar_one() != "ok":
        damage = sqlite3.DatabaseError("a page of the file is damaged")
        damage.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
        raise DatabaseError(_LOOK, None, damage)


def tidy(engine: Engine) -> None:
    """Bring the write-ahead log into the file, and close every connection: one file is left."""
    with engine.connect() as connection:
        connection.exec_driver_sql("ROLLBACK")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()


def _begin_file(path: Path) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        # Not `touch`: opening and closing a file lets go of the locks that this process has on it.
        os.close(os.open(path, os.O_CREAT | os.O_EXCL, 0o600))
    except FileExistsError:
        return


def _connect(path: Path, _dialect: object, record: ConnectionPoolEntry, *given: Any) -> None:  # noqa: ANN401 - the driver's
    args, options = given
    # A file that is missing by now was deleted: it is not begun anew as if nothing had been.
    args[0] = f"{path.as_uri()}?{'mode=ro&immutable=1' if _stands_still(path) else 'mode=rw'}"
    options["uri"] = True
    record.info[_FILES] = _files(path)


def _stands_still(path: Path) -> bool:
    """Tell whether a file can only be read as it is: no log of it, nor any room to begin one.

    SQLite opens such a file, as on a disk that is mounted read-only, only when told that nobody
    writes it. Somebody who may begins a log, and `_check` lets go of what was opened so.
    """
    return _log(path) is None and not os.access(path.parent, os.W_OK)


def _writable(path: Path) -> tuple[bool, bool]:
    """Tell whether the file may be written, and whether a log may be begun beside it."""
    return os.access(path, os.W_OK), os.access(path.parent, os.W_OK)


def _remember(path: Path, connection: DBAPIConnection, record: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()
    cursor.execute("SELECT 1 FROM sqlite_master").fetchall()  # opens the log
    cursor.close()
    before, record.info[_FILES] = record.info[_FILES], _files(path)
    record.info[_WRITABLE] = _writable(path)
    if before[0] != record.info[_FILES][0]:
        raise sqlite3.OperationalError("the file was replaced while it was opened")


def _check(path: Path, _connection: object, record: ConnectionPoolEntry, _proxy: object) -> None:
    found = _files(path), _writable(path)
    if (record.info[_FILES], record.info[_WRITABLE]) != found:
        # The pool lets all its connections go and opens what is there now, if anything is.
        raise InvalidatePoolError


def _files(path: Path) -> tuple[tuple[int, int] | None, ...]:
    """Return what tells the database and its log from other files at the same paths."""
    return _identity(path), _log(path)


def _log(path: Path) -> tuple[int, int] | None:
    return _identity(path.with_name(f"{path.name}-wal"))


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _prepare(connection: DBAPIConnection, _record: object) -> None:
    # The driver's own transactions start too late to be whole: they are begun below.
    connection.isolation_level = None
    cursor = connection.cursor()
    _keep_a_write_ahead_log(cursor)
    for pragma in ("synchronous=FULL", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _keep_a_write_ahead_log(cursor: DBAPICursor) -> None:
    """Ask for it until it is given: when two open a new file at once, SQLite refuses one of them.

    The driver's own patience does not cover this change.
    """
    deadline = time.monotonic() + _patience()
    while True:
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(0.01)
        else:
            return


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql(f"PRAGMA busy_timeout={round(1_000 * _patience())}")
    # A writer takes its turn before it reads, else two could decide on the same state.
    writes: Any = connection.get_execution_options().get("pvd_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _patience() -> float:
    return min(patience.left(), _MOST_PATIENT)
