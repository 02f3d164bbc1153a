"""Opening the store: SQLite beside the application, or PostgreSQL; migrated before use."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from pvd_geo.errors import StoreError
from pvd_geo.store import patience, sqlite
from pvd_geo.store.causes import cause
from pvd_geo.store.engine import postgresql, revision_of

if TYPE_CHECKING:
    from sqlalchemy.engine import URL, Engine

_MIGRATIONS: Final = Path(__file__).parent / "migrations" / "versions"


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
    made: Engine = postgresql().make_engine(target)
    return made


def _migrate(engine: Engine) -> None:
    """Bring the tables to the newest revision, where they are not at it."""
    with patience.at_most(patience.READING), engine.connect() as connection:
        current = revision_of(connection)
    if current != newest():
        # What migrates is loaded by the one start that needs it: a tenth of what others take.
        from pvd_geo.store import migrating  # noqa: PLC0415

        migrating.migrate(engine, current)


def newest() -> str:
    """Return the revision that this version of the application has its tables at."""
    return max(file.name[1:5] for file in _MIGRATIONS.glob("v[0-9][0-9][0-9][0-9]_*.py"))
