from __future__ import annotations

import pytest

from pvd_geo.tables.cells import clean, neutral, visible


@pytest.mark.parametrize(
    "text", ["=1+1", "+33", "-2", "@SUM(A1)", "\t=1", "\r=1", "  =1", "\u200b=1", "＝1", "\n=1"]
)
def test_what_could_be_a_formula_is_made_text(text: str) -> None:
    assert neutral(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", " ", "Bapaume", "L'idée = le lien", "12 %", "<b>"])
def test_other_text_stays(text: str) -> None:
    assert neutral(text) == text


def test_invisible_characters_are_removed() -> None:
    assert visible("a\u202eb\x00c\ufeff") == "abc"
    assert clean(" La\n\u00a0Re\u0301ole\x07 ") == "La Réole"
