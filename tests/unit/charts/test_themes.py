"""Covers: charts.reach, charts.style."""

import json

import pandas as pd
import pytest

from pvd_geo.charts import reach, themes
from pvd_geo.colors import LIGHT


@pytest.fixture
def values() -> "pd.Series[float]":
    return pd.Series([1.0, 2.0, 3.0, 4.0, None, 100.0])


@pytest.fixture
def inside() -> "pd.Series[bool]":
    return pd.Series([False, False, True, True, True, False])


@pytest.fixture
def table() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "code": ["53", "84", "03"],
            "name": ["Bretagne", "Auvergne-Rhône-Alpes", "Guyane"],
            "towns": [134, 226, 4],
            "strong": [60, 30, 1],
            "share": [0.45, 0.13, 0.25],
            "low": [0.37, 0.09, 0.05],
            "high": [0.53, 0.18, 0.7],
            "bayes_share": [0.44, 0.14, 0.25],
            "ranked": [True, True, False],
            "stands": [True, True, False],
            "first_rank": pd.array([1, 2, None], dtype="Int64"),
            "last_rank": pd.array([1, 2, None], dtype="Int64"),
        }
    )


@pytest.fixture
def square() -> pd.DataFrame:
    levels = ("strong", "moderate", "low")
    rows = [(one, other, 10, 8.0) for one in levels for other in levels]
    return pd.DataFrame(rows, columns=["first", "second", "towns", "expected"])


def rows_of(chart: object) -> list[dict[str, object]]:
    spec = json.loads(chart.to_json())  # type: ignore[attr-defined]
    return [row for rows in spec["datasets"].values() for row in rows]


def test_an_axis_of_values_is_never_written_in_powers_of_ten(inside: "pd.Series[bool]") -> None:
    fibre = pd.Series([20.0, 97.1, 99.96, *[100.0] * (len(inside) - 3)])
    spec = json.dumps(themes.distribution(fibre, inside, "", "Fibre", LIGHT).to_dict())
    assert '"format": ",~f"' in spec
    assert "e+" not in spec


def test_the_distribution_counts_every_known_town_once(
    values: "pd.Series[float]", inside: "pd.Series[bool]"
) -> None:
    rows = rows_of(themes.distribution(values, inside, "Bretagne", "Mesure", LIGHT))
    for group, towns in (("programme", 5), ("Bretagne", 2)):
        assert sum(int(str(r["towns"])) for r in rows if r["group"] == group and "towns" in r) == (
            towns
        )


def test_the_distribution_is_told_in_numbers(
    values: "pd.Series[float]", inside: "pd.Series[bool]"
) -> None:
    text = themes.describe_distribution(values, inside, "Bretagne", "Mesure")
    assert "5 communes : médiane 3,00" in text
    assert "Bretagne (2 communes) : médiane 3,50, au-dessus de 60\u202f% des communes" in text
    nothing = pd.Series([None, None], dtype=float)
    assert "aucune valeur" in themes.describe_distribution(nothing, nothing.notna(), "", "Mesure")
    assert themes.distribution(nothing, nothing.notna(), "", "Mesure", LIGHT).to_dict()


def test_the_ranking_says_who_stands_out_and_who_is_too_small(table: pd.DataFrame) -> None:
    text = themes.describe_ranking(table, 0.25, "enjeu fort")
    assert "la plus forte : Bretagne, 45\u202f% (de 37\u202f% à 53\u202f%)" in text
    assert "Bretagne au-dessus du programme" in text
    assert "Auvergne-Rhône-Alpes au-dessous" in text
    assert "Trop peu de communes pour un rang : Guyane" in text
    rows = rows_of(themes.ranking(table, "53", 0.25, LIGHT, "#000000"))
    assert [row["rank"] for row in rows if "rank" in row] == ["1er", "2e", "non classée"]
    empty = themes.describe_ranking(table[table["ranked"] & ~table["ranked"]], 0.25, "enjeu fort")
    assert "Aucun territoire" in empty


def test_an_area_outside_its_own_interval_alone_is_not_said_to_stand_out(
    table: pd.DataFrame,
) -> None:
    text = themes.describe_ranking(table.assign(stands=False), 0.25, "enjeu fort")
    assert "aucune au-dessus du programme" in text
    assert "aucune au-dessous" in text


def test_two_areas_of_the_same_share_are_both_named(table: pd.DataFrame) -> None:
    table["share"] = 0.45
    text = themes.describe_ranking(table, 0.25, "enjeu fort")
    assert "les plus fortes, à égalité : Bretagne et Auvergne-Rhône-Alpes, 45\u202f%" in text
    assert "la plus forte" not in text


def test_no_tick_of_the_distribution_is_written_with_an_exponent(
    values: "pd.Series[float]", inside: "pd.Series[bool]"
) -> None:
    text = json.dumps(themes.distribution(values, inside, "Ici", "Mesure", LIGHT).to_dict())
    assert '"format": ",~f"' in text
    assert "~g" not in text


def test_a_rank_is_a_range(table: pd.DataFrame) -> None:
    table["last_rank"] = pd.array([2, 2, None], dtype="Int64")
    assert themes.rank_text(next(table.itertuples())) == "1er à 2e"


def test_two_themes_are_told_beside_chance(square: pd.DataFrame) -> None:
    labels, readings = ("Habitat ancien", "Patrimoine"), ("challenge", "strength")
    text = themes.describe_crossing(square, labels, readings)
    assert text == (
        "Sur 90 communes : 10 en enjeu fort pour « Habitat ancien » et atout fort pour "
        "« Patrimoine », contre 8 si les deux thèmes n’avaient pas de lien. Des 30 en enjeu fort "
        "pour « Habitat ancien », 33\u202f% (19 à 51\u202f%, intervalle à 95 %) sont en atout fort "
        "pour "
        "« Patrimoine », contre 33\u202f% de toutes."
    )
    few = themes.describe_crossing(square.assign(towns=2), labels, readings)
    assert few.endswith(
        "Moins de 10 en enjeu fort pour « Habitat ancien » : aucun écart n’en est tiré."
    )
    assert "contre" not in few
    rows = rows_of(themes.crossing(square, labels, readings, LIGHT))
    assert {row["one"] for row in rows} == {"enjeu fort", "enjeu modéré", "enjeu faible"}
    square["towns"] = 0
    assert "Aucune commune" in themes.describe_crossing(square, labels, readings)


def test_the_reach_is_told_by_distance() -> None:
    shares = pd.DataFrame(
        {"km": [25, 50], "base": 10, "towns": [1, 5], "share_inhabitants": [0.2, 1]}
    )
    text = reach.describe(shares)
    told = "À vol d’oiseau, à moins de 25 km : 10\u202f% de 10 communes, 20\u202f% de leurs"
    assert text.startswith(told)
    assert "0 commune sur 3" in reach.describe(shares.assign(base=3, towns=0))
    assert "aucune rencontre n’est connue" in reach.describe(shares.assign(base=0, towns=0))


def test_the_curve_stops_where_the_axis_does() -> None:
    table = pd.DataFrame(
        {"km": [0, 100, 7000], "share_towns": [0, 0.5, 1], "share_inhabitants": [0, 0.6, 1]}
    )
    rows = rows_of(reach.curve(table, LIGHT))
    assert {row["km"] for row in rows} == {0, 100}
    assert {row["who"] for row in rows} == {"communes", "habitants"}


def test_the_last_bar_of_the_distribution_says_that_it_gathers_what_lies_beyond() -> None:
    values = pd.Series([*range(200), 9000.0])
    nobody = pd.Series(data=False, index=values.index)
    rows = rows_of(themes.distribution(values, nobody, "", "Mesure", LIGHT))
    last = max((row for row in rows if "span" in row), key=lambda row: float(str(row["start"])))
    assert str(last["span"]).endswith("et plus, jusqu’à 9\u202f000")
    assert int(str(last["towns"])) > 1
    assert [row["label"] for row in rows if "et plus" in str(row.get("label"))] == ["198 et plus"]
    even = rows_of(themes.distribution(pd.Series([1.0, 1.0, 2.0] * 99), nobody, "", "M", LIGHT))
    assert not any("et plus" in str(row) for row in even)
