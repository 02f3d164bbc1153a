"""Invented people, drawn again and again: nothing of them is left in what would be stored."""

from __future__ import annotations

import pytest

from harness.personal import (
    PEOPLE,
    compound_names,
    contributions,
    people,
    traces,
)
from harness.programme import references
from pvd_geo.sheets import check_sheet, personal

REFERENCES = references()


def stored(sheet: bytes) -> str:
    result = check_sheet(sheet, "x.csv", REFERENCES)
    assert result.sheet is not None
    assert len(result.sheet.contributions) == PEOPLE
    return "\n".join(f"{row.text} {row.group}" for row in result.sheet.contributions)


def test_names_of_two_words_are_among_them() -> None:
    assert {"Le Bras", "Le Goff", "De Oliveira", "Da Silva", "Saint-Martin"} <= set(
        compound_names()
    )
    assert {*compound_names()} < {person.last for person in people("any")}


@pytest.mark.parametrize("seed", range(5))
def test_nothing_of_them_is_stored(seed: int) -> None:
    everybody = people(f"draw {seed}")
    assert traces(everybody, stored(contributions(everybody)).encode()) == set()


@pytest.mark.parametrize("shift", range(10))
def test_a_name_of_two_words_is_removed_however_it_is_written(shift: int) -> None:
    everybody = people("shifted")
    turned = everybody[shift:] + everybody[:shift]
    assert traces(everybody, stored(contributions(turned)).encode()) == set()


@pytest.mark.parametrize(
    ("person", "text"),
    [
        ("Yann Le Bras", "Le bras de la rivière est à sec"),
        ("Yann Le Bras", "Curer le bras mort"),
        ("Yann Le Roux", "Soigner le chêne roux"),
        ("Anne La Fontaine", "Réparer la fontaine"),
        ("Anne La Fontaine", "Rue La Fontaine : zone 30"),
        ("Paul Le Petit", "Le Petit Train touristique"),
        ("Paul Petit", "vu avec petit budget"),
        ("Luc Saint-Martin", "Sécuriser la rue Saint-Martin"),
        ("Luc Du Pont", "Élargir le trottoir du pont"),
    ],
)
def test_words_of_a_name_stay_where_they_are_words(person: str, text: str) -> None:
    assert personal.mask(text, personal.People.of([person]), REFERENCES.places).text == text


@pytest.mark.parametrize(
    ("person", "text", "masked"),
    [
        ("Yann Le Bras", "Demander à Le Bras", "Demander à [nom retiré]"),
        ("Yann Le Bras", "LE BRAS Yann a noté", "[nom retiré] a noté"),
        ("Yann Le Du", "Le Du l’a dit", "[nom retiré] l’a dit"),
        ("Paul Petit", "Petit veut un banc", "[nom retiré] veut un banc"),
        ("Paul Petit", "vu avec petit, hier", "vu avec [nom retiré], hier"),
        ("Ange Limoges", "Groupe d’Ange Limoges", "Groupe d’[nom retiré]"),
        ("Luc Du Pont", "DU PONT Luc refuse", "[nom retiré] refuse"),
    ],
)
def test_a_name_that_is_words_goes_where_it_is_a_name(person: str, text: str, masked: str) -> None:
    assert personal.mask(text, personal.People.of([person]), REFERENCES.places).text == masked


def test_what_nobody_can_tell_is_pointed_out() -> None:
    masked = personal.mask("le bras demande un banc", personal.People.of(["Yann Le Bras"]))
    assert [masked.text[slice(*span)] for span in masked.doubts] == ["le bras"]
    masked = personal.mask("Le Maire veut un banc", personal.People.of(["Yann Le Maire"]))
    assert [masked.text[slice(*span)] for span in masked.doubts] == ["Le Maire"]
