"""Bringing the store's tables from one revision to another, whole or not at all."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Final

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import text

from pvd_geo.errors import StoreError
from pvd_geo.store import patience
from pvd_geo.store.engine import writing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.engine import Engine

_LOCK: Final = 0x7076_6467_656F
"""A number of ours among PostgreSQL's advisory locks."""


def migrate(engine: Engine, current: str | None, revision: str = "head") -> None:
    """Bring the tables to a newer revision.

    Parameters
    ----------
    engine
        The store.
    current
        The revision that they are at; nothing when there are none.
    revision
        The one that they shall be at.

    Raises
    ------
    StoreError
        When they are of a newer application.
    sqlalchemy.exc.SQLAlchemyError
        When it fails: nothing is changed.
    """
    config = _config()
    script = ScriptDirectory.from_config(config)
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
    """Run a migration in one transaction, one replica at a time."""
    with writing(engine, patience.COPYING) as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
        config.attributes["connection"] = connection
        yield
