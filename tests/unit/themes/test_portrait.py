from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from pvd_geo.themes.portrait import ex_aequo, ordinal, reserves, theme_lines

if TYPE_CHECKING:
    from pvd_geo.territory.programme import Programme

TOWNS = pd.DataFrame({"insee_code": ["22162", "04209"]})
THEMES = pd.DataFrame(
    {
        "theme_id": ["commerce", "habitat", "demographie", "friches"],
        "label": ["Commerce de proximité", "Habitat ancien", "Habitants", "Friches"],
        "reading": ["challenge"] * 4,
        "lead": ["boulangeries+superettes", "vacance", "evolution", "friches_sans_projet"],
        "per_1000": [True, False, False, False],
    }
)
INDICATORS = pd.DataFrame(
    {
        "indicator_id": [
            "boulangeries",
            "superettes",
            "vacance",
            "evolution",
            "friches_sans_projet",
        ],
        "label": ["Boulangeries", "Supérettes", "Logements vacants", "Évolution", "Friches"],
        "unit": ["nombre", "nombre", "%", "% par an", "nombre"],
        "kind": ["count", "count", "share", "rate", "count"],
        "vintage": ["2024", "2024", "2025", "2015-2021", "2026-04"],
        "caveat": [None, None, "Vide quand le secret s'applique.", None, "Un minimum."],
    }
)


@pytest.fixture
def levels() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "insee_code": ["22162"] * 4 + ["04209"] * 4,
            "theme_id": list(THEMES["theme_id"]) * 2,
            "value": [1.5, None, -0.35, 2.0, 0.5, 8.0, 0.35, 0.0],
            "level": ["low", "unknown", "moderate", "strong", "strong", "low", "low", "low"],
            "rank": pd.array([2, pd.NA, 1, 1, 1, 1, 2, 2], dtype="Int64"),
            "ranked": [2, 1, 2, 2] * 2,
            "doubt": ["", "zero_fibre", *[""] * 6],
        }
    )


def test_each_theme_speaks_in_its_own_unit(levels: pd.DataFrame) -> None:
    commerce, _, people, brownfields = theme_lines("22162", levels, THEMES, INDICATORS)
    assert commerce.measure == "Boulangeries + Supérettes (2024), pour 1\u202f000 habitants"
    assert people.measure == "Évolution (% par an, 2015-2021)"
    assert brownfields.measure == "Friches (avril 2026)"
    assert (commerce.value, commerce.median) == ("1,50", "1,00")
    assert people.value == "−0,35\u202f%"
    assert (brownfields.value, brownfields.level_text) == ("2", "enjeu fort")
    assert (brownfields.rank, brownfields.tied) == ("1re sur 2", 0)


def test_unknown_is_a_dash_beside_the_programme_s_median(levels: pd.DataFrame) -> None:
    housing = theme_lines("22162", levels, THEMES, INDICATORS)[1]
    assert (housing.value, housing.rank, housing.level_text) == ("–", "–", "inconnu")
    assert housing.median == "8,0\u202f%"


def test_the_reserve_of_the_lead_stands_with_it(levels: pd.DataFrame) -> None:
    commerce, housing, _, brownfields = theme_lines("22162", levels, THEMES, INDICATORS)
    assert (commerce.reserve, brownfields.reserve) == ("", "Un minimum.")
    assert reserves(THEMES, INDICATORS) == (
        f"Habitat ancien\u202f: {housing.reserve}",
        "Friches\u202f: Un minimum.",
    )


def test_a_value_that_was_set_aside_says_why(levels: pd.DataFrame) -> None:
    commerce, housing, *_ = theme_lines("22162", levels, THEMES, INDICATORS)
    assert housing.reason == "0 % publié, à vérifier : écarté"
    assert commerce.reason == ""


def test_a_town_of_no_level_is_refused(levels: pd.DataFrame) -> None:
    with pytest.raises(KeyError, match="99999"):
        theme_lines("99999", levels, THEMES, INDICATORS)


def test_ranks_are_feminine() -> None:
    assert ordinal(1, 1624) == "1re sur 1\u202f624"
    assert ordinal(12, 12) == "12e sur 12"


def test_a_shared_rank_says_with_how_many() -> None:
    assert ex_aequo(0) == ""
    assert ex_aequo(1) == "ex æquo avec 1 autre"
    assert ex_aequo(1130) == "ex æquo avec 1\u202f130 autres"


def test_no_rank_of_any_town_hides_a_tie(programme: Programme) -> None:
    values = {
        theme: Counter(rows["value"].dropna())
        for theme, rows in programme.levels.groupby("theme_id")
    }
    known = programme.levels.dropna(subset=["value"]).set_index(["insee_code", "theme_id"])["value"]
    # Every town: equal ranks are equal values. Some of them told whole: it takes its time.
    for theme, rows in programme.levels.dropna(subset=["value"]).groupby("theme_id"):
        tied = rows.groupby("rank")["value"].transform("size")
        assert tied.tolist() == [values[theme][value] for value in rows["value"]]
    most = 0
    for code in programme.towns["insee_code"].iloc[::40]:
        for line in theme_lines(code, programme.levels, programme.themes, programme.indicators):
            if line.level == "unknown":
                assert line.tied == 0
                continue
            others = values[line.theme_id][known[code, line.theme_id]] - 1
            assert line.tied == others, (code, line.theme_id)
            most = max(most, line.tied)
    assert most > 1000
