"""What the journal says of meetings: the states they were given, and the one in force."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from pvd_geo.store.engine import reading
from pvd_geo.store.journal import in_force
from pvd_geo.store.tables import ENTRY, MEETING
from pvd_geo.tables.records import MeetingState

if TYPE_CHECKING:
    from sqlalchemy import Select
    from sqlalchemy.engine import Connection, Engine


@dataclass(frozen=True, slots=True)
class Change:
    """A state that a meeting was given.

    Parameters
    ----------
    entry_id
        Its entry in the journal.
    state
        The meeting as it was said to be.
    who, at
        Who said so, and when (UTC).
    """

    entry_id: int
    state: MeetingState
    who: str
    at: datetime


def states(engine: Engine) -> tuple[Change, ...]:
    """Return the state in force of each meeting that the journal speaks of, by its id."""
    newest = (
        select(func.max(MEETING.c.entry_id))
        .join(ENTRY, ENTRY.c.id == MEETING.c.entry_id)
        .where(in_force())
        .group_by(MEETING.c.meeting_id)
    )
    query = _all().where(MEETING.c.entry_id.in_(newest)).order_by(MEETING.c.meeting_id)
    with reading(engine) as connection:
        return tuple(map(_change, connection.execute(query)))


def changes(engine: Engine, meeting_id: str) -> tuple[Change, ...]:
    """Return every state of one meeting that was not undone, the last first."""
    query = _all().where(MEETING.c.meeting_id == meeting_id, in_force())
    with reading(engine) as connection:
        return tuple(map(_change, connection.execute(query.order_by(MEETING.c.entry_id.desc()))))


def meeting_ids(engine: Engine) -> frozenset[str]:
    """Return the id of every meeting that the journal ever spoke of, undone or not.

    An id is not given twice: a sheet that was recorded for one meeting is never another's.
    """
    with reading(engine) as connection:
        return frozenset(connection.execute(select(MEETING.c.meeting_id).distinct()).scalars())


def newest(connection: Connection, meeting_id: str) -> int | None:
    """Return the entry of the state in force, inside a transaction; None when there is none."""
    query = (
        select(func.max(MEETING.c.entry_id))
        .join(ENTRY, ENTRY.c.id == MEETING.c.entry_id)
        .where(MEETING.c.meeting_id == meeting_id, in_force())
    )
    found = connection.execute(query).scalar_one()
    return None if found is None else int(found)


def row(state: MeetingState) -> dict[str, Any]:
    """Return a state as its row of the store."""
    return asdict(state) | {"regions": " ".join(state.regions)}


def checksum(values: dict[str, Any]) -> str:
    """Return what tells one state from another, as the bytes of a sheet do."""
    return hashlib.sha256(json.dumps(values, default=str, sort_keys=True).encode()).hexdigest()


def _all() -> Select[Any]:
    return select(MEETING, ENTRY.c.who, ENTRY.c.at).join(ENTRY, ENTRY.c.id == MEETING.c.entry_id)


def _change(found: Any) -> Change:  # noqa: ANN401 - a row of the store
    values = {field.name: getattr(found, field.name) for field in fields(MeetingState)}
    state = MeetingState(**values | {"regions": tuple(found.regions.split())})
    return Change(found.entry_id, state, found.who, found.at.replace(tzinfo=UTC))
