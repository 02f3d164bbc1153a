"""Opening the store: SQLite beside the application, or PostgreSQL; migrated before use."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Final

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text
from sqlalchemy.engine import Connection, Engine, make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from pvd_geo.errors import StoreError, UnconfirmedError
from pvd_geo.store import patience, postgresql, sqlite
from pvd_geo.store.causes import cause

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.engine import URL
    from sqlalchemy.engine.base import RootTransaction

_MIGRATION_LOCK: Final = 0x7076_6467_656F
"""A number of ours among PostgreSQL's advisory locks."""


def open_store(url: str, *, new: bool = True) -> Engine:
    """Open the store, making or migrating its tables when needed.

    Parameters
    ----------
    url
        ``sqlite:///path`` or ``postgresql://user:password@host/name``.
    new
        Whether a SQLite file that is missing is begun.

    Raises
    ------
    StoreError
        When it cannot be opened. A note of it says where it was looked for, without the
        password: that is for the operator, and for nobody who visits.
    """
    try:
        target = _normal(url)
    except ArgumentError as error:
        raise StoreError("PVD_DATABASE_URL : sqlite:///chemin ou postgresql://… attendu") from error
    try:
        engine = _engine(target, new=new)
        try:
            _migrate(engine)
        except BaseException:
            engine.dispose()
            raise
    except StoreError:
        raise
    except (SQLAlchemyError, ImportError, OSError) as error:
        why = cause(error) if isinstance(error, SQLAlchemyError) else "ne s’ouvre pas"
        refused = StoreError(f"La base des relevés {why}.")
        refused.add_note(target.render_as_string(hide_password=True))
        raise refused from error
    return engine


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
                postgresql.allow(connection, seconds)
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
                postgresql.allow(connection, seconds)
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


def _normal(url: str) -> URL:
    target = make_url(url)
    if target.drivername in {"postgres", "postgresql"}:
        target = target.set(drivername="postgresql+psycopg")
    if target.get_backend_name() not in {"sqlite", "postgresql"}:
        raise ArgumentError("neither SQLite nor PostgreSQL")
    return target


def _engine(target: URL, *, new: bool) -> Engine:
    if target.get_backend_name() == "sqlite":
        return sqlite.make_engine(target, new=new)
    return postgresql.make_engine(target)


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
        return str(MigrationContext.configure(connection).get_current_revision())


def _migrate(engine: Engine, revision: str = "head") -> None:
    config = _config()
    script = ScriptDirectory.from_config(config)
    head = script.get_current_head()
    with patience.at_most(patience.READING), engine.connect() as connection:
        current = MigrationContext.configure(connection).get_current_revision()
    if current == head:
        return
    if current is not None and current not in {each.revision for each in script.walk_revisions()}:
        raise StoreError("La base des relevés est plus récente que l’application.")
    with _migrating(engine, config):
        command.upgrade(config, revision)


def go_back(engine: Engine, revision: str) -> None:
    """Bring the tables back to an older revision, for an older version of the application.

    What that version cannot read is given up: a backup comes first.

    Raises
    ------
    sqlalchemy.exc.SQLAlchemyError
        When it fails: nothing is changed.
    """
    config = _config()
    with _migrating(engine, config):
        command.downgrade(config, revision)


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", "pvd_geo.store:migrations")
    return config


@contextlib.contextmanager
def _migrating(engine: Engine, config: Config) -> Iterator[None]:
    """Run a migration in one transaction, whole or not at all, one replica at a time."""
    with writing(engine, patience.COPYING) as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text(f"SELECT pg_advisory_xact_lock({_MIGRATION_LOCK})"))
        config.attributes["connection"] = connection
        yield
