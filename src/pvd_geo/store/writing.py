"""Recording a sheet or a list, changing a meeting, taking it back: one transaction each."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from sqlalchemy import insert, select, update
from sqlalchemy.exc import SQLAlchemyError

from pvd_geo.errors import (
    AlreadyRecordedError,
    ChangedError,
    MeetingChangedError,
    StoreError,
    UnconfirmedError,
)
from pvd_geo.store import journal, lists, meetings, patience, sessions
from pvd_geo.store.causes import cause
from pvd_geo.store.engine import writing
from pvd_geo.store.tables import (
    ANSWER,
    ATTENDANCE,
    CONTRIBUTION,
    ENTRY,
    MEETING,
    RENEWAL,
    REVISION,
    TOWN_CHANGE,
)
from pvd_geo.tables.cells import clean
from pvd_geo.tables.changes import LIST

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sqlalchemy.engine import Connection, Engine

    from pvd_geo.editors import Permit
    from pvd_geo.tables.changes import Renewal
    from pvd_geo.tables.records import MeetingState, Sheet

    _Work = Callable[[Connection], Mapping[str, object]]

_WHO: Final = 200


def record(
    engine: Engine,
    sheet: Sheet,
    who: str,
    seen: int | None = None,
    *,
    permit: Permit | None = None,
) -> int:
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
    permit
        The right by which it is recorded; None for the operator of the server.

    Returns
    -------
    int
        Number of the import in the journal.

    Raises
    ------
    AccessError
        When the permit has run out, or its sign-in was ended.
    AlreadyRecordedError
        When the same file is recorded and not undone.
    ChangedError
        When something was recorded since ``seen``.
    UnconfirmedError
        When the store does not say whether it is recorded.
    StoreError
        When the store does not answer; nothing is recorded.
    """

    def bring_in(connection: Connection) -> Mapping[str, object]:
        if (former := journal.find(connection, sheet.checksum)) is not None:
            raise AlreadyRecordedError(former.entry_id, former.at)
        entry = _entry(
            "import",
            sheet.kind,
            sheet.checksum,
            who,
            lines=sheet.lines,
            dropped=sheet.dropped.total,
        )
        entry = _insert(connection, entry)
        for table, rows in (
            (ATTENDANCE, sheet.attendance),
            (CONTRIBUTION, sheet.contributions),
        ):
            if rows:
                values = [asdict(row) | {"entry_id": entry["id"]} for row in rows]
                connection.execute(insert(table), values)
        if sheet.answers:
            kept = [
                {"entry_id": entry["id"], "question": question, "choice": choice}
                for question, choice in sheet.answers
            ]
            connection.execute(insert(ANSWER), kept)
        return entry

    return _in_turn(engine, bring_in, "rien n’est enregistré", seen=seen, permit=permit)


def change_meeting(
    engine: Engine,
    state: MeetingState,
    who: str,
    seen: int | None,
    *,
    permit: Permit | None = None,
) -> int:
    """Give a meeting a state, unless somebody gave it another that was not seen.

    Parameters
    ----------
    engine, who, permit
        As in `record`.
    state
        The meeting from now on, without fault.
    seen
        Entry of the state that it was decided on; None when the journal had none of it.

    Returns
    -------
    int
        Number of the change in the journal.

    Raises
    ------
    AccessError
        When the permit has run out, or its sign-in was ended.
    MeetingChangedError
        When another state is in force than the one seen.
    UnconfirmedError
        When the store does not say whether it is recorded.
    StoreError
        When the store does not answer; nothing is recorded.
    """

    def give(connection: Connection) -> Mapping[str, object]:
        found = meetings.newest(connection, state.meeting_id)
        if found != seen:
            raise MeetingChangedError(state.meeting_id)
        values = meetings.row(state)
        entry = _entry("import", "meeting", meetings.checksum(values), who, lines=1)
        entry = _insert(connection, entry)
        connection.execute(insert(MEETING), values | {"entry_id": entry["id"]})
        return entry

    return _in_turn(engine, give, "rien n’est enregistré", permit=permit)


def renew(
    engine: Engine,
    renewal: Renewal,
    who: str,
    seen: int | None,
    *,
    permit: Permit | None = None,
) -> int:
    """Record what a later list changes, whole or not at all; it is in force from then on.

    Parameters
    ----------
    renewal
        With at least one change.
    engine, who, permit
        As in `record`.
    seen
        The renewal in force that it was compared with, as `pvd_geo.store.list_in_force` says.

    Returns
    -------
    int
        Number of the renewal in the journal.

    Raises
    ------
    AccessError
        When the permit has run out, or its sign-in was ended.
    ChangedError
        When another list is in force than the one seen.
    UnconfirmedError
        When the store does not say whether it is recorded.
    StoreError
        When the store does not answer; nothing is recorded.
    """

    def bring_in(connection: Connection) -> Mapping[str, object]:
        if lists.last_in_force(connection) != seen:
            raise ChangedError("Une autre liste est passée entre-temps : relisez ce qui change.")
        entry = _entry("import", LIST, renewal.checksum, who, lines=renewal.lines)
        entry = _insert(connection, entry)
        figures = {
            f"{name}_{when}": number
            for when, headline in (("before", renewal.before), ("after", renewal.after))
            for name, number in asdict(headline).items()
        }
        connection.execute(insert(RENEWAL).values(entry_id=entry["id"], **figures))
        values = [asdict(change) | {"entry_id": entry["id"]} for change in renewal.changes]
        connection.execute(insert(TOWN_CHANGE), values)
        return entry

    return _in_turn(engine, bring_in, "rien n’est changé", permit=permit)


def undo(engine: Engine, entry_id: int, who: str, *, permit: Permit | None = None) -> int:
    """Take an import back; what was recorded before it is in force again.

    Parameters
    ----------
    engine, who, permit
        As in `record`.
    entry_id
        Number of the import.

    Returns
    -------
    int
        Number of the undoing in the journal.

    Raises
    ------
    AccessError
        When the permit has run out, or its sign-in was ended.
    ChangedError
        When there is no such import, or it is undone already.
    UnconfirmedError
        When the store does not say whether it is undone.
    StoreError
        When the store does not answer; nothing is undone.
    """

    def take_back(connection: Connection) -> Mapping[str, object]:
        entry = journal.get(connection, entry_id)
        if entry is None or entry.action != "import" or entry.undone:
            raise ChangedError("Cette saisie n’est plus à annuler.")
        last = lists.last_in_force(connection)
        if entry.kind == LIST and entry_id != last:
            # Each list was compared with the one before it: they come off in the order of a pile.
            raise ChangedError(f"Annuler d’abord la liste n° {last}, venue après celle-ci.")
        values = _entry(
            "undo",
            entry.kind,
            entry.checksum,
            who,
            lines=entry.lines,
            dropped=entry.dropped,
            undoes=entry_id,
        )
        return _insert(connection, values)

    return _in_turn(engine, take_back, "rien n’est annulé", permit=permit)


def _in_turn(
    engine: Engine,
    work: _Work,
    otherwise: str,
    *,
    seen: int | None = None,
    permit: Permit | None,
) -> int:
    """Add an entry to the journal when it is our turn; return its number.

    Parameters
    ----------
    engine
        The store.
    work
        Adds it, with all that belongs to it, and returns its row.
    otherwise
        What to say of the outcome when it fails.
    seen
        Revision that it was decided on, None for any.
    permit
        The right to do it, None for the operator.
    """
    entry: Mapping[str, object] = {}
    try:
        try:
            with writing(engine) as connection:
                _take_turn(connection, seen)
                if permit:
                    sessions.require(connection, permit)
                entry = work(connection)
        except UnconfirmedError as unconfirmed:
            if not _is_there(engine, entry, unconfirmed):
                raise StoreError(f"La base des relevés ne répond pas : {otherwise}.") from None
    except SQLAlchemyError as error:
        # PostgreSQL repeats the row in its error, which has no place in a log.
        raise StoreError(f"La base des relevés {cause(error)} : {otherwise}.") from None
    return int(str(entry["id"]))


def _is_there(engine: Engine, entry: Mapping[str, object], unconfirmed: UnconfirmedError) -> bool:
    """Learn what became of an entry whose commit was not answered.

    It is asked in turn, which the lost transaction keeps for as long as it lasts: who gets the
    turn knows how it ended. Numbers that were given back are given again, so all is compared.

    Raises
    ------
    UnconfirmedError
        When that cannot be learnt either.
    """
    wanted = select(ENTRY.c.id).where(*(ENTRY.c[name] == entry[name] for name in entry))
    try:
        with writing(engine, patience.LOOKING_UP) as connection:
            connection.execute(select(REVISION.c.number).with_for_update())
            return connection.execute(wanted).first() is not None
    except SQLAlchemyError:
        raise unconfirmed from None


def _take_turn(connection: Connection, seen: int | None) -> None:
    # Raising the counter locks its only row until the end: writers come one by one.
    connection.execute(update(REVISION).values(number=REVISION.c.number + 1))
    number = connection.execute(select(REVISION.c.number)).scalar_one()
    if seen is not None and number != seen + 1:
        raise ChangedError("Une autre saisie est passée entre-temps : relisez l’aperçu.")


def _entry(  # noqa: PLR0913 - the columns of the journal
    action: str,
    kind: str,
    checksum: str,
    who: str,
    *,
    lines: int,
    dropped: int = 0,
    undoes: int | None = None,
) -> Mapping[str, object]:
    """Return a row of the journal, without its number."""
    return {
        "action": action,
        "undoes": undoes,
        "kind": kind,
        "who": clean(who)[:_WHO],
        "at": datetime.now(UTC).replace(tzinfo=None),
        "checksum": checksum,
        "lines": lines,
        "dropped": dropped,
    }


def _insert(connection: Connection, values: Mapping[str, object]) -> Mapping[str, object]:
    """Add a row to the journal; return it, with its number."""
    key = connection.execute(insert(ENTRY).values(values)).inserted_primary_key
    if key is None:
        raise StoreError("La base des relevés ne donne pas de numéro.")
    return {"id": int(key[0]), **values}
