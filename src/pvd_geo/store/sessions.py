"""Sign-ins that were ended: known to every replica, and looked at in each write itself."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from sqlalchemy import delete, insert, select
from sqlalchemy.exc import SQLAlchemyError

from pvd_geo.errors import AccessError, StoreError
from pvd_geo.store.causes import cause
from pvd_geo.store.engine import reading, writing
from pvd_geo.store.tables import ENDED, REVISION

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection, Engine

    from pvd_geo.editors import Permit

_KEPT: Final = timedelta(days=40)
"""Longer than the cookie of a sign-in is taken (31 days)."""


def end(engine: Engine, session: str) -> None:
    """End a sign-in, for good and on every replica.

    Parameters
    ----------
    engine
        The store.
    session
        As `pvd_geo.editors.session_of` names it.

    Raises
    ------
    StoreError
        When the store does not answer; the sign-in is not ended.
    """
    now = datetime.now(UTC).replace(tzinfo=None)
    try:
        with writing(engine) as connection:
            # In turn: what is being recorded under it ends before, or is refused.
            connection.execute(select(REVISION.c.number).with_for_update())
            connection.execute(delete(ENDED).where(ENDED.c.at < now - _KEPT))
            if not _is_ended(connection, session):
                connection.execute(insert(ENDED).values(session=session, at=now))
    except SQLAlchemyError as error:
        raise StoreError(f"La base des relevés {cause(error)}.") from error


def has_ended(engine: Engine, session: str) -> bool:
    """Tell whether a sign-in was ended.

    Raises
    ------
    StoreError
        When the store does not answer.
    """
    with reading(engine) as connection:
        return _is_ended(connection, session)


def require(connection: Connection, permit: Permit) -> None:
    """Look at a permit inside the transaction that it is for.

    Raises
    ------
    AccessError
        When it has run out, or its sign-in was ended since.
    """
    if _is_ended(connection, permit.session):
        raise AccessError("Votre connexion a été terminée : connectez-vous à nouveau.")
    if datetime.now(UTC).timestamp() > permit.until:
        raise AccessError("Votre connexion a expiré : connectez-vous à nouveau pour saisir.")


def _is_ended(connection: Connection, session: str) -> bool:
    found = connection.execute(select(ENDED.c.at).where(ENDED.c.session == session))
    return found.first() is not None
