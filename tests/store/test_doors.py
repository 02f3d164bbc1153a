"""Counting at the door: once a form, on every replica, and nothing of who pressed.

Covers: store.migrations.versions.v0004_doors.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import inspect, select, text

from pvd_geo import store
from pvd_geo.editors import Permit
from pvd_geo.errors import AccessError, ChangedError
from pvd_geo.store import doors, open_store, record, undo
from pvd_geo.store.doors import Opening
from pvd_geo.store.tables import DOOR, PRESS
from pvd_geo.tables.records import Attendance, Sheet

if TYPE_CHECKING:
    from sqlalchemy.engine import Engine

CORTE = Opening("corse", "Rencontre régionale de Corse", "Corte", date(2022, 6, 24), ("94",))
LATER = datetime.now(UTC) + timedelta(hours=8)


def pressed(engine: Engine, door: doors.Door, number: int, audience: str = "elected") -> list[str]:
    return [doors.press(engine, door, f"nonce-{each:032}", audience) for each in range(number)]


def test_a_door_is_found_by_its_address_alone(engine: Engine) -> None:
    door = doors.open_door(engine, CORTE, LATER, "anne")
    assert doors.find(engine, door.token) == door
    assert door.opening == CORTE
    assert doors.find(engine, door.token[:-1]) is None
    assert len(door.token) == 12
    assert {each.token for each in doors.doors(engine)} == {door.token}


def test_a_meeting_has_one_open_door_however_often_it_is_opened(engine: Engine, url: str) -> None:
    other = open_store(url)
    try:
        with ThreadPoolExecutor(4) as pool:
            opened = pool.map(
                lambda each: doors.open_door(each, CORTE, LATER, "anne"), [engine, other] * 4
            )
            assert len({door.door_id for door in opened}) == 1
    finally:
        other.dispose()
    elsewhere = Opening("bretagne", "Rencontre régionale de Bretagne")
    assert (
        len({doors.open_door(engine, each, LATER, "b").token for each in (CORTE, elsewhere)}) == 2
    )


def test_the_same_form_counts_once_though_it_is_sent_at_once_to_two_replicas(
    engine: Engine, url: str
) -> None:
    door = doors.open_door(engine, CORTE, LATER, "anne")
    other = open_store(url)
    try:
        with ThreadPoolExecutor(8) as pool:
            said = pool.map(
                lambda each: doors.press(each, door, "the-same-form", "partner"),
                [engine, other] * 8,
            )
            assert sorted(said) == ["again"] * 15 + ["counted"]
    finally:
        other.dispose()
    assert doors.counts(engine, door.door_id) == ({"partner": 1}, 0)


def test_presses_are_counted_by_audience_and_towns(engine: Engine) -> None:
    door = doors.open_door(engine, CORTE, LATER, "anne")
    assert pressed(engine, door, 3) == ["counted"] * 3
    for number, town in enumerate(("2B096", "2B096", "")):
        assert doors.press(engine, door, f"other-{number}", "partner", town) == "counted"
    assert doors.counts(engine, door.door_id) == ({"elected": 3, "partner": 3}, 1)


def test_a_closed_door_and_one_whose_time_is_up_count_nobody(engine: Engine) -> None:
    door = doors.open_door(engine, CORTE, LATER, "anne")
    assert doors.press(engine, door, "first", "elected") == "counted"
    closed = doors.close_door(engine, door.door_id)
    assert not closed.is_open(datetime.now(UTC))
    assert doors.press(engine, door, "late", "elected") == "closed"
    # What was counted is not asked for again.
    assert doors.press(engine, door, "first", "elected") == "again"
    assert doors.close_door(engine, door.door_id).closed == closed.closed
    over = doors.open_door(engine, CORTE, datetime.now(UTC) - timedelta(seconds=1), "anne")
    assert over.door_id != door.door_id
    assert doors.press(engine, over, "late", "elected") == "closed"
    with pytest.raises(ChangedError):
        doors.close_door(engine, 999)


def test_a_door_ends_by_itself_and_is_forgotten(engine: Engine) -> None:
    door = doors.open_door(engine, CORTE, LATER + timedelta(days=365), "anne")
    assert door.until - door.opened <= doors.LONGEST
    pressed(engine, door, 2)
    with engine.begin() as connection:
        long_ago = datetime(2020, 1, 1)  # noqa: DTZ001 - as the store has it
        connection.execute(DOOR.update().values(until=long_ago))
    fresh = doors.open_door(engine, CORTE, LATER, "anne")
    assert [each.token for each in doors.doors(engine)] == [fresh.token]
    with engine.connect() as connection:
        assert connection.execute(select(PRESS.c.id)).all() == []


def test_a_door_has_room_for_no_more_than_a_meeting_has(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doors, "MOST", 5)
    door = doors.open_door(engine, CORTE, LATER, "anne")
    assert pressed(engine, door, 7) == ["counted"] * 5 + ["full"] * 2
    assert pressed(engine, door, 1) == ["again"]
    doors.crowd(engine, door)
    found = doors.find(engine, door.token)
    assert found is not None
    assert found.crowded


def test_only_who_may_record_opens_and_closes(engine: Engine) -> None:
    gone = Permit("anne", "a" * 64, datetime.now(UTC).timestamp() - 1)
    with pytest.raises(AccessError):
        doors.open_door(engine, CORTE, LATER, "anne", permit=gone)
    assert doors.doors(engine) == ()
    door = doors.open_door(engine, CORTE, LATER, "anne")
    with pytest.raises(AccessError):
        doors.close_door(engine, door.door_id, permit=gone)
    assert doors.doors(engine)[0].closed is None


def test_a_press_has_no_place_for_a_person_a_phone_or_a_moment(engine: Engine) -> None:
    columns = {column["name"] for column in inspect(engine).get_columns("press")}
    assert columns == {"id", "door_id", "nonce", "audience", "insee_code"}


def test_an_answer_holds_for_the_next_file_until_its_import_is_undone(engine: Engine) -> None:
    rows = (Attendance("corse", "elected", 3),)
    first = Sheet("sign_in", "1" * 64, 3, rows, answers=(("audience.ddt", "partner"),))
    second = Sheet("sign_in", "2" * 64, 3, rows, answers=(("audience.ddt", "state_service"),))
    record(engine, first, "anne")
    assert store.answers(engine) == {"audience.ddt": "partner"}
    entry = record(engine, second, "anne")
    assert store.answers(engine) == {"audience.ddt": "state_service"}
    undo(engine, entry, "anne")
    assert store.answers(engine) == {"audience.ddt": "partner"}
    with pytest.raises(Exception, match="never changed"), engine.begin() as connection:
        connection.execute(text("DELETE FROM answer"))
