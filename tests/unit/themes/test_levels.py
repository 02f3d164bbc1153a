import pandas as pd
import pytest

from pvd_geo.categories import LEVELS
from pvd_geo.themes.levels import (
    grade,
    lead_values,
    level_counts,
    strong_in,
    town_levels,
)

TOWNS = pd.DataFrame(
    {"insee_code": [f"0100{i}" for i in range(1, 9)], "population": [1000] * 7 + [2000]}
)


def long(indicator: str, values: list[float | None]) -> pd.DataFrame:
    frame = pd.DataFrame(
        {"insee_code": TOWNS["insee_code"], "indicator_id": indicator, "value": values}
    )
    return frame.dropna(subset=["value"])


def indicators(kind: str, sense: str, name: str = "x") -> pd.DataFrame:
    return pd.DataFrame({"indicator_id": [name], "kind": [kind], "sense": [sense]})


def theme(reading: str = "challenge", lead: str = "x", *, per_1000: bool = False) -> pd.DataFrame:
    return pd.DataFrame(
        {"theme_id": ["t"], "reading": [reading], "lead": [lead], "per_1000": [per_1000]}
    )


def test_quarters_of_eight_distinct_values() -> None:
    levels = grade(pd.Series([8.0, 7, 6, 5, 4, 3, 2, 1]))
    assert levels.tolist() == ["strong"] * 2 + ["moderate"] * 4 + ["low"] * 2


def test_equals_are_never_separated() -> None:
    levels = grade(pd.Series([5.0, 5, 5, 1, 1, 1, 1, 1]))
    assert levels.tolist() == ["strong"] * 3 + ["moderate"] * 5


def test_unknown_stays_unknown_and_weighs_nothing() -> None:
    levels = grade(pd.Series([4.0, 3, 2, 1, None, None, None, None]))
    assert levels.tolist() == ["strong", "moderate", "moderate", "low"] + ["unknown"] * 4


def test_all_unknown() -> None:
    assert grade(pd.Series([None, None], dtype=float)).tolist() == ["unknown", "unknown"]


def test_a_need_is_worst_where_it_is_high() -> None:
    values = long("x", [8, 7, 6, 5, 4, 3, 2, 1])
    out = town_levels(TOWNS, values, theme(), indicators("share", "need"))
    assert out.loc[out["level"].eq("strong"), "insee_code"].tolist() == ["01001", "01002"]
    assert out["rank"].tolist() == [1, 2, 3, 4, 5, 6, 7, 8]


def test_an_asset_is_a_challenge_where_it_is_low_and_a_strength_where_it_is_high() -> None:
    values = long("x", [8, 7, 6, 5, 4, 3, 2, 1])
    lack = town_levels(TOWNS, values, theme(), indicators("share", "asset"))
    assert lack.loc[lack["level"].eq("strong"), "insee_code"].tolist() == ["01007", "01008"]
    strength = town_levels(TOWNS, values, theme("strength"), indicators("count", "asset"))
    assert strength.loc[strength["rank"].eq(1), "insee_code"].tolist() == ["01001"]


def test_zero_found_is_low_for_faults_and_strengths_but_not_for_services() -> None:
    values = long("x", [0, 0, 0, 0, 0, 0, 1, 9])
    faults = town_levels(TOWNS, values, theme(), indicators("count", "need"))
    assert faults["level"].tolist() == ["low"] * 6 + ["strong"] * 2
    strength = town_levels(TOWNS, values, theme("strength"), indicators("count", "asset"))
    assert strength["level"].tolist() == ["low"] * 6 + ["strong"] * 2
    services = town_levels(TOWNS, values, theme(), indicators("count", "asset"))
    assert services["level"].tolist() == ["moderate"] * 6 + ["low"] * 2


def test_what_was_found_or_not_has_two_levels() -> None:
    values = long("x", [0, 0, 0, 1, 1, 2, 9, None])
    out = town_levels(TOWNS, values, theme("found"), indicators("count", "need"))
    assert out["level"].tolist() == ["low"] * 3 + ["strong"] * 4 + ["unknown"]
    assert out["rank"].tolist()[:7] == [5, 5, 5, 3, 3, 2, 1]


def test_a_value_set_aside_keeps_its_rule() -> None:
    doubts = pd.DataFrame(
        {
            "insee_code": ["01003", "01004"],
            "indicator_id": ["x", "y"],
            "rule": ["zero_fibre", "zero_fibre"],
            "fate": ["set_aside", "set_aside"],
        }
    )
    values = long("x", [8, 7, None, 5, 4, 3, 2, 1])
    out = town_levels(TOWNS, values, theme(), indicators("share", "need"), doubts)
    assert out["doubt"].tolist() == ["", "", "zero_fibre", "", "", "", "", ""]


def test_sums_are_counted_per_1000_and_unknown_when_a_part_is() -> None:
    parts = pd.concat([long("x", [2] * 8), long("y", [None, 2, 2, 2, 2, 2, 2, 2])])
    values = lead_values(TOWNS, parts, "x+y", per_1000=True)
    assert pd.isna(values[0])
    assert values[1] == 4
    assert values[7] == 2


def test_counts_add_up_to_the_number_of_towns() -> None:
    values = long("x", [8, 7, None, 5, 4, 3, 2, 1])
    counts = level_counts(town_levels(TOWNS, values, theme(), indicators("share", "need")))
    assert counts.loc["t"].sum() == 8
    assert counts.loc["t", "unknown"] == 1


def test_all_or_any_of_several_themes() -> None:
    levels = pd.DataFrame(
        {
            "insee_code": ["1", "1", "2", "2"],
            "theme_id": ["a", "b", "a", "b"],
            "level": ["strong", "strong", "strong", "low"],
        }
    )
    assert strong_in(levels, ("a", "b"), match_any=False) == {"1"}
    assert strong_in(levels, ("a", "b"), match_any=True) == {"1", "2"}


def test_words_of_levels() -> None:
    assert LEVELS["challenge"].label("strong") == "enjeu fort"
    assert LEVELS["strength"].label("low") == "atout faible"
    assert LEVELS["strength"].label("unknown") == "inconnu"
    with pytest.raises(KeyError):
        LEVELS["doubt"].label("strong")
