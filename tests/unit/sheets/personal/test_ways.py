"""Ways of writing a person, an address or a number that once passed through to the store.

Covers: sheets.personal.columns, sheets.personal.contacts, sheets.personal.context,
sheets.personal.doubts, sheets.personal.first_named, sheets.personal.lexicon,
sheets.personal.listed, sheets.personal.names, sheets.personal.otherwise, sheets.personal.people,
sheets.personal.titled, sheets.personal.words.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from harness.programme import references
from pvd_geo.sheets import check_sheet, personal

REFERENCES = references()


@dataclass(frozen=True)
class Way:
    """A line of a sheet of contributions, and what must not come out of it."""

    text: str
    secret: str
    column: str = "auteur"
    person: str = ""
    group: str = ""


WAYS = {
    # After a civility
    "capitals": Way("MME Kerbrat demande un banc", "Kerbrat"),
    "no point": Way("M Kerbrat demande un banc", "Kerbrat"),
    "no blank": Way("Vu avec M.Kerbrat", "Kerbrat"),
    "lower case": Way("Vu avec madame Kerbrat", "Kerbrat"),
    "all in lower case": Way("vu avec mme kerbrat hier", "kerbrat"),
    "a function": Way("Monsieur le maire Kerbrat est venu", "Kerbrat"),
    "a function of two words": Way("Madame la conseillère régionale Kerbrat l’a dit", "Kerbrat"),
    "docteur": Way("Le docteur Kerbrat part", "Kerbrat"),
    "an initial and a particle": Way("Mme F de la Kerbrat vend son pré", "Kerbrat"),
    "two people": Way("Merci à Mmes Durand et Kerbrat", "Kerbrat"),
    # By themselves
    "first and last name": Way("Idée de Nathalie Kerbrat", "Nathalie Kerbrat"),
    "last and first name": Way("KERBRAT Nathalie a noté", "KERBRAT Nathalie"),
    "an initial": Way("Dixit N. Kerbrat : trop de bruit", "Kerbrat"),
    # Otherwise than in their column
    "accents": Way("Le pré Lefevre est inondable", "Lefevre", person="Lefèvre"),
    "capitals without accents": Way("LEFEVRE refuse", "LEFEVRE", person="Lefèvre"),
    "hyphen": Way("anne marie propose un repas", "anne marie", person="Anne-Marie Le Goff"),
    "particle": Way("Le garage Legoff est vide", "goff", person="Anne-Marie Le Goff"),
    "another column": Way("Kerbrat est d’accord", "Kerbrat", column="rapporteur", person="Kerbrat"),
    "the group": Way("Un banc", "Kerbrat", group="Groupe de Nathalie Kerbrat"),
    # Addresses
    "(a)": Way("Écrire à n.kerbrat (a) exemple.fr", "kerbrat"),
    "[arobase]": Way("Écrire à n.kerbrat[arobase]exemple.fr", "kerbrat"),
    "in words": Way("Écrire à kerbrat arobase exemple point fr", "kerbrat"),
    # Numbers
    "(+33)": Way("Joindre le (+33) 6 39 98 12 34", "39 98 12 34"),
    "no zero": Way("Joindre le 6 39 98 12 34", "39 98 12 34"),
    "low lines": Way("Joindre le 06_39_98_12_34", "39_98_12_34"),
    "by threes": Way("Joindre le 06 399 812 34", "399 812 34"),
}


def texts(way: Way) -> str:
    lines = (
        f"rencontre;theme;nature;texte;groupe;{way.column}",
        f"Corte;habitat;idée;{way.text};{way.group};{way.person}",
    )
    result = check_sheet("\n".join(lines).encode(), "x.csv", REFERENCES)
    assert result.faults == ()
    assert result.sheet is not None
    assert result.sheet.dropped.total
    (row,) = result.sheet.contributions
    return f"{row.text} {row.group}"


def test_there_are_twenty_six() -> None:
    assert len(WAYS) == 26


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_it_is_removed(way: Way) -> None:
    text = texts(way)
    for word in way.secret.split():
        assert word.casefold() not in text.casefold()


@pytest.mark.parametrize(
    ("person", "text"),
    [
        ("Petit", "Aider le petit commerce"),
        ("Petit", "Trop petit, le parking"),
        ("Martin", "Sécuriser la rue Saint-Martin"),
        ("Victor", "Élargir la rue Victor-Hugo"),
        ("Legrand", "Le grand hôtel est fermé"),
        ("De La Tour", "Refaire l’escalier de la tour"),
        ("Place", "La place du marché est trop grise"),
        ("Le Maire", "Le maire a promis une réponse"),
    ],
)
def test_a_name_that_is_a_word_too_leaves_the_word(person: str, text: str) -> None:
    assert texts(Way(text, "", person=person)).strip() == text


def test_a_column_without_a_known_name_is_one_of_people_by_what_it_holds() -> None:
    text = texts(Way("Lannuzel est d’accord", "", column="qui", person="Nathalie Lannuzel"))
    assert "Lannuzel" not in text


def test_the_header_of_a_column_left_aside_names_nobody() -> None:
    sheet = "rencontre;theme;nature;texte;vu par Mme Kerbrat\nCorte;habitat;idée;Un banc;oui\n"
    result = check_sheet(sheet.encode(), "x.csv", REFERENCES)
    assert result.notices == ("Colonnes sans usage ici, non conservées : « vu par [nom retiré] ».",)


@pytest.mark.parametrize(
    "group",
    [
        *("Groupe 1", "Table des élus", "CAUE", "Atelier Habitat", "Groupe de Paimpol", "G3"),
        *("Les Tilleuls", "Salle Simone-Veil", "Banque des Territoires", "Petit groupe du matin"),
    ],
)
def test_a_group_that_is_nobody_s_keeps_its_name(group: str) -> None:
    way = Way("M. Kerbrat veut un banc", "", group=group)
    assert texts(way) == f"[nom retiré] veut un banc {group}"


def test_a_column_of_names_of_towns_names_nobody() -> None:
    sheet = (
        "rencontre;theme;nature;texte;nom de la commune\n"
        "Corte;habitat;idée;Un bus pour Paimpol;Paimpol\n"
    )
    result = check_sheet(sheet.encode(), "x.csv", REFERENCES)
    assert result.sheet is not None
    assert result.sheet.contributions[0].text == "Un bus pour Paimpol"


@pytest.mark.parametrize(
    ("text", "people", "masked"),
    [
        # What the held-out sentences taught.
        ("Tel.06.39.98.22.67", "", "Tel.[téléphone retiré]"),
        ("La subvention n° 06 2022 0039 est versée", "", ""),
        ("Mme Baujard (épouse Hervieu) vend", "", "[nom retiré]) vend"),
        ("aziz jardin en serait le référent", "Jardin;Aziz", "[nom retiré] en serait le référent"),
    ],
)
def test_what_was_mended_afterwards_stays_so(text: str, people: str, masked: str) -> None:
    found = personal.mask(text, personal.People.of(people.split(";")))
    assert found.text == (masked or text)


PAGE = Path(__file__).parents[4] / "docs" / "corpus.md"


def row_of(name: str) -> str:
    """Return the line of docs/corpus.md about a way of writing: what is stored of it."""
    way = WAYS[name]
    group = f", group « {way.group} »" if way.group else ""
    person = f", `{way.column}` « {way.person} »" if way.person else ""
    return f"| {name} | « {way.text} »{person}{group} | « {texts(way).strip()} » |"


@pytest.mark.parametrize("name", WAYS)
def test_the_page_tells_what_is_stored_of_each(name: str) -> None:
    assert row_of(name) in PAGE.read_text(encoding="utf-8").splitlines()
