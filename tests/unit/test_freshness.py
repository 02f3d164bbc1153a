from datetime import date

import pytest

from pvd_geo.freshness import age


@pytest.mark.parametrize(
    ("vintage", "words"),
    [
        ("2022-09", "4 ans"),
        ("2025", "11 mois"),
        ("2024", "1 an"),
        ("2015-2021", "4 ans"),
        ("2026-04", "7 mois"),
        ("2024-08-01", "2 ans"),
        ("2026", "moins d’un mois"),
        ("2026-11-20", "moins d’un mois"),
        ("inconnu", "–"),
        ("", "–"),
    ],
)
def test_a_vintage_has_an_age(vintage: str, words: str) -> None:
    assert age(vintage, date(2026, 11, 23)) == words
