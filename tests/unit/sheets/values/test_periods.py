from __future__ import annotations

from datetime import date

import pytest

from pvd_geo.sheets.values.periods import PeriodError, parse


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("4 mars 2027", (2027, 3, 4), None),
        ("le jeudi 4 mars 2027", (2027, 3, 4), None),
        ("04/03/2027", (2027, 3, 4), None),
        ("du 4 au 5 mars 2027", (2027, 3, 4), (2027, 3, 5)),
        ("4 et 5 mars 2027", (2027, 3, 4), (2027, 3, 5)),
        ("4-5 mars 2027", (2027, 3, 4), (2027, 3, 5)),
        ("du 30 mars au 2 avril 2027", (2027, 3, 30), (2027, 4, 2)),
        ("du 1er au 3 avril 2027", (2027, 4, 1), (2027, 4, 3)),
        ("30/12/2026 - 02/01/2027", (2026, 12, 30), (2027, 1, 2)),
        ("du 30 décembre 2026 au 2 janvier 2027", (2026, 12, 30), (2027, 1, 2)),
        ("mars 2027", (2027, 3, 1), (2027, 3, 31)),
        ("en février 2028", (2028, 2, 1), (2028, 2, 29)),
    ],
)
def test_days_are_read_as_people_write_them(
    text: str, first: tuple[int, int, int], last: tuple[int, int, int] | None
) -> None:
    assert parse(text) == (date(*first), None if last is None else date(*last))


@pytest.mark.parametrize("text", ["4 mars", "04/03", "du 4 au 5 mars"])
def test_a_date_without_a_year_is_said(text: str) -> None:
    with pytest.raises(PeriodError, match="n’a pas d’année"):
        parse(text)


@pytest.mark.parametrize(
    "text", ["bientôt", "2027", "du 4 au 5", "32 mars 2027", "29 février 2027", "printemps 2027"]
)
def test_what_is_no_date_is_said_with_what_would_be(text: str) -> None:
    with pytest.raises(PeriodError, match="écrivez « 4 mars 2027 »"):
        parse(text)
