from __future__ import annotations

import pytest

from pvd_geo.sheets import personal
from pvd_geo.tables.records import Dropped


def masked_and_dropped(text: str, people: personal.People = personal.NOBODY) -> tuple[str, Dropped]:
    masked = personal.mask(text, people)
    return masked.text, masked.dropped


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        ("Nom", "names"),
        ("PRÉNOM", "names"),
        ("Last name", "names"),
        ("Adresse e-mail", "emails"),
        ("Courriel professionnel", "emails"),
        ("Tél.", "phones"),
        ("N° de portable", "phones"),
        ("Signature", "others"),
        ("Remarques", None),
        ("Région", None),
    ],
)
def test_personal_columns_are_recognised(header: str, kind: str | None) -> None:
    assert personal.header_kind(header) == kind


@pytest.mark.parametrize(
    "text",
    [
        "écrire à a.b+c@mairie-x.fr",
        "a.b (at) mairie.fr",
        "A.B@MAIRIE.GOUV.FR.",
        "a b @ c : a.b @mairie.fr",
    ],
)
def test_addresses_are_masked(text: str) -> None:
    masked, dropped = masked_and_dropped(text)
    assert "mairie" not in masked.casefold()
    assert dropped.emails == 1


@pytest.mark.parametrize(
    "number",
    [
        *("06 39 98 12 34", "0639981234", "06.39.98.12.34", "+33 6 39 98 12 34", "+33639981234"),
        *("0033 6 39 98 12 34", "06-39-98-12-34", "+262 6 39 98 12 34", "+33 (0)6 39 98 12 34"),
    ],
)
def test_telephone_numbers_are_masked(number: str) -> None:
    masked, dropped = masked_and_dropped(f"Appeler le {number}, le matin")
    assert masked == "Appeler le [téléphone retiré], le matin"
    assert dropped.phones == 1


@pytest.mark.parametrize(
    "text",
    [
        "1 645 communes et 7 185 587 habitants",
        "SIRET 200 040 350 00012",
        "code 62080, le 01/07/2022",
        "Madame la maire l'a dit",
        "M. le Maire et Mme la Préfète ont signé",
        "Rue du Général de Gaulle : zone 30",
        "Le lycée agricole Edgard Pisani et la cité Pierre Semard",
        "Un budget de 12 500 000 euros @ 3 %",
    ],
)
def test_figures_and_ordinary_words_stay(text: str) -> None:
    assert personal.mask(text) == personal.Masked(text, Dropped())


def test_titled_names_and_names_of_the_sheet_are_masked() -> None:
    masked, dropped = masked_and_dropped(
        "Vu avec M. Le Bihan, Mme Anne-Marie d’Orgeval et soizic",
        personal.People.of(["Soizic", "de"]),
    )
    assert masked == "Vu avec [nom retiré], [nom retiré] et [nom retiré]"
    assert dropped.names == 3


def test_what_was_dropped_is_said() -> None:
    assert personal.sentence(Dropped()) == ""
    assert personal.sentence(Dropped(names=1, emails=2)).endswith(
        "1 nom ou prénom et 2 adresses électroniques."
    )
