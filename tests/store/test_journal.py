"""Covers: store.engine, store.frames, store.migrations.env,
store.migrations.versions.v0001_journal, store.migrations.versions.v0002_ended_sessions,
store.tables, store.writing.
"""

from __future__ import annotations

import traceback
from typing import TYPE_CHECKING

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from harness.imports import MEETINGS, tally, texts
from pvd_geo.errors import AlreadyRecordedError, ChangedError, StoreError
from pvd_geo.store import (
    contributions,
    history,
    open_store,
    record,
    recorded_as,
    records,
    revision,
    undo,
)
from pvd_geo.store.tables import METADATA
from pvd_geo.tables.records import Attendance, Sheet

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy.engine import Engine


def people(engine: Engine) -> dict[str, int]:
    frame = records(engine)
    return dict(zip(frame["meeting_id"], frame["participants"], strict=True))


def test_an_empty_store_gives_empty_frames(engine: Engine) -> None:
    frame = records(engine)
    assert frame.empty
    assert list(frame.columns) == [
        *("meeting_id", "audience", "participants", "participants_low", "participants_high"),
        *("groups", "basis", "source_id", "note"),
    ]
    assert str(frame.dtypes["participants"]) == "Int64"
    assert contributions(engine).empty
    assert history(engine) == ()
    assert revision(engine) == 0


def test_a_record_is_in_force_for_its_meetings(engine: Engine) -> None:
    record(engine, tally(9), "a@b.fr")
    frame = records(engine)
    assert people(engine) == dict.fromkeys(MEETINGS, 10)
    assert set(frame["basis"]) == {"recorded"}
    assert frame["groups"].sum() == 36
    assert frame["participants_low"].isna().all()
    assert revision(engine) == 1


def test_the_last_record_of_a_meeting_is_in_force(engine: Engine) -> None:
    record(engine, tally(9), "a@b.fr")
    later = Sheet(
        "sign_in",
        "f" * 64,
        5,
        (Attendance("corse", "elected", 3), Attendance("corse", "partner", 2, None, "note")),
    )
    record(engine, later, "a@b.fr")
    frame = records(engine).query("meeting_id == 'corse'")
    assert list(frame["participants"]) == [3, 2]
    assert len(records(engine)) == 13


def test_an_undone_import_gives_way_to_the_former_record(engine: Engine) -> None:
    first = record(engine, tally(9), "a@b.fr")
    second = record(engine, tally(19), "c@d.fr")
    assert people(engine)["corse"] == 20
    undo(engine, second, "a@b.fr")
    assert people(engine)["corse"] == 10
    undo(engine, first, "a@b.fr")
    assert people(engine) == {}
    assert revision(engine) == 4
    assert [(entry.action, entry.undoes, entry.undone) for entry in history(engine)] == [
        ("undo", first, False),
        ("undo", second, False),
        ("import", None, True),
        ("import", None, True),
    ]
    assert [entry.who for entry in history(engine)] == ["a@b.fr", "a@b.fr", "c@d.fr", "a@b.fr"]


def test_the_same_file_is_recorded_once_unless_undone(engine: Engine) -> None:
    first = record(engine, tally(9), "a@b.fr")
    with pytest.raises(AlreadyRecordedError) as caught:
        record(engine, tally(9), "c@d.fr")
    assert caught.value.entry_id == first
    assert revision(engine) == 1
    undo(engine, first, "a@b.fr")
    assert recorded_as(engine, tally(9).checksum) is None
    record(engine, tally(9), "a@b.fr")
    found = recorded_as(engine, tally(9).checksum)
    assert found is not None
    assert (found.meetings, found.figure) == (12, 120)


def test_an_import_is_undone_once(engine: Engine) -> None:
    entry = record(engine, tally(9), "a@b.fr")
    taken_back = undo(engine, entry, "a@b.fr")
    for other in (entry, taken_back, 999):
        with pytest.raises(ChangedError):
            undo(engine, other, "a@b.fr")
    assert revision(engine) == 2


def test_a_preview_that_is_stale_records_nothing(engine: Engine) -> None:
    seen = revision(engine)
    record(engine, tally(9), "a@b.fr", seen)
    with pytest.raises(ChangedError):
        record(engine, tally(19), "c@d.fr", seen)
    assert people(engine)["corse"] == 10


def test_contributions_add_up_and_repeat_no_text(engine: Engine) -> None:
    record(engine, texts(1), "a@b.fr")
    again = Sheet("contributions", "f" * 64, 2, (), texts(1).contributions[:2])
    record(engine, again, "a@b.fr")
    frame = contributions(engine)
    assert len(frame) == len(texts(1).contributions)
    assert list(frame.columns) == ["meeting_id", "theme_id", "nature", "text", "group"]


@pytest.mark.parametrize("table", ["entry", "attendance", "contribution"])
@pytest.mark.parametrize("verb", ["UPDATE {} SET id = id + 1", "DELETE FROM {}"])
def test_the_database_refuses_to_rewrite_history(engine: Engine, table: str, verb: str) -> None:
    record(engine, tally(9), "a@b.fr")
    record(engine, texts(1), "a@b.fr")
    with (
        pytest.raises(SQLAlchemyError, match="never changed"),
        engine.begin() as connection,
    ):
        connection.execute(text(verb.format(table)))


def test_who_is_kept_short_and_on_one_line(engine: Engine) -> None:
    record(engine, tally(9), "a\nb\x00" + "c" * 500)
    assert history(engine)[0].who == ("a b" + "c" * 500)[:200]


def test_opening_again_changes_nothing(engine: Engine, url: str) -> None:
    record(engine, tally(9), "a@b.fr")
    other = open_store(url)
    assert people(other) == people(engine)
    other.dispose()


def test_a_newer_store_is_not_touched(engine: Engine, url: str) -> None:
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreError, match="plus récente"):
        open_store(url)


@pytest.mark.parametrize("address", ["mysql://a:b@c/d", "nonsense", "sqlite:////proc/none/x.db"])
def test_an_address_that_cannot_be_used_is_said(address: str) -> None:
    with pytest.raises(StoreError):
        open_store(address)


def test_a_password_is_not_repeated() -> None:
    with pytest.raises(StoreError) as caught:
        open_store("postgresql://pvd:secret@127.0.0.1:9/none")
    told = [str(caught.value), *caught.value.__notes__]
    assert "secret" not in " ".join(told)
    assert "127.0.0.1:9/none" in told[1]  # for the operator
    assert "127.0.0.1" not in told[0]


def test_the_folder_of_the_store_is_the_owners(tmp_path: Path) -> None:
    open_store(f"sqlite:///{tmp_path}/var/pvd.sqlite").dispose()
    assert (tmp_path / "var").stat().st_mode & 0o077 == 0


def test_the_migrations_make_the_tables_that_the_code_knows(engine: Engine) -> None:
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, METADATA) == []


def test_an_error_repeats_nothing_of_what_was_recorded(engine: Engine) -> None:
    # Made up here: a traceback shows the lines of this file.
    note, who = "-".join("secret"), "-".join("editor")
    broken = Sheet("tally", "a" * 64, 1, (Attendance("corse", "all", -1, None, note),))
    with pytest.raises(StoreError) as caught:
        record(engine, broken, who)
    said = "".join(traceback.format_exception(caught.value))
    assert note not in said
    assert who not in said
    assert revision(engine) == 0
