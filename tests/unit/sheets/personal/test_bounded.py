"""A text that was made to keep the rules busy takes a bounded amount of them."""

from __future__ import annotations

import pytest

from harness.programme import references
from harness.sheets import check_here
from pvd_geo.sheets import limits, personal

REFERENCES = references()
LINES = 500
NASTY = {
    "civilities": "M. Mme Dr ",
    "first names": "Jean Marie ",
    "addresses": "a@b.",
    "initials": "J. M. ",
    "particles": "Le De La ",
    "elisions": "d’l’",
    "numbers": "06 06 0 0 ",
}


@pytest.fixture
def searched(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return the lengths of the texts in which people are looked for."""
    lengths: list[int] = []
    mask, is_person = personal.mask, personal.is_person

    def counted(text: str, *args: object, **options: object) -> personal.Masked:
        lengths.append(len(text))
        return mask(text, *args, **options)  # type: ignore[arg-type]

    def counted_person(cell: str, *args: object) -> bool:
        lengths.append(min(len(cell), 80))  # longer cells are no names, and not looked into
        return is_person(cell, *args)  # type: ignore[arg-type]

    monkeypatch.setattr(personal, "mask", counted)
    monkeypatch.setattr(personal, "is_person", counted_person)
    return lengths


@pytest.mark.parametrize("name", NASTY)
def test_a_megabyte_of_contributions_is_refused_before_it_is_searched(
    name: str, searched: list[int]
) -> None:
    text = (NASTY[name] * 1_000)[:1_990]
    lines = (f"Corte;habitat;idée;{number} {text};;Le Bras\n" for number in range(LINES))
    data = "rencontre;theme;nature;texte;groupe;auteur\n" + "".join(lines)
    result = check_here(data.encode(), "x", REFERENCES)
    (fault,) = result.faults
    assert "apportez-la en plusieurs fois" in fault.expected
    assert sum(searched) < 1_000


@pytest.mark.parametrize("column", ["commune", "public", "rencontre", "participants", "présent"])
def test_wrong_values_without_end_are_not_searched_to_the_end(
    column: str, searched: list[int]
) -> None:
    headers = ["rencontre", "public", "commune", "nom", "présent"]
    if column == "participants":
        headers = ["rencontre", "public", "participants", "note"]
    text = NASTY["civilities"] * 90
    good = {"rencontre": "Corte", "public": "élu", "nom": "Riou"}
    lines = [
        ";".join(f"{number} {text}" if each == column else good.get(each, "") for each in headers)
        for number in range(500)
    ]
    data = "\n".join([";".join(headers), *lines])
    result = check_here(data.encode(), "x", REFERENCES)
    assert result.sheet is None
    assert sum(searched) < 0.3 * limits.MAX_FREE_TEXT


def test_cells_of_no_use_without_end_are_not_all_searched(
    searched: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "MAX_LOOKED_AT", 3_000)
    cells = ";".join(["M. Mme Dr M. Mme Dr"] * 40)
    lines = "".join(f"Corte;élu;{cells}\n" for _ in range(100))
    check_here(f"rencontre;public;nom\n{lines}".encode(), "x", REFERENCES)
    assert sum(searched) < 20 * limits.MAX_LOOKED_AT + 10_000
