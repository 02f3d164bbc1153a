"""The states that meetings are given. Covers: store.meetings."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from pvd_geo.errors import ChangedError, MeetingChangedError, StoreError
from pvd_geo.store import (
    change_meeting,
    changes,
    history,
    meeting_ids,
    open_store,
    record,
    records,
    revision,
    states,
    undo,
)
from pvd_geo.tables.records import Attendance, MeetingState, Sheet

if TYPE_CHECKING:
    from sqlalchemy.engine import Engine

ANNOUNCED = MeetingState("la-reunion", ("04",), "automne-2022", "announced")
PLANNED = MeetingState(
    meeting_id="la-reunion-2027",
    regions=("04", "06"),
    series="2027",
    status="planned",
    first=date(2027, 3, 4),
    last=date(2027, 3, 5),
    insee_code="97412",
    title="Océan Indien",
    expected=60,
)


def test_a_meeting_comes_back_as_it_was_said_to_be(engine: Engine) -> None:
    number = change_meeting(engine, PLANNED, "anne", None)
    (found,) = states(engine)
    assert (found.entry_id, found.state, found.who) == (number, PLANNED, "anne")
    (entry,) = history(engine)
    assert (entry.kind, entry.meeting_id, entry.meetings, entry.figure) == (
        *("meeting", "la-reunion-2027", 1, 0),
    )
    assert revision(engine) == 1


def test_the_last_state_counts_and_a_step_back_gives_the_one_before(engine: Engine) -> None:
    first = change_meeting(engine, PLANNED, "anne", None)
    off = replace(PLANNED, status="cancelled", reason="cyclone")
    second = change_meeting(engine, off, "lea", first)
    assert [each.state.status for each in states(engine)] == ["cancelled"]
    assert [each.who for each in changes(engine, PLANNED.meeting_id)] == ["lea", "anne"]
    undo(engine, second, "lea")
    assert [each.state for each in states(engine)] == [PLANNED]
    undo(engine, first, "anne")
    assert states(engine) == ()
    assert changes(engine, PLANNED.meeting_id) == ()
    # Its name was given, and is not given again.
    assert meeting_ids(engine) == {PLANNED.meeting_id}
    with pytest.raises(ChangedError):
        undo(engine, first, "anne")


def test_each_meeting_has_its_own_last_state(engine: Engine) -> None:
    change_meeting(engine, PLANNED, "anne", None)
    change_meeting(engine, ANNOUNCED, "anne", None)
    assert [each.state for each in states(engine)] == [ANNOUNCED, PLANNED]


def test_who_has_not_seen_the_last_state_changes_nothing(engine: Engine, url: str) -> None:
    first = change_meeting(engine, PLANNED, "anne", None)
    other = open_store(url)
    moved = replace(PLANNED, first=date(2027, 4, 1), last=None)
    second = change_meeting(engine, moved, "anne", first)
    for seen in (None, first, 999):
        with pytest.raises(MeetingChangedError) as caught:
            change_meeting(other, replace(PLANNED, status="cancelled"), "lea", seen)
        assert caught.value.meeting_id == PLANNED.meeting_id
    assert [each.state for each in states(other)] == [moved]
    # Another meeting is nobody's business, and a state that was undone is no longer seen.
    change_meeting(other, ANNOUNCED, "lea", None)
    undo(engine, second, "anne")
    with pytest.raises(MeetingChangedError):
        change_meeting(other, moved, "lea", second)
    change_meeting(other, moved, "lea", first)
    other.dispose()


def test_registrations_and_presence_are_two_counts(engine: Engine) -> None:
    def sheet(number: int, *rows: Attendance) -> Sheet:
        return Sheet("tally", f"{number:064x}", len(rows), rows)

    record(engine, sheet(1, Attendance("corse", "all", 90, measure="registered")), "anne")
    assert records(engine).empty
    assert list(records(engine, "registered")["participants"]) == [90]
    both = (Attendance("corse", "all", 95, measure="registered"), Attendance("corse", "all", 61))
    second = record(engine, sheet(2, *both), "anne")
    assert list(records(engine)["participants"]) == [61]
    # A count of those who came leaves the registrations as they were.
    record(engine, sheet(3, Attendance("corse", "all", 62)), "anne")
    assert list(records(engine)["participants"]) == [62]
    assert list(records(engine, "registered")["participants"]) == [95]
    told = [(entry.figure, entry.registered) for entry in history(engine)]
    assert told == [(62, 0), (61, 95), (0, 90)]
    undo(engine, second, "anne")
    assert list(records(engine, "registered")["participants"]) == [90]


@pytest.mark.parametrize("verb", ["UPDATE {} SET id = id + 1", "DELETE FROM {}"])
def test_the_database_refuses_to_rewrite_a_meeting(engine: Engine, verb: str) -> None:
    change_meeting(engine, PLANNED, "anne", None)
    with pytest.raises(SQLAlchemyError, match="never changed"), engine.begin() as connection:
        connection.execute(text(verb.format("meeting")))


def test_the_database_refuses_what_no_meeting_can_be(engine: Engine) -> None:
    for broken in (
        replace(PLANNED, last=PLANNED.first),
        replace(PLANNED, expected=0),
        replace(PLANNED, status="perhaps"),  # type: ignore[arg-type]
    ):
        with pytest.raises(StoreError):
            change_meeting(engine, broken, "anne", None)
    assert revision(engine) == 0
