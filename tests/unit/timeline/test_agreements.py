"""Signatures through time, held against the two counts that are known."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harness.datafiles import REAL
from pvd_geo.tables import loading
from pvd_geo.timeline.agreements import (
    LAUNCH,
    against_published,
    by_month,
    cumulative,
    pace,
    signed,
    states,
)

DATA = loading.read(REAL, "towns", "regions", "departments", "programme_facts")
TOWNS = DATA.towns
REGIONS = dict(zip(DATA.regions["code"], DATA.regions["name"], strict=True))
UNTIL = date(2026, 11, 1)


@pytest.mark.parametrize(
    ("day", "count"), [(date(2021, 10, 25), 1_487), (date(2022, 6, 22), 1_612), (UNTIL, 1_636)]
)
def test_the_counts_that_are_known(day: date, count: int) -> None:
    assert signed(TOWNS, day) == count


def test_a_town_without_a_date_is_neither_signed_nor_later() -> None:
    found = states(TOWNS, UNTIL).value_counts().to_dict()
    assert found == {"signed": 1_636, "undated": 9}
    assert states(TOWNS, date(2019, 1, 1)).value_counts().to_dict() == {
        "later": 1_636,
        "undated": 9,
    }


@settings(max_examples=25)
@given(st.dates(date(2019, 12, 1), date(2027, 1, 1)))
def test_the_areas_sum_to_the_country_on_every_date(day: date) -> None:
    whole = signed(TOWNS, day)
    for column in ("region_code", "department_code"):
        assert sum(signed(mine, day) for _, mine in TOWNS.groupby(column)) == whole


def test_days_and_months_add_up_to_the_same() -> None:
    days, months = cumulative(TOWNS), by_month(TOWNS, UNTIL)
    assert days["total"].iloc[-1] == months["total"].iloc[-1] == 1_636
    assert days["day"].is_monotonic_increasing
    assert len(months) == months["month"].nunique() == 83
    assert months.set_index("month")["signed"]["2021-05-01"] == 317
    assert months.set_index("month")["signed"]["2020-12-01"] == 0


def test_an_area_where_nobody_signed_has_quiet_months_from_the_launch_on() -> None:
    none = TOWNS[TOWNS["agreement_date"].isna()]
    months = by_month(none, date(2020, 12, 31))
    assert list(months["month"].dt.strftime("%Y-%m")) == ["2020-10", "2020-11", "2020-12"]
    assert months["total"].tolist() == [0, 0, 0]
    assert months["month"].iloc[0] == pd.Timestamp(LAUNCH)


def test_how_fast_each_region_signed() -> None:
    areas = pace(TOWNS, "region", REGIONS, date(2021, 10, 25)).set_index("code")
    assert areas["towns"].sum() == 1_645
    assert areas["signed"].sum() == 1_487
    assert areas["undated"].sum() == 9
    assert areas.index[0] == "03"
    assert areas.loc["03", "median"] == pd.Timestamp("2021-03-30")
    assert areas.loc["44", "last"] == pd.Timestamp("2024-07-25")
    assert areas.loc["44", "last_towns"] >= 1
    assert (areas["first"] <= areas["median"]).all()
    assert (areas["median"] <= areas["last"]).all()


def test_an_area_without_a_date_says_so() -> None:
    some = TOWNS[TOWNS["agreement_date"].isna()].head(2)
    (row,) = pace(some.assign(region_code="53"), "region", REGIONS, UNTIL).to_dict("records")
    assert (row["towns"], row["signed"], row["undated"]) == (2, 0, 2)
    assert row["last_town"] is None
    assert pd.isna(row["median"])


def test_the_published_shares_stand_beside_ours() -> None:
    rows = against_published(TOWNS, DATA.programme_facts).set_index("published")
    assert rows.loc[87, "signed"] == 1_487
    assert rows.loc[87, "listed"] == 1_624
    assert rows.loc[87, "share"] == pytest.approx(90.4, abs=0.05)
    assert rows.loc[98, "signed"] == 1_612
    assert rows.loc[98, "gap"] == pytest.approx(0.0, abs=0.05)
