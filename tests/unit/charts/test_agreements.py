"""Covers: charts.calendar_axis, charts.facts."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

from pvd_geo.charts import agreements as charts
from pvd_geo.charts import facts as fact_charts
from pvd_geo.colors import LIGHT
from pvd_geo.timeline.agreements import pace

if TYPE_CHECKING:
    import altair as alt

UNTIL, DAY = date(2022, 12, 31), date(2021, 6, 30)


@pytest.fixture
def towns() -> pd.DataFrame:
    days = ["2020-01-15", "2021-05-02", "2021-05-30", "2021-12-01", None]
    return pd.DataFrame(
        {
            "insee_code": [f"0100{number}" for number in range(5)],
            "name": list("ABCDE"),
            "region_code": ["84", "84", "84", "53", "53"],
            "agreement_date": pd.to_datetime(days),
        }
    )


@pytest.fixture
def published() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "date": pd.to_datetime(["2021-10-25", "2022-06-22"]),
            "published": [87.0, 98.0],
            "precision": ["about", "about"],
            "publisher": ["A", "B"],
        }
    )


def rows(chart: alt.Chart | alt.LayerChart, column: str) -> list[dict[str, Any]]:
    """Return the rows of the first dataset that has this column."""
    datasets = chart.to_dict()["datasets"].values()
    return next(rows for rows in datasets if rows and column in rows[0])


def test_the_curve_starts_at_the_launch_and_keeps_the_undated_apart(
    towns: pd.DataFrame, published: pd.DataFrame
) -> None:
    steps = rows(charts.signed_share(towns, published, DAY, UNTIL, LIGHT), "past")
    assert steps[0] == {"at": "2020-10-01T12:00:00Z", "share": 0.2, "past": True}
    assert [row["share"] for row in steps if row["at"].startswith("2021-06-30")] == [0.6]
    assert steps[-1]["share"] == 0.8
    assert not steps[-1]["past"]


def test_the_published_shares_are_points_that_no_line_joins(
    towns: pd.DataFrame, published: pd.DataFrame
) -> None:
    spec = charts.signed_share(towns, published, DAY, UNTIL, LIGHT).to_dict()
    named = [layer for layer in spec["layer"] if layer["mark"].get("shape") == "square"]
    assert len(named) == 1
    lines = [layer for layer in spec["layer"] if layer["mark"]["type"] == "line"]
    assert len(lines) == 2
    without = charts.signed_share(towns, published.iloc[:0], DAY, UNTIL, LIGHT).to_dict()
    assert len(without["layer"]) == len(spec["layer"]) - 3


def test_a_click_on_a_month_gives_its_last_day(towns: pd.DataFrame) -> None:
    chart = charts.monthly(towns, DAY, UNTIL, LIGHT)
    spec = chart.to_dict()
    assert [param["name"] for param in spec["params"]] == [charts.CLICKED]
    assert "layer" not in spec
    months = {row["until"]: row["signed"] for row in rows(chart, "until")}
    assert months["2021-05-31"] == 2
    assert months["2022-02-28"] == 0
    assert min(months) == "2020-10-31"


def test_no_mark_of_a_time_axis_has_a_second_end(
    towns: pd.DataFrame, published: pd.DataFrame
) -> None:
    areas = pace(towns, "region", {"84": "Auvergne", "53": "Bretagne"}, DAY)
    for chart in (
        charts.signed_share(towns, published, DAY, UNTIL, LIGHT),
        charts.monthly(towns, DAY, UNTIL, LIGHT),
        charts.pace(areas, DAY, UNTIL, LIGHT),
    ):
        assert '"x2"' not in chart.to_json()


def test_words_for_those_who_do_not_see_the_curve(towns: pd.DataFrame) -> None:
    assert charts.describe(towns, DAY) == (
        "Au 30 juin 2021, 3 communes sur 5 (60,0\u202f%) avaient signé leur convention. Le mois le "
        "plus actif est mai 2021 (2). La moitié des communes avait signé le 30 mai 2021."
    )
    assert charts.describe(towns.iloc[:0], DAY) == "Aucune commune."
    assert charts.describe(towns.iloc[4:], DAY).endswith("avaient signé leur convention.")


def test_areas_by_their_median_day(towns: pd.DataFrame) -> None:
    areas = pace(towns, "region", {"84": "Auvergne", "53": "Bretagne"}, DAY)
    assert charts.describe_pace(areas) == (
        "Du premier au dernier jour médian : Auvergne, 2 mai 2021 ; Bretagne, 1er décembre 2021."
    )
    assert charts.describe_pace(areas.iloc[:1]) == "Auvergne : jour médian 2 mai 2021."
    assert charts.describe_pace(areas.iloc[:0]) == "Aucune date de convention."


@pytest.fixture
def facts() -> pd.DataFrame:
    columns = ["kind", "date", "value", "precision", "unit", "label", "publisher", "source_date"]
    given = [
        ("funding", "2022-06-22", 700, "about", "M€", "Financements engagés", "B", "2022-06"),
        ("funding", "2023-05-23", 1100, "about", "M€", "Financements déployés", "A", "2023-05"),
        ("national_meeting", "2021-10-25", None, None, None, "Rencontres", "G", "2021-10"),
        ("agreements", "2021-10-25", 87, "about", "%", "Conventions", "G", "2021-10"),
    ]
    frame = pd.DataFrame(given, columns=columns)
    return frame.assign(date=pd.to_datetime(frame["date"]))


def test_two_measures_of_funding_have_two_shapes_and_no_line(facts: pd.DataFrame) -> None:
    held = pd.DataFrame(
        {"date": pd.to_datetime(["2022-06-22"]), "region_name": ["Occitanie"], "host": ["X"]}
    )
    chart = fact_charts.events(facts, held, DAY, UNTIL, LIGHT)
    found = rows(chart, "shape")
    funding = {row["value"]: row["shape"] for row in found if row["kind"] == "funding"}
    assert funding == {
        "environ 700 M€ engagés": "circle",
        "environ 1\u202f100 M€ déployés": "square",
    }
    assert "agreements" not in {row["kind"] for row in found}
    assert all(layer["mark"]["type"] != "line" for layer in chart.to_dict()["layer"])
    told = fact_charts.describe(facts, held)
    assert "25 octobre 2021 : Rencontres, –" in told
    assert told.endswith("22 juin 2022 : Occitanie, X.")
