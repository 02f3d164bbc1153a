from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pvd_geo.sheets.preview import preview
from pvd_geo.tables import loading
from pvd_geo.tables.records import Attendance, Sheet, attendance_frame

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
