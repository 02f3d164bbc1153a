from __future__ import annotations

from datetime import date

import pytest

from pvd_geo.export.names import file_name, slug

DAY = date(2026, 11, 23)


def test_a_name_says_what_is_in_the_file() -> None:
    name = file_name("communes", ["Bretagne", "habitat"], DAY, "xlsx")
    assert name == "pvd-communes-bretagne-habitat-2026-11-23.xlsx"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Côte-d'Or", "cote-d-or"),
        ("L’Île-d’Yeu", "l-ile-d-yeu"),
        ("../../etc/passwd", "etc-passwd"),
        ("Œting", "oeting"),
        ("", ""),
    ],
)
def test_a_slug_is_plain_letters(text: str, expected: str) -> None:
    assert slug(text) == expected


def test_empty_parts_are_left_out_and_long_names_are_cut() -> None:
    assert file_name("note", ["", "  "], DAY, "pdf") == "pvd-note-2026-11-23.pdf"
    long = file_name("communes", ["Bretagne"] * 40, DAY, "csv")
    assert len(long) < 120
    assert long.endswith("-2026-11-23.csv")
