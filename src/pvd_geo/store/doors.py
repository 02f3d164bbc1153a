"""Counting at the door of a meeting: opened by an editor, pressed at by phones, closed.

A press is an audience, maybe a town, and a random word of the form it came from, so that the same
form counts once. Nothing tells when it was or whose it is. Nothing here is public: what was counted
becomes a record by the journal, as a sheet does.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final, Literal

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from pvd_geo.errors import ChangedError, StoreError
from pvd_geo.store import sessions
from pvd_geo.store.causes import cause
from pvd_geo.store.engine import reading, writing
from pvd_geo.store.tables import DOOR, PRESS, REVISION
from pvd_geo.tables.cells import clean

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.engine import Connection, Engine

    from pvd_geo.editors import Permit

MOST: Final = 2_000
"""Presses at one door: more are no meeting of the programme."""
LONGEST: Final = timedelta(hours=25)
"""How long a door may stay open: the longest day, that of the autumn on which clocks go back."""
_KEPT: Final = timedelta(days=40)
_LETTERS: Final = "abcdefghjkmnpqrstuvwxyz23456789"
"""None that is taken for another when it is typed from a poster."""
_LENGTH: Final = 12
"""Letters of an address: nearly 60 bits, drawn by the system's generator."""

Outcome = Literal["counted", "again", "closed", "full"]
"""What became of a press."""


@dataclass(frozen=True, slots=True)
class Opening:
    """What a door is for.

    Parameters
    ----------
    meeting_id
        The meeting.
    title, place
        What its page says.
    first
        Its day; None when it is not known.
    regions
        Codes of the regions whose towns are offered.
    """

    meeting_id: str
    title: str
    place: str = ""
    first: date | None = None
    regions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Door:
    """A door, open or closed.

    Parameters
    ----------
    door_id
        Its number.
    token
        Its address.
    opening
        What it is for.
    who, opened
        Who opened it, and when (UTC).
    until
        When it closes by itself (UTC).
    closed
        When somebody closed it (UTC), None when nobody did.
    crowded
        Whether presses were refused because too many came from one address.
    """

    door_id: int
    token: str
    opening: Opening
    who: str
    opened: datetime
    until: datetime
    closed: datetime | None
    crowded: bool

    def is_open(self, now: datetime) -> bool:
        """Tell whether it is open at a moment (UTC)."""
        return self.closed is None and now < self.until


def open_door(
    engine: Engine, opening: Opening, until: datetime, who: str, *, permit: Permit | None = None
) -> Door:
    """Open the door of a meeting; one that is open already is returned as it is.

    Parameters
    ----------
    engine
        The store.
    opening
        What it is for.
    until
        When it closes by itself (UTC); `LONGEST` from now at most.
    who
        The editor.
    permit
        The right by which it is opened; None for the operator of the server.

    Raises
    ------
    AccessError
        When the permit has run out, or its sign-in was ended.
    StoreError
        When the store does not answer; no door is opened.
    """

    def begin(connection: Connection) -> Door:
        now = datetime.now(UTC)
        for door in _doors(connection, DOOR.c.meeting_id == opening.meeting_id):
            if door.is_open(now):
                return door
        _forget(connection, now)
        values = {
            "token": "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH)),
            "meeting_id": opening.meeting_id,
            "title": clean(opening.title)[:200],
            "place": clean(opening.place)[:200],
            "regions": " ".join(opening.regions),
            "first": opening.first,
            "who": clean(who)[:200],
            "opened": _plain(now),
            "until": _plain(min(until, now + LONGEST)),
            "closed": None,
            "crowded": False,
        }
        connection.execute(insert(DOOR).values(values))
        (door,) = _doors(connection, DOOR.c.token == values["token"])
        return door

    return _in_turn(engine, begin, permit)


def close_door(engine: Engine, door_id: int, *, permit: Permit | None = None) -> Door:
    """Close a door for good; one that is closed stays as it is.

    Raises
    ------
    AccessError
        When the permit has run out, or its sign-in was ended.
    ChangedError
        When there is no such door.
    StoreError
        When the store does not answer; the door is as it was.
    """

    def end(connection: Connection) -> Door:
        now = _plain(datetime.now(UTC))
        connection.execute(
            update(DOOR).where(DOOR.c.id == door_id, DOOR.c.closed.is_(None)).values(closed=now)
        )
        found = _doors(connection, DOOR.c.id == door_id)
        if not found:
            raise ChangedError("Cet accueil n’existe plus.")
        return found[0]

    return _in_turn(engine, end, permit)


def _in_turn(engine: Engine, work: Callable[[Connection], Door], permit: Permit | None) -> Door:
    try:
        with writing(engine) as connection:
            # As writers of the journal do: two editors who open the same door open one.
            connection.execute(select(REVISION.c.number).with_for_update())
            if permit:
                sessions.require(connection, permit)
            return work(connection)
    except SQLAlchemyError as error:
        raise StoreError(f"La base des relevés {cause(error)} : rien n’est changé.") from None


def doors(engine: Engine) -> tuple[Door, ...]:
    """Return all doors that are remembered, the last first."""
    with reading(engine) as connection:
        return tuple(_doors(connection))


def find(engine: Engine, token: str) -> Door | None:
    """Return the door at an address, open or closed; None when there is none."""
    with reading(engine) as connection:
        found = _doors(connection, DOOR.c.token == token)
    return found[0] if found else None


def press(engine: Engine, door: Door, nonce: str, audience: str, insee_code: str = "") -> Outcome:
    """Count a press; the same form's second one is not counted.

    Parameters
    ----------
    engine
        The store.
    door
        Where.
    nonce
        The random word of the form.
    audience, insee_code
        What was chosen; no town is an empty text.

    Raises
    ------
    StoreError
        When the store does not answer; the press may be sent again as it is.
    """
    row = {"door_id": door.door_id, "nonce": nonce, "audience": audience, "insee_code": insee_code}
    try:
        with writing(engine) as connection:
            mine = select(PRESS.c.id).where(PRESS.c.door_id == door.door_id, PRESS.c.nonce == nonce)
            if connection.execute(mine).first() is not None:
                return "again"
            (now_,) = _doors(connection, DOOR.c.id == door.door_id)
            if not now_.is_open(datetime.now(UTC)):
                return "closed"
            number = select(func.count()).where(PRESS.c.door_id == door.door_id)
            if connection.execute(number).scalar_one() >= MOST:
                return "full"
            connection.execute(insert(PRESS).values(row))
    except IntegrityError:
        return "again"  # the same form, sent twice at once
    except SQLAlchemyError as error:
        raise StoreError(f"La base des relevés {cause(error)}.") from None
    return "counted"


def crowd(engine: Engine, door: Door) -> None:
    """Remember that presses were refused at a door, for the editor to see.

    Raises
    ------
    StoreError
        When the store does not answer.
    """
    try:
        with writing(engine) as connection:
            where = DOOR.c.id == door.door_id
            connection.execute(update(DOOR).where(where).values(crowded=True))
    except SQLAlchemyError as error:
        raise StoreError(f"La base des relevés {cause(error)}.") from None


def counts(engine: Engine, door_id: int) -> tuple[dict[str, int], int]:
    """Return how many pressed by audience, and how many towns of the programme they named."""
    at_door = PRESS.c.door_id == door_id
    by_audience = select(PRESS.c.audience, func.count()).where(at_door).group_by(PRESS.c.audience)
    towns = select(func.count(PRESS.c.insee_code.distinct())).where(
        at_door, PRESS.c.insee_code != ""
    )
    with reading(engine) as connection:
        numbers = {
            str(audience): int(number) for audience, number in connection.execute(by_audience)
        }
        return numbers, int(connection.execute(towns).scalar_one())


def _forget(connection: Connection, now: datetime) -> None:
    old = select(DOOR.c.id).where(DOOR.c.until < _plain(now - _KEPT))
    connection.execute(delete(PRESS).where(PRESS.c.door_id.in_(old)))
    connection.execute(delete(DOOR).where(DOOR.c.until < _plain(now - _KEPT)))


def _doors(connection: Connection, *where: Any) -> list[Door]:  # noqa: ANN401 - conditions
    query = select(DOOR).where(*where).order_by(DOOR.c.id.desc())
    return [
        Door(
            door_id=row.id,
            token=row.token,
            opening=Opening(
                *(row.meeting_id, row.title, row.place, row.first),
                regions=tuple(row.regions.split()),
            ),
            who=row.who,
            opened=row.opened.replace(tzinfo=UTC),
            until=row.until.replace(tzinfo=UTC),
            closed=row.closed and row.closed.replace(tzinfo=UTC),
            crowded=bool(row.crowded),
        )
        for row in connection.execute(query)
    ]


def _plain(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(tzinfo=None)
