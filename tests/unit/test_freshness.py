from datetime import date

import pytest

from pvd_geo.freshness import age, spanned, written


@pytest.mark.parametrize(
    ("vintage", "words"),
    [
        ("2022-09", "4 ans"),
        ("2025", "1 an"),
        ("2024", "2 ans"),
        ("2018", "8 ans"),
        ("2015-2021", "5 ans"),
        ("2026-04", "7 mois"),
        ("2024-08-01", "2 ans"),
        ("2026", "cette année"),
        ("2026-11-20", "moins d’un mois"),
        ("inconnu", "–"),
        ("", "–"),
    ],
)
def test_a_vintage_has_an_age(vintage: str, words: str) -> None:
    assert age(vintage, date(2026, 11, 23)) == words


@pytest.mark.parametrize("month", range(1, 13))
def test_a_year_alone_shows_no_months(month: int) -> None:
    assert [age(year, date(2026, month, 1)) for year in ("2024", "2025", "2026")] == [
        "2 ans",
        "1 an",
        "cette année",
    ]


def test_vintages_are_written_as_french_readers_do() -> None:
    assert written("2026-04") == "avril 2026"
    assert written("2015-2021") == "2015-2021"
    assert spanned("2018", "2026-07") == "2018 à juillet 2026"
    assert spanned("2023", "2023") == "2023"
