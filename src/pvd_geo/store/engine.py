"""What reads the store and what writes to it: SQLite beside the application, or PostgreSQL."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from sqlalchemy import inspect, text
from sqlalchemy.exc import SQLAlchemyError

from pvd_geo.errors import StoreError, UnconfirmedError
from pvd_geo.store import patience, sqlite
from pvd_geo.store.causes import cause

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

    from sqlalchemy.engine import Connection, Engine
    from sqlalchemy.engine.base import RootTransaction


def close(engine: Engine) -> None:
    """Close the store; SQLite leaves one file, unless another program has it open."""
    try:
        if _is_sqlite(engine):
            sqlite.tidy(engine)
    except SQLAlchemyError:
        # What is in the log is not lost: who opens the file next brings it in.
        return
    finally:
        engine.dispose()


@contextlib.contextmanager
def reading(engine: Engine, seconds: float | None = None) -> Iterator[Connection]:
    """Open a connection that reads.

    Parameters
    ----------
    engine
        The store.
    seconds
        How long it may take, what is done inside included (`patience.READING`).

    Raises
    ------
    StoreError
        When the store does not answer.
    """
    try:
        with patience.at_most(seconds or patience.READING), engine.connect() as connection:
            if seconds and not _is_sqlite(engine):
                postgresql().allow(connection, seconds)
            yield connection
    except SQLAlchemyError as error:
        raise StoreError(f"La base des relevés {cause(error)}.") from error


@contextlib.contextmanager
def writing(engine: Engine, seconds: float | None = None) -> Iterator[Connection]:
    """Open one transaction that writes; it is whole or not at all.

    Parameters
    ----------
    engine
        The store.
    seconds
        How long it may take, waiting in turn included (`patience.WRITING`).

    Raises
    ------
    UnconfirmedError
        When the commit was not answered: it may be done, or not.
    StoreError
        When the file was deleted or replaced meanwhile.
    sqlalchemy.exc.SQLAlchemyError
        When anything else went wrong: nothing is changed.
    """
    with patience.at_most(patience.READING):
        plain = engine.connect()
    with plain, patience.at_most(seconds or patience.WRITING):
        connection = plain.execution_options(pvd_writes=True)
        with connection.begin() as transaction:
            if _is_sqlite(engine):
                sqlite.require_sound(connection)
            elif seconds:
                postgresql().allow(connection, seconds)
            yield connection
            _commit(connection, transaction)
        if _is_sqlite(engine) and not sqlite.is_in_place(connection):
            raise StoreError(
                "La base des relevés vient d’être effacée ou remplacée : "
                "ce qui est saisi n’est pas enregistré."
            )


def _commit(connection: Connection, transaction: RootTransaction) -> None:
    try:
        with patience.at_most(patience.COMMITTING):
            transaction.commit()
    except SQLAlchemyError as error:
        connection.invalidate()
        raise UnconfirmedError(
            "La base des relevés n’a pas répondu : la saisie est peut-être enregistrée. "
            "Voyez l’historique avant de recommencer."
        ) from error


def postgresql() -> ModuleType:
    """Load what knows PostgreSQL, with its driver, where the store is one."""
    from pvd_geo.store import postgresql as module  # noqa: PLC0415

    return module


def _is_sqlite(engine: Engine) -> bool:
    return engine.dialect.name == "sqlite"


def schema_revision(engine: Engine) -> str:
    """Return the revision that the store's tables are at.

    Raises
    ------
    StoreError
        When the store does not answer.
    """
    with reading(engine) as connection:
        return str(revision_of(connection))


def revision_of(connection: Connection) -> str | None:
    """Return the revision that the tables are at, where Alembic keeps it; nothing without any."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
