"""Opening the store: SQLite beside the application, or PostgreSQL; migrated before use."""

from __future__ import annotations

import contextlib
import sqlite3
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, event, text
from sqlalchemy.engine import Connection, Engine, make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from pvd_geo.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.engine import URL
    from sqlalchemy.engine.interfaces import DBAPIConnection, DBAPICursor

_WAIT_SECONDS: Final = 30
"""How long a writer waits for its turn."""
_MIGRATION_LOCK: Final = 0x7076_6467_656F
"""A number of ours among PostgreSQL's advisory locks."""


def open_store(url: str) -> Engine:
    """Open the store, making or migrating its tables when needed.

    Parameters
    ----------
    url
        ``sqlite:///path`` or ``postgresql://user:password@host/name``.

    Raises
    ------
    StoreError
        When it cannot be opened; the message never holds the password.
    """
    try:
        target = _normal(url)
    except ArgumentError as error:
        raise StoreError("PVD_DATABASE_URL : sqlite:///chemin ou postgresql://… attendu") from error
    try:
        engine = _engine(target)
        try:
            _migrate(engine)
        except BaseException:
            engine.dispose()
            raise
    except StoreError:
        raise
    except (SQLAlchemyError, ImportError, OSError) as error:
        shown = target.render_as_string(hide_password=True)
        raise StoreError(f"La base des relevés ne s’ouvre pas ({shown}).") from error
    return engine


@contextlib.contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Open a connection that reads.

    Raises
    ------
    StoreError
        When the store does not answer.
    """
    try:
        with engine.connect() as connection:
            yield connection
    except SQLAlchemyError as error:
        raise StoreError("La base des relevés ne répond pas.") from error


@contextlib.contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Open one transaction that writes; it is whole or not at all."""
    with engine.connect() as plain:
        connection = plain.execution_options(pvd_writes=True)
        with connection.begin():
            yield connection


def _normal(url: str) -> URL:
    target = make_url(url)
    if target.drivername in {"postgres", "postgresql"}:
        target = target.set(drivername="postgresql+psycopg")
    if target.get_backend_name() not in {"sqlite", "postgresql"}:
        raise ArgumentError("neither SQLite nor PostgreSQL")
    return target


def _engine(target: URL) -> Engine:
    if target.get_backend_name() != "sqlite":
        # A replica must notice a server that was restarted, and not hang on one that is gone.
        return create_engine(
            target, pool_pre_ping=True, hide_parameters=True, connect_args={"connect_timeout": 5}
        )
    if target.database:
        Path(target.database).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    # Parameters are what people wrote: they have no place in an error or a log.
    engine = create_engine(target, hide_parameters=True, connect_args={"timeout": _WAIT_SECONDS})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: DBAPIConnection, _record: object) -> None:
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
    deadline = time.monotonic() + _WAIT_SECONDS
    while True:
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(0.01)
        else:
            return


def _begin_sqlite(connection: Connection) -> None:
    # A writer takes its turn before it reads, else two could decide on the same state.
    writes: Any = connection.get_execution_options().get("pvd_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def schema_revision(engine: Engine) -> str:
    """Return the revision that the store's tables are at.

    Raises
    ------
    StoreError
        When the store does not answer.
    """
    with reading(engine) as connection:
        return str(MigrationContext.configure(connection).get_current_revision())


def _migrate(engine: Engine) -> None:
    config = Config()
    config.set_main_option("script_location", "pvd_geo.store:migrations")
    script = ScriptDirectory.from_config(config)
    head = script.get_current_head()
    with engine.connect() as connection:
        current = MigrationContext.configure(connection).get_current_revision()
    if current == head:
        return
    if current is not None and current not in {each.revision for each in script.walk_revisions()}:
        raise StoreError("La base des relevés est plus récente que l’application.")
    with writing(engine) as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text(f"SELECT pg_advisory_xact_lock({_MIGRATION_LOCK})"))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
