"""The store of 0.1.0 with its data: forward, back, and killed on the way.

Covers: store.migrating, store.migrations.versions.v0003_meetings, store.opening.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import MetaData, inspect, select, text
from sqlalchemy.exc import SQLAlchemyError

from harness.datafiles import ROOT
from harness.imports import tally
from harness.older import OLDEST, killed_on_the_way, store_of_0_1_0, unmigrated
from pvd_geo.store import (
    change_meeting,
    contributions,
    history,
    open_store,
    record,
    records,
    states,
    undo,
)
from pvd_geo.store.engine import schema_revision
from pvd_geo.store.migrating import go_back
from pvd_geo.tables.records import Attendance, MeetingState, Sheet

if TYPE_CHECKING:
    from sqlalchemy.engine import Engine

PLANNED = MeetingState(
    "la-reunion-2027", ("04",), "2027", "planned", date(2027, 3, 4), insee_code="97412"
)
HEAD = max(
    path.stem[1:5] for path in (ROOT / "src/pvd_geo/store/migrations/versions").glob("v*.py")
)


@pytest.fixture
def old(url: str) -> str:
    store_of_0_1_0(url)
    return url


def everything(engine: Engine) -> dict[str, list[tuple[Any, ...]]]:
    """Return every row of every table but the number of the migration and of the revision."""
    tables = MetaData()
    tables.reflect(engine)
    with engine.connect() as connection:
        return {
            table.name: [
                tuple(row)
                for row in connection.execute(select(table).order_by(*table.primary_key.columns))
            ]
            for table in tables.sorted_tables
            if table.name not in {"alembic_version", "revision", "ended_session"}
        }


def shape(engine: Engine) -> dict[str, Any]:
    """Return the columns, constraints and triggers of what was recorded."""
    found = inspect(engine)
    query = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        if engine.dialect.name == "sqlite"
        else "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
    )
    with engine.connect() as connection:
        triggers = sorted(connection.execute(text(query)).scalars())
    return {
        "triggers": triggers,
        **{
            name: (
                [(column["name"], str(column["type"])) for column in found.get_columns(name)],
                sorted(str(each["name"]) for each in found.get_check_constraints(name)),
                [each["name"] for each in found.get_indexes(name)],
            )
            for name in found.get_table_names()
            if name not in {"alembic_version", "revision"}
        },
    }


def test_what_0_1_0_recorded_is_in_force_after_the_migration(old: str) -> None:
    engine = open_store(old)
    frame = records(engine)
    assert dict(zip(frame["audience"] + " " + frame["meeting_id"], frame["participants"])) == {  # noqa: B905
        "all bretagne": 88,
        "elected corse": 33,
        "partner corse": 12,
    }
    assert records(engine, "registered").empty
    assert len(contributions(engine)) == 2
    assert [entry.action for entry in history(engine)] == ["undo", *["import"] * 3]
    assert states(engine) == ()
    # Numbers go on after those there are, and undoing works on what 0.1.0 recorded.
    assert change_meeting(engine, PLANNED, "anne", None) == 5
    undo(engine, 1, "anne")
    assert records(engine).empty
    engine.dispose()


def test_forward_and_back_gives_0_1_0_all_that_it_had(old: str) -> None:
    before = unmigrated(old)
    had, was = everything(before), shape(before)
    before.dispose()
    engine = open_store(old)
    go_back(engine, OLDEST)
    assert everything(engine) == had
    assert shape(engine) == was
    engine.dispose()


def test_going_back_gives_up_what_0_1_0_cannot_read_and_nothing_else(old: str) -> None:
    engine = open_store(old)
    had = everything(engine)
    planned = change_meeting(engine, PLANNED, "anne", None)
    undo(engine, planned, "anne")
    only = Sheet("tally", "8" * 64, 1, (Attendance("corse", "all", 70, measure="registered"),))
    record(engine, only, "anne")
    rows = (
        Attendance("corse", "all", 80, measure="registered"),
        Attendance("corse", "all", 60),
    )
    kept = record(engine, Sheet("tally", "9" * 64, 2, rows), "anne")
    go_back(engine, "0002")
    left = everything(engine)
    assert [row[0] for row in left["entry"]] == [1, 2, 3, 4, kept]
    assert left["entry"][:4] == had["entry"]
    assert left["contribution"] == had["contribution"]
    assert [row[4] for row in left["attendance"]] == [33, 12, 88, 61, 60]
    with pytest.raises(SQLAlchemyError, match="never changed"), engine.begin() as connection:
        connection.execute(text("DELETE FROM entry"))
    engine.dispose()
    again = open_store(old)
    assert schema_revision(again) == HEAD
    frame = records(again)
    assert set(frame.loc[frame["meeting_id"].eq("corse"), "participants"]) == {60}
    record(again, tally(3), "anne")
    again.dispose()


@pytest.mark.parametrize("way", ["head", OLDEST])
def test_a_migration_that_is_killed_leaves_a_store_that_opens(old: str, way: str) -> None:
    before = unmigrated(old)
    had, start = everything(before), schema_revision(before)
    before.dispose()
    if way == OLDEST:
        opened = open_store(old)
        had, start = everything(opened), schema_revision(opened)
        opened.dispose()
    died = 0
    while killed_on_the_way(old, way, died):
        died += 1
        # Nothing of it is there: it is whole or not at all.
        found = unmigrated(old)
        assert schema_revision(found) == start
        assert everything(found) == had
        found.dispose()
    assert died > 10
    engine = open_store(old)
    assert schema_revision(engine) == HEAD
    assert set(records(engine)["participants"]) == {33, 12, 88}
    record(engine, tally(1), "anne")
    engine.dispose()


def test_a_version_that_does_not_know_meetings_goes_on_recording(url: str) -> None:
    newer = open_store(url)
    change_meeting(newer, PLANNED, "anne", None)
    with newer.begin() as older:
        # As 0.1.0 writes: the columns that it knows.
        older.execute(
            text(
                "INSERT INTO entry (action, kind, who, at, checksum, lines, dropped) "
                "VALUES ('import', 'tally', 'lea', '2026-11-28 10:00:00', 'a', 1, 0)"
            )
        )
        older.execute(
            text(
                "INSERT INTO attendance (entry_id, meeting_id, audience, participants, note) "
                "VALUES (2, 'corse', 'all', 41, '')"
            )
        )
    assert list(records(newer)["participants"]) == [41]
    newer.dispose()
