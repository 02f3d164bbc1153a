import pandas as pd
import pytest

from pvd_geo.themes.portrait import ordinal, theme_lines

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
        }
    )


def test_each_theme_speaks_in_its_own_unit(levels: pd.DataFrame) -> None:
    commerce, _, people, brownfields = theme_lines("22162", levels, THEMES, INDICATORS)
    assert commerce.measure == "Boulangeries + Supérettes, pour 1\u202f000 habitants"
    assert (commerce.value, commerce.median) == ("1,50", "1,00")
    assert people.value == "−0,35\u202f%"
    assert (brownfields.value, brownfields.level_text) == ("2", "enjeu fort")
    assert brownfields.rank == "1re sur 2"


def test_unknown_is_a_dash_beside_the_programme_s_median(levels: pd.DataFrame) -> None:
    housing = theme_lines("22162", levels, THEMES, INDICATORS)[1]
    assert (housing.value, housing.rank, housing.level_text) == ("–", "–", "inconnu")
    assert housing.median == "8,0\u202f%"


def test_a_town_of_no_level_is_refused(levels: pd.DataFrame) -> None:
    with pytest.raises(KeyError, match="99999"):
        theme_lines("99999", levels, THEMES, INDICATORS)


def test_ranks_are_feminine() -> None:
    assert ordinal(1, 1624) == "1re sur 1\u202f624"
    assert ordinal(12, 12) == "12e sur 12"
