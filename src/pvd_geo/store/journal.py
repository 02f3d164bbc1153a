"""Who recorded what, and when: imports, changes of meetings and undoings, newest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import func, literal, select

from pvd_geo.store.engine import reading
from pvd_geo.store.tables import (
    ATTENDANCE,
    CONTRIBUTION,
    ENTRY,
    MEETING,
    REVISION,
    TOWN_CHANGE,
)
from pvd_geo.tables.changes import LIST

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Select
    from sqlalchemy.engine import Connection, Engine

_SHOWN: Final = 200


@dataclass(frozen=True, slots=True)
class Entry:
    """One import or change of a meeting, or the undoing of one.

    Parameters
    ----------
    entry_id
        Its number; numbers rise with time.
    action
        ``import`` or ``undo``.
    undoes
        The import taken back, for an undoing.
    kind, checksum, lines, dropped
        Of the sheet.
    who, at
        Who did it, and when (UTC).
    undone
        Whether a later undoing took it back.
    meetings
        How many meetings it speaks of.
    figure
        People who came, contributions, or towns that a later list changed.
    registered
        People who registered, which says nothing of who came.
    meeting_id
        The one meeting that it changes, if it changes one.
    """

    entry_id: int
    action: str
    undoes: int | None
    kind: str
    who: str
    at: datetime
    checksum: str
    lines: int
    dropped: int
    undone: bool
    meetings: int
    figure: int
    registered: int = 0
    meeting_id: str = ""


def revision(engine: Engine) -> int:
    """Return a number that rises with each change: what was cached under another is stale."""
    with reading(engine) as connection:
        return int(connection.execute(select(REVISION.c.number)).scalar_one())


def history(engine: Engine, limit: int = _SHOWN) -> tuple[Entry, ...]:
    """Return the last entries, newest first."""
    with reading(engine) as connection:
        rows = connection.execute(_entries().order_by(ENTRY.c.id.desc()).limit(limit)).all()
        return tuple(_entry(connection, row) for row in rows)


def recorded_as(engine: Engine, checksum: str) -> Entry | None:
    """Return the import of a sheet of this checksum that is not undone, if any."""
    with reading(engine) as connection:
        return find(connection, checksum)


def find(connection: Connection, checksum: str) -> Entry | None:
    """Do the same inside a transaction."""
    query = _entries().where(ENTRY.c.checksum == checksum, ENTRY.c.action == "import")
    for row in connection.execute(query.order_by(ENTRY.c.id.desc())):
        if not row.undone:
            return _entry(connection, row)
    return None


def get(connection: Connection, entry_id: int) -> Entry | None:
    """Return one entry of the journal, or None."""
    row = connection.execute(_entries().where(ENTRY.c.id == entry_id)).one_or_none()
    return None if row is None else _entry(connection, row)


def in_force() -> ColumnElement[bool]:
    """Return the condition that an entry adds something and was not undone."""
    later = ENTRY.alias("later")
    undone = select(later.c.id).where(later.c.undoes == ENTRY.c.id).exists()
    return (ENTRY.c.action == "import") & ~undone


def _entries() -> Select[Any]:
    later = ENTRY.alias("later")
    undone = select(later.c.id).where(later.c.undoes == ENTRY.c.id).exists()
    return select(ENTRY, undone.label("undone"))


def _entry(connection: Connection, row: Any) -> Entry:  # noqa: ANN401 - a row of two shapes
    meetings, figure, registered = _contents(connection, row.undoes or row.id, row.kind)
    return Entry(
        entry_id=row.id,
        action=row.action,
        undoes=row.undoes,
        kind=row.kind,
        who=row.who,
        at=row.at.replace(tzinfo=UTC),
        checksum=row.checksum,
        lines=row.lines,
        dropped=row.dropped,
        undone=bool(row.undone),
        meetings=meetings,
        figure=figure,
        registered=registered,
        meeting_id=_changed(connection, row.undoes or row.id) if row.kind == "meeting" else "",
    )


def _contents(connection: Connection, entry_id: int, kind: str) -> tuple[int, int, int]:
    if kind == LIST:
        changed = select(func.count(TOWN_CHANGE.c.insee_code.distinct()))
        mine = changed.where(TOWN_CHANGE.c.entry_id == entry_id)
        return 0, int(connection.execute(mine).scalar_one()), 0
    table = {"contributions": CONTRIBUTION, "meeting": MEETING}.get(kind, ATTENDANCE)
    figures = {
        CONTRIBUTION: (func.count(), literal(0)),
        ATTENDANCE: (_people("present"), _people("registered")),
    }.get(table, (literal(0), literal(0)))
    query = select(func.count(table.c.meeting_id.distinct()), *figures)
    meetings, figure, registered = connection.execute(
        query.where(table.c.entry_id == entry_id)
    ).one()
    return int(meetings), int(figure), int(registered)


def _people(measure: str) -> ColumnElement[int]:
    counted = func.sum(ATTENDANCE.c.participants).filter(ATTENDANCE.c.measure == measure)
    return func.coalesce(counted, 0)


def _changed(connection: Connection, entry_id: int) -> str:
    query = select(MEETING.c.meeting_id).where(MEETING.c.entry_id == entry_id)
    return str(connection.execute(query).scalar_one())
