from __future__ import annotations

import pandas as pd
import pytest

from harness.programme import references
from pvd_geo.audiences import AUDIENCES
from pvd_geo.charts import attendance
from pvd_geo.colors import LIGHT
from pvd_geo.sheets import check_sheet
from pvd_geo.tables.schemas import TABLES


def test_the_table_of_attendance_knows_every_audience_and_no_other() -> None:
    assert TABLES["attendance"].field("audience").enum == tuple(AUDIENCES)


@pytest.mark.parametrize("key", AUDIENCES)
def test_a_sheet_may_write_an_audience_by_its_id_or_either_label(key: str) -> None:
    audience = AUDIENCES[key]
    for text in (key, audience.label, audience.plural):
        result = check_sheet(
            f"rencontre;public;participants\nCorte;{text};7\n".encode(), "x.csv", references()
        )
        assert result.sheet is not None, result.faults
        assert [row.audience for row in result.sheet.attendance] == [key]


def test_the_chart_of_who_came_names_each_audience_in_the_plural() -> None:
    rows = pd.DataFrame({"audience": list(AUDIENCES), "participants": range(7)})
    drawn = attendance.audiences(rows, LIGHT).to_dict()
    (data,) = drawn["datasets"].values()
    assert {row["label"] for row in data} == {audience.plural for audience in AUDIENCES.values()}
