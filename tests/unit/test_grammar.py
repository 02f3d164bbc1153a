from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from pvd_geo.formatting import curled
from pvd_geo.grammar import Placed, placed

if TYPE_CHECKING:
    from pvd_geo.territory.programme import Programme

ASPIRATED = {
    *("Ham", "Haute-Goulaine", "Hauts de Bienne", "Hombourg-Haut"),
    *("Honfleur", "Houdan", "Huelgoat"),
}


@pytest.mark.parametrize(
    ("name", "of", "at"),
    [
        ("Étaples", "d’Étaples", "à Étaples"),
        ("Guingamp", "de Guingamp", "à Guingamp"),
        ("Yvetot", "d’Yvetot", "à Yvetot"),
        ("Le Palais", "du Palais", "au Palais"),
        ("Les Hauts-d’Anjou", "des Hauts-d’Anjou", "aux Hauts-d’Anjou"),
        ("La Réole", "de La Réole", "à La Réole"),
        ("L’Île-d’Yeu", "de L’Île-d’Yeu", "à L’Île-d’Yeu"),
        ("Lesparre-Médoc", "de Lesparre-Médoc", "à Lesparre-Médoc"),
        ("Hennebont", "d’Hennebont", "à Hennebont"),
        ("Ham", "de Ham", "à Ham"),
        ("Mayenne", "de Mayenne", "à Mayenne"),
    ],
)
def test_a_town_takes_the_words_its_name_wants(name: str, of: str, at: str) -> None:
    assert placed(name) == Placed(name, of, at)
    # As INSEE writes it, the name is read all the same with the apostrophe of the sentence.
    assert placed(name.replace("’", "'")) == Placed(name, of, at)


@pytest.mark.parametrize(
    ("code", "name", "the", "of", "at"),
    [
        ("11", "Aude", "l’Aude", "de l’Aude", "dans l’Aude"),
        ("91", "Essonne", "l’Essonne", "de l’Essonne", "en Essonne"),
        ("53", "Mayenne", "la Mayenne", "de la Mayenne", "en Mayenne"),
        ("59", "Nord", "le Nord", "du Nord", "dans le Nord"),
        ("08", "Ardennes", "les Ardennes", "des Ardennes", "dans les Ardennes"),
        ("34", "Hérault", "l’Hérault", "de l’Hérault", "dans l’Hérault"),
        ("31", "Haute-Garonne", "la Haute-Garonne", "de la Haute-Garonne", "en Haute-Garonne"),
        ("35", "Ille-et-Vilaine", "l’Ille-et-Vilaine", "d’Ille-et-Vilaine", "en Ille-et-Vilaine"),
        ("2B", "Haute-Corse", "la Haute-Corse", "de la Haute-Corse", "en Haute-Corse"),
        ("973", "Guyane", "la Guyane", "de la Guyane", "en Guyane"),
        ("974", "La Réunion", "La Réunion", "de La Réunion", "à La Réunion"),
        ("976", "Mayotte", "Mayotte", "de Mayotte", "à Mayotte"),
    ],
)
def test_a_departement_takes_its_article(code: str, name: str, the: str, of: str, at: str) -> None:
    assert placed(name, "department", code) == Placed(the, of, at)


@pytest.mark.parametrize(
    ("code", "name", "the", "of", "at"),
    [
        ("53", "Bretagne", "la Bretagne", "de Bretagne", "en Bretagne"),
        ("94", "Corse", "la Corse", "de Corse", "en Corse"),
        ("44", "Grand Est", "le Grand Est", "du Grand Est", "dans le Grand Est"),
        ("52", "Pays de la Loire", *(w + " Pays de la Loire" for w in ("les", "des", "dans les"))),
        ("11", "Île-de-France", "l’Île-de-France", "d’Île-de-France", "en Île-de-France"),
        ("04", "La Réunion", "La Réunion", "de La Réunion", "à La Réunion"),
        ("06", "Mayotte", "Mayotte", "de Mayotte", "à Mayotte"),
        ("01", "Guadeloupe", "la Guadeloupe", "de la Guadeloupe", "en Guadeloupe"),
    ],
)
def test_a_region_takes_its_article(code: str, name: str, the: str, of: str, at: str) -> None:
    assert placed(name, "region", code) == Placed(the, of, at)


def test_an_epci_is_a_communaute() -> None:
    assert placed("CC du Pays de Lunel", "epci").of == "de la CC du Pays de Lunel"
    assert placed("Métropole du Grand Paris", "epci").the == "la Métropole du Grand Paris"


def test_every_departement_and_region_has_its_words(programme: Programme) -> None:
    frames = {"department": programme.departments, "region": programme.regions}
    assert {kind: len(frame) for kind, frame in frames.items()} == {
        "department": 101,
        "region": 18,
    }
    for kind, frame in frames.items():
        for code, name in zip(frame["code"], frame["name"], strict=True):
            words = placed(name, kind, code)  # type: ignore[arg-type]
            assert all(form.endswith(name.replace("'", "’")) for form in words)
            # An article is elided before a vowel or a silent H, and nowhere else.
            elides = name == "Hérault" or name[0] in "AEÉIÎOUY"
            plural = words.of.startswith("des ")
            assert words.the.startswith("l’") == (elides and not plural), words
            assert not re.match(r"de (?:le|les|[AEÉIÎOUY])", words.of), words
            assert not re.match(r"dans [A-ZÎÉ]|à (?!La Réunion|Mayotte|Paris)", words.at), words


def test_an_unknown_departement_is_refused() -> None:
    with pytest.raises(KeyError):
        placed("Seine", "department", "99")


def test_every_town_and_epci_reads_well(programme: Programme) -> None:
    towns = set(programme.towns["name"])
    assert {n for n in towns if n[0] == "H" and placed(n).of.startswith("de ")} == ASPIRATED
    for name in towns:
        words = placed(name)
        assert not re.match(r"de (?:Le |Les |[AEÉÈÊIÎOÔŒUY])|d[’'][^AEÉÈÊIÎOÔŒUYH]", words.of), (
            words
        )
        assert not re.match(r"à (?:Le|Les) ", words.at), words
    for name in programme.towns["epci_name"].dropna().unique():
        assert placed(name, "epci").the == f"la {curled(name)}"
