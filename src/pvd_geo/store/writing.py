"""Recording a sheet and taking it back: one transaction each, one writer at a time."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from sqlalchemy import insert, select, update
from sqlalchemy.exc import SQLAlchemyError

from pvd_geo.errors import AlreadyRecordedError, ChangedError, StoreError
from pvd_geo.store import journal
from pvd_geo.store.engine import writing
from pvd_geo.store.tables import ATTENDANCE, CONTRIBUTION, ENTRY, REVISION
from pvd_geo.tables.cells import clean

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.engine import Connection, Engine

    from pvd_geo.tables.records import Sheet

_WHO: Final = 200


def record(engine: Engine, sheet: Sheet, who: str, seen: int | None = None) -> int:
    """Record a sheet whole, or not at all.

    Parameters
    ----------
    engine
        The store.
    sheet
        A sheet without fault.
    who
        The editor.
    seen
        Revision that the preview was made from; None to record whatever changed since.

    Returns
    -------
    int
        Number of the import in the journal.

    Raises
    ------
    AlreadyRecordedError
        When the same file is recorded and not undone.
    ChangedError
        When something was recorded since ``seen``.
    StoreError
        When the store does not answer.
    """
    try:
        with writing(engine) as connection:
            _take_turn(connection, seen)
            if (former := journal.find(connection, sheet.checksum)) is not None:
                raise AlreadyRecordedError(former.entry_id, former.at)
            entry_id = _journal(connection, "import", sheet, who)
            for table, rows in (
                (ATTENDANCE, sheet.attendance),
                (CONTRIBUTION, sheet.contributions),
            ):
                if rows:
                    values = [asdict(row) | {"entry_id": entry_id} for row in rows]
                    connection.execute(insert(table), values)
    except SQLAlchemyError as error:
        raise _refused("rien n’est enregistré", error) from None
    return entry_id


def undo(engine: Engine, entry_id: int, who: str) -> int:
    """Take an import back; what was recorded before it is in force again.

    Returns
    -------
    int
        Number of the undoing in the journal.

    Raises
    ------
    ChangedError
        When there is no such import, or it is undone already.
    StoreError
        When the store does not answer.
    """
    try:
        with writing(engine) as connection:
            _take_turn(connection, None)
            entry = journal.get(connection, entry_id)
            if entry is None or entry.action != "import" or entry.undone:
                raise ChangedError("Cette saisie n’est plus à annuler.")
            values = {
                "action": "undo",
                "undoes": entry_id,
                "kind": entry.kind,
                "who": clean(who)[:_WHO],
                "at": _now(),
                "checksum": entry.checksum,
                "lines": entry.lines,
                "dropped": entry.dropped,
            }
            return _insert(connection, values)
    except SQLAlchemyError as error:
        raise _refused("rien n’est annulé", error) from None


def _refused(outcome: str, error: SQLAlchemyError) -> StoreError:
    # PostgreSQL repeats the row in its error, which has no place in a log: the kind is enough.
    kind = type(getattr(error, "orig", None) or error).__name__
    return StoreError(f"La base des relevés ne répond pas ({kind}) : {outcome}.")


def _take_turn(connection: Connection, seen: int | None) -> None:
    # Raising the counter locks its only row until the end: writers come one by one.
    connection.execute(update(REVISION).values(number=REVISION.c.number + 1))
    number = connection.execute(select(REVISION.c.number)).scalar_one()
    if seen is not None and number != seen + 1:
        raise ChangedError("Une autre saisie est passée entre-temps : relisez l’aperçu.")


def _journal(connection: Connection, action: str, sheet: Sheet, who: str) -> int:
    values = {
        "action": action,
        "undoes": None,
        "kind": sheet.kind,
        "who": clean(who)[:_WHO],
        "at": _now(),
        "checksum": sheet.checksum,
        "lines": sheet.lines,
        "dropped": sheet.dropped.total,
    }
    return _insert(connection, values)


def _insert(connection: Connection, values: Mapping[str, object]) -> int:
    key = connection.execute(insert(ENTRY).values(values)).inserted_primary_key
    if key is None:
        raise StoreError("La base des relevés ne donne pas de numéro.")
    return int(key[0])


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)
