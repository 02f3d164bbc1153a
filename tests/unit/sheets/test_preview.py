from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from pvd_geo.meetings.life import in_force
from pvd_geo.sheets.preview import preview
from pvd_geo.tables import loading
from pvd_geo.tables.records import Attendance, MeetingState, Sheet, attendance_frame

if TYPE_CHECKING:
    from pvd_geo.tables.dataset import Dataset


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return loading.read(loading.data_dir(), "attendance", "meetings", "towns")


def sheet(*rows: Attendance) -> Sheet:
    return Sheet("tally", "a" * 64, len(rows), rows)


NONE = attendance_frame(())


def test_a_meeting_goes_from_its_estimate_to_its_record(dataset: Dataset) -> None:
    estimate = dataset.attendance.set_index("meeting_id")["participants"]
    found = preview(
        sheet(Attendance("corse", "elected", 10, 4), Attendance("corse", "partner", 8)),
        dataset,
        NONE,
        800,
    )
    (change,) = found.changes
    assert change.label == "Corte (Corse)"
    assert (change.before, change.basis) == (estimate["corse"], "estimated")
    assert (change.after, change.groups) == (18, 4)
    assert (found.before, found.after) == (800, 800 - estimate["corse"] + 18)
    assert found.totals == ("≈\u202f800", f"≈\u202f{found.after}")
    assert found.state == "1 rencontre relevée sur 12, les autres estimées"
    assert (found.recorded, found.meetings) == (1, 12)


def test_a_former_record_is_what_changes(dataset: Dataset) -> None:
    former = attendance_frame(
        (
            Attendance("corse", "all", 12),
            Attendance("bretagne", "all", 70),
        )
    )
    found = preview(sheet(Attendance("corse", "all", 20)), dataset, former, 800)
    (change,) = found.changes
    assert (change.before, change.basis, change.after) == (12, "recorded", 20)
    assert found.recorded == 2


def test_the_meeting_of_autumn_has_no_estimate_and_no_part_in_the_summer(dataset: Dataset) -> None:
    found = preview(sheet(Attendance("bourgogne-franche-comte", "all", 90)), dataset, NONE, 800)
    (change,) = found.changes
    assert (change.before, change.basis) == (None, "")
    assert (found.after, found.recorded) == (800, 0)
    assert found.warnings == ()


def test_twice_the_estimate_and_less_than_published_are_warned_of(dataset: Dataset) -> None:
    many = preview(sheet(Attendance("corse", "all", 500)), dataset, NONE, 800)
    assert [warning[:14] for warning in many.warnings] == ["Corte (Corse) "]
    assert "plus du double de l’estimation" in many.warnings[0]
    few = preview(sheet(Attendance("corse", "all", 1)), dataset, NONE, 800)
    assert "1 rencontre relevée sur 12" in few.warnings[0]
    assert "« plus de 800 »" in few.warnings[0]


def test_the_frame_of_a_sheet_has_the_columns_of_the_records(dataset: Dataset) -> None:
    assert set(dataset.attendance.columns) <= set(NONE.columns)


@pytest.fixture(scope="module")
def planned(dataset: Dataset) -> Dataset:
    """Two meetings that the journal alone knows, one of which has no place yet."""
    state = MeetingState(
        "reunion-2031", ("04",), "2031", "planned", date(2031, 3, 4), None, "97424"
    )
    states = (state, replace(state, meeting_id="reunion-2032", insee_code=None))
    return dataset.with_meetings(in_force(dataset.meetings, states))


def test_those_who_registered_for_a_planned_meeting_are_told(planned: Dataset) -> None:
    rows = [
        Attendance(meeting_id, "all", 30, measure="registered")
        for meeting_id in ("reunion-2031", "reunion-2032", "mayotte")
    ]
    found = preview(sheet(*rows), planned, NONE, 800)
    assert [each.label for each in found.registrations] == [
        "Cilaos (La Réunion)",
        "La Réunion",
        "Mayotte",
    ]
    assert [each.after for each in found.registrations] == [30, 30, 30]
    assert not found.changes


def test_those_who_came_to_a_planned_meeting_are_told(planned: Dataset) -> None:
    found = preview(sheet(Attendance("reunion-2031", "all", 30)), planned, NONE, 800)
    (change,) = found.changes
    assert change.label == "Cilaos (La Réunion)"
    assert (change.before, change.basis, change.after) == (None, "", 30)
    assert found.totals == ("≈\u202f800", "≈\u202f800")


def test_what_is_in_force_already_is_told_whatever_the_bytes(dataset: Dataset) -> None:
    rows = (Attendance("corse", "elected", 10, 4), Attendance("corse", "partner", 8))
    asked = Attendance("corse", "all", 30, measure="registered")
    known = attendance_frame(rows), attendance_frame((asked,))
    same = "Ces nombres sont déjà ceux qui sont enregistrés"
    found = preview(sheet(*rows, asked), dataset, known[0], 800, known[1])
    assert found.warnings[0].startswith(same)
    other = Attendance("corse", "partner", 9)
    for other_rows in ((rows[0], other, asked), (*rows, Attendance("bretagne", "all", 4))):
        found = preview(sheet(*other_rows), dataset, known[0], 800, known[1])
        assert same not in " ".join(found.warnings)
