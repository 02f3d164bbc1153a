"""Populations by vintage: sums, gaps, the change, and what is said of it.

Covers: charts.curves, ui.parts.curves.
"""

from __future__ import annotations

import pytest

from harness.datafiles import REAL
from pvd_geo.charts import curves as charts
from pvd_geo.colors import LIGHT
from pvd_geo.tables import loading
from pvd_geo.timeline.curves import curve, median_per_year
from pvd_geo.ui.parts.curves import sentences

DATA = loading.read(REAL, "populations", "towns")
POPULATIONS, TOWNS = DATA.populations, DATA.towns
MAYOTTE = list(TOWNS.loc[TOWNS["region_code"].eq("06"), "insee_code"])


def test_the_programme_has_the_sums_of_the_reference_and_says_who_is_left_out() -> None:
    found = curve(POPULATIONS, list(TOWNS["insee_code"]))
    assert dict(zip(found.points["vintage"], found.points["population"], strict=True)) == {
        2019: 7_097_163,
        2020: 7_103_961,
        2022: 7_131_454,
        2023: 7_151_113,
    }
    assert (found.towns, found.left_out) == (1_642, 3)


def test_a_town_has_its_own_vintages() -> None:
    found = curve(POPULATIONS, ["01033"])
    change = found.change
    assert change is not None
    assert (change.first, change.last, change.number) == (2019, 2023, 334)
    assert change.share == pytest.approx(2.04, abs=0.005)
    assert change.per_year == pytest.approx(0.506, abs=0.001)
    assert charts.describe(found).startswith("Population légale : 16\u202f378 en 2019,")


def test_mayotte_is_a_gap_and_never_a_loss() -> None:
    alone = curve(POPULATIONS, MAYOTTE[:1])
    assert list(alone.points["vintage"]) == [2017]
    assert alone.change is None
    area = curve(POPULATIONS, MAYOTTE)
    assert (area.points.empty, area.towns, area.left_out) == (True, 0, 3)
    mixed = curve(POPULATIONS, [*MAYOTTE, "01033"])
    assert list(mixed.points["population"]) == list(
        curve(POPULATIONS, ["01033"]).points["population"]
    )
    assert mixed.left_out == 3


def test_guyane_has_all_its_vintages() -> None:
    guyane = list(TOWNS.loc[TOWNS["region_code"].eq("03"), "insee_code"])
    found = curve(POPULATIONS, guyane)
    assert (len(found.points), found.towns, found.left_out) == (4, 4, 0)


def test_the_median_is_that_of_the_towns_rates() -> None:
    wide = POPULATIONS.pivot(index="insee_code", columns="vintage", values="population")
    known = wide[["2019", "2023"]].dropna()
    rates = 100 * ((known["2023"] / known["2019"]) ** 0.25 - 1)
    assert median_per_year(POPULATIONS) == pytest.approx(rates.median())


def test_a_year_without_a_vintage_keeps_its_room_on_the_axis() -> None:
    spec = charts.populations(curve(POPULATIONS, ["01033"]), LIGHT).to_dict()
    axis = spec["layer"][0]["encoding"]["x"]
    assert axis["type"] == "quantitative"
    assert axis["axis"]["values"] == [2019, 2020, 2022, 2023]


def test_the_change_is_said_with_the_median_and_without_a_cause() -> None:
    told = sentences(curve(POPULATIONS, ["01033"]), -0.104)
    assert told[0] == (
        "De 2019 à 2023 : +334 habitants (+2,0 %), soit +0,51 % par an. Médiane des communes du "
        "programme : −0,10\u202f% par an. C’est un constat : rien n’en dit la cause."
    )
    assert told[1] == "Millésime absent des sources : 2021."
    (alone,) = sentences(curve(POPULATIONS, MAYOTTE[:1]), 0.0)
    assert alone == "Un seul millésime est connu, 2017 : aucune évolution ne se calcule."
    assert sentences(curve(POPULATIONS, [*MAYOTTE, "01033", "01034"]), 0.0)[-1] == (
        "3 communes n’ont pas tous les millésimes et restent hors de la courbe, qui en compte 2."
    )
