from __future__ import annotations

from harness.datafiles import REAL
from pvd_geo.tables import loading
from pvd_geo.tables.records import Attendance, Contribution, Dropped, Sheet, attendance_frame

ROWS = (Attendance("corse", "elected", 10, 3), Attendance("corse", "partner", 5, None, "saisi"))


def test_recorded_rows_have_the_columns_and_types_of_the_shipped_table() -> None:
    shipped = loading.read(REAL, "attendance").attendance
    for rows in (ROWS, ()):
        found = attendance_frame(rows)
        assert found.dtypes.to_dict() == shipped.dtypes.to_dict()
        assert list(found.columns) == list(shipped.columns)


def test_a_record_says_what_was_counted_and_nothing_else() -> None:
    found = attendance_frame(ROWS)
    assert found["participants"].tolist() == [10, 5]
    assert found["groups"].sum() == 3
    assert found["basis"].tolist() == ["recorded"] * 2
    assert found[["participants_low", "participants_high"]].isna().all(axis=None)
    assert found["note"].isna().tolist() == [True, False]


def test_a_sheet_names_the_meetings_of_all_its_rows_once() -> None:
    text = Contribution("bretagne", "habitat", "idea", "un toit")
    assert Sheet("tally", "0", 3, (*ROWS, *ROWS), (text,)).meetings == ("bretagne", "corse")


def test_dropped_personal_data_add_up() -> None:
    both = Dropped(1, 2, 3, 4) + Dropped(1, 1, 1, 1)
    assert both == Dropped(2, 3, 4, 5)
    assert both.total == 14
