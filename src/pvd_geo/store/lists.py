"""Later lists of towns in the journal: what each changed, and whether it is in force."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from pvd_geo.store.engine import reading
from pvd_geo.store.journal import in_force
from pvd_geo.store.tables import ENTRY, RENEWAL, TOWN_CHANGE
from pvd_geo.tables.changes import LIST, Headline, Renewal, Renewed, TownChange

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection, Engine


def renewals(engine: Engine) -> tuple[Renewed, ...]:
    """Return all renewals, the first first; also those that were taken back."""
    later = ENTRY.alias("later")
    query = (
        select(ENTRY, RENEWAL, later.c.who.label("undone_by"), later.c.at.label("undone_at"))
        .join(RENEWAL, RENEWAL.c.entry_id == ENTRY.c.id)
        .outerjoin(later, later.c.undoes == ENTRY.c.id)
        .order_by(ENTRY.c.id)
    )
    with reading(engine) as connection:
        changes = _changes(connection)
        return tuple(_renewed(row, changes) for row in connection.execute(query))


def list_in_force(engine: Engine) -> int | None:
    """Return the number of the last renewal that nobody took back, if there is one."""
    with reading(engine) as connection:
        return last_in_force(connection)


def last_in_force(connection: Connection) -> int | None:
    """Do the same inside a transaction."""
    query = select(func.max(ENTRY.c.id)).where(in_force(), ENTRY.c.kind == LIST)
    found = connection.execute(query).scalar_one()
    return None if found is None else int(found)


def _changes(connection: Connection) -> dict[int, tuple[TownChange, ...]]:
    found: dict[int, list[TownChange]] = {}
    for row in connection.execute(select(TOWN_CHANGE).order_by(TOWN_CHANGE.c.id)):
        change = TownChange(row.insee_code, row.field, row.before, row.after)
        found.setdefault(row.entry_id, []).append(change)
    return {entry_id: tuple(changes) for entry_id, changes in found.items()}


def _renewed(row: Any, changes: dict[int, tuple[TownChange, ...]]) -> Renewed:  # noqa: ANN401
    return Renewed(
        entry_id=row.id,
        who=row.who,
        at=row.at.replace(tzinfo=UTC),
        undone_by=row.undone_by,
        undone_at=row.undone_at.replace(tzinfo=UTC) if row.undone_at else None,
        renewal=Renewal(
            checksum=row.checksum,
            lines=row.lines,
            changes=changes.get(row.id, ()),
            before=Headline(row.towns_before, row.inhabitants_before, row.signed_before),
            after=Headline(row.towns_after, row.inhabitants_after, row.signed_after),
        ),
    )
