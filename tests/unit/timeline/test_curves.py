"""Populations and indicators by vintage: gaps, the change, and what is said of it.

Covers: charts.curves, ui.parts.curves.
"""

from __future__ import annotations

import pandas as pd
import pytest

from harness.datafiles import REAL
from pvd_geo.charts import curves as charts
from pvd_geo.colors import LIGHT
from pvd_geo.formatting import percent
from pvd_geo.tables import loading
from pvd_geo.timeline.curves import by_vintage, indicator, median_per_year, population
from pvd_geo.ui.parts.curves import of_indicator, of_population

DATA = loading.read(REAL, "populations", "towns", "indicators")
POPULATIONS, TOWNS = DATA.populations, DATA.towns
MAYOTTE = list(TOWNS.loc[TOWNS["region_code"].eq("06"), "insee_code"])


def test_the_programme_has_the_sums_of_the_reference_and_says_who_is_left_out() -> None:
    found = population(POPULATIONS, list(TOWNS["insee_code"]))
    assert dict(zip(found.points["vintage"], found.points["value"], strict=True)) == {
        "2019": 7_097_163,
        "2020": 7_103_961,
        "2022": 7_131_454,
        "2023": 7_151_113,
    }
    assert (found.towns, found.left_out) == (1_642, 3)


def test_a_town_has_its_own_vintages() -> None:
    found = population(POPULATIONS, ["01033"])
    change = found.change
    assert change is not None
    assert (change.first, change.last, change.number) == ("2019", "2023", 334)
    assert change.share == pytest.approx(2.04, abs=0.005)
    assert change.per_year == pytest.approx(0.506, abs=0.001)
    assert charts.describe(found, charts.PEOPLE).startswith(
        "Population légale : 16\u202f378 en 2019,"
    )


def test_mayotte_is_a_gap_and_never_a_loss() -> None:
    alone = population(POPULATIONS, MAYOTTE[:1])
    assert list(alone.points["vintage"]) == ["2017"]
    assert alone.change is None
    area = population(POPULATIONS, MAYOTTE)
    assert (area.points.empty, area.towns, area.left_out) == (True, 0, 3)
    mixed = population(POPULATIONS, [*MAYOTTE, "01033"])
    assert list(mixed.points["value"]) == list(population(POPULATIONS, ["01033"]).points["value"])
    assert mixed.left_out == 3


def test_guyane_has_all_its_vintages() -> None:
    guyane = list(TOWNS.loc[TOWNS["region_code"].eq("03"), "insee_code"])
    found = population(POPULATIONS, guyane)
    assert (len(found.points), found.towns, found.left_out) == (4, 4, 0)


def test_the_median_is_that_of_the_towns_rates() -> None:
    wide = POPULATIONS.pivot_table("population", index="insee_code", columns="vintage")
    known = wide[["2019", "2023"]].dropna()
    rates = 100 * ((known["2023"] / known["2019"]) ** 0.25 - 1)
    assert median_per_year(POPULATIONS) == pytest.approx(rates.median())


def test_a_year_without_a_vintage_keeps_its_room_on_the_axis() -> None:
    spec = charts.through_vintages(
        population(POPULATIONS, ["01033"]), charts.PEOPLE, LIGHT
    ).to_dict()
    axis = spec["layer"][0]["encoding"]["x"]
    assert axis["type"] == "quantitative"
    assert axis["axis"]["values"] == [2019, 2020, 2022, 2023]


def test_the_change_is_said_with_the_median_and_without_a_cause() -> None:
    told = of_population(population(POPULATIONS, ["01033"]), -0.104)
    assert told[0] == (
        "De 2019 à 2023 : +334 habitants (+2,0 %), soit +0,51 % par an. Médiane des communes du "
        "programme : −0,10\u202f% par an. C’est un constat : rien n’en dit la cause."
    )
    assert told[1] == "Millésime absent des sources : 2021."
    (alone,) = of_population(population(POPULATIONS, MAYOTTE[:1]), 0.0)
    assert alone == "Un seul millésime est connu, 2017 : aucune évolution ne se calcule."
    assert of_population(population(POPULATIONS, [*MAYOTTE, "01033", "01034"]), 0.0)[-1] == (
        "3 communes n’ont pas tous les millésimes et restent hors de la courbe, qui en compte 2."
    )


CATALOGUE = DATA.indicators[DATA.indicators["indicator_id"].isin(["fibre", "gares"])]
FIBRE = charts.Measure("Fibre (%)", percent, "Commune")
HISTORY = pd.DataFrame(
    [
        ("01033", "fibre", "2024-02", 60.0),
        ("01034", "fibre", "2024-02", 70.0),
        ("22004", "fibre", "2024-02", 50.0),
        ("01033", "fibre", "2025-02", 65.0),
        ("01034", "fibre", "2025-02", 80.0),
    ],
    columns=["insee_code", "indicator_id", "vintage", "value"],
)
NOW = pd.DataFrame(
    [
        ("01033", "fibre", 75.5),
        ("01033", "gares", 2.0),
        ("01034", "fibre", 90.0),
        ("22004", "fibre", 55.0),
        ("22020", "fibre", 10.0),
    ],
    columns=["insee_code", "indicator_id", "value"],
)
VALUES = by_vintage(CATALOGUE, NOW, HISTORY)
OF_FIBRE = VALUES[VALUES["indicator_id"].eq("fibre")]


def test_all_vintages_stand_in_one_table_by_town_and_indicator() -> None:
    assert [tuple(row) for row in VALUES.itertuples(index=False)][:4] == [
        ("01033", "gares", "2024", 2.0),
        ("01033", "fibre", "2024-02", 60.0),
        ("01033", "fibre", "2025-02", 65.0),
        ("01033", "fibre", "2026-02", 75.5),
    ]
    assert len(VALUES) == len(NOW) + len(HISTORY)
    # Without a past, the values are those in force, in the order that they have.
    assert list(by_vintage(CATALOGUE, NOW, HISTORY.iloc[:0])["value"]) == list(NOW["value"])


def test_an_indicator_stands_beside_the_median_of_the_same_towns() -> None:
    found = indicator(OF_FIBRE, ["01033"])
    assert list(found.points["value"]) == [60.0, 65.0, 75.5]
    # Of 01033 and 01034 alone: the two others lack a vintage.
    assert list(found.points["programme"]) == [65.0, 72.5, 82.75]
    assert charts.describe(found, FIBRE) == (
        "Fibre (%) : 60,0\u202f% en février 2024, 65,0\u202f% en février 2025 et 75,5\u202f% en "
        "février 2026. Médiane du programme : 65,0\u202f% en février 2024, 72,5\u202f% en février "
        "2025 et 82,8\u202f% en février 2026."
    )
    (told,) = of_indicator(found, "share", "%", several=False)
    assert told == (
        "Entre février 2024 et février 2026 : 60,0\u202f% puis 75,5\u202f% (+15,5\u202fpoints). "
        "Médiane des communes du programme : 65,0\u202f% puis 82,8\u202f% (+17,8\u202fpoints). "
        "C’est un constat : rien n’en dit la cause."
    )


def test_a_vintage_that_a_town_lacks_breaks_its_line_and_is_named() -> None:
    found = indicator(OF_FIBRE, ["22004"])
    assert list(found.points["value"].isna()) == [False, True, False]
    told = of_indicator(found, "share", "%", several=False)
    assert told[1] == "Sans valeur en février 2025 : la courbe s’arrête."
    assert "Sans valeur en février 2025." in charts.describe(found, FIBRE)
    spec = charts.through_vintages(found, FIBRE, LIGHT).to_dict()
    (rows,) = spec["datasets"].values()
    own = [row["value"] for row in rows if row["series"] == "Commune"]
    assert own == [50.0, None, 55.0]
    assert spec["layer"][0]["mark"]["invalid"] == "break-paths-filter-domains"
    at = spec["layer"][0]["encoding"]["x"]["axis"]
    assert at["values"] == [2024.0833, 2025.0833, 2026.0833]
    assert '"2024.0833": "février 2024"' in at["labelExpr"]


def test_an_area_is_the_median_of_its_towns_with_every_vintage() -> None:
    found = indicator(OF_FIBRE, ["01033", "01034", "22004", "22020"])
    assert (found.towns, found.left_out) == (2, 2)
    assert list(found.points["value"]) == list(found.points["programme"])
    told = of_indicator(found, "share", "%", several=True)
    assert "médiane des communes du territoire, 65,0" in told[0]
    assert told[1].startswith("2 communes n’ont pas tous les millésimes et restent hors")


def test_a_town_with_one_vintage_or_none_has_no_change() -> None:
    (one, without) = of_indicator(indicator(OF_FIBRE, ["22020"]), "share", "%", several=False)
    assert one.startswith("Un seul millésime est connu, février 2026")
    assert without == "Sans valeur en février 2024 et en février 2025 : la courbe s’arrête."
    nothing = indicator(OF_FIBRE, ["75056"])
    assert (nothing.known.empty, nothing.left_out) == (True, 1)
    assert charts.describe(nothing, FIBRE) == "Fibre (%) : aucune valeur."


@pytest.mark.parametrize(
    ("kind", "unit", "before", "after", "told"),
    [
        ("count", "nombre", 3.0, 5.0, "3 puis 5 (+2)"),
        ("count", "nombre", 3.0, 3.5, "3 puis 3,5 (+0,5)"),
        ("rate", "% par an", -0.2, 0.35, "−0,20 % puis +0,35 % (+0,55 point)"),
        ("share", "%", 12.04, 12.05, "12,0 % puis 12,1 % (+0,1 point)"),
        ("amount", "€ par an", 21000.0, 20500.0, "21 000 puis 20 500 (−500 € par an)"),
    ],
)
def test_a_difference_agrees_with_what_is_written_beside_it(
    kind: str, unit: str, before: float, after: float, told: str
) -> None:
    rows = [("01033", "2020", before), ("01033", "2024", after)]
    values = pd.DataFrame(rows, columns=["insee_code", "vintage", "value"])
    said = of_indicator(indicator(values, ["01033"]), kind, unit, several=False)[0]
    assert f"Entre 2020 et 2024 : {told}." in said.replace("\u202f", " ")
