"""Names and codes that towns had: found by either, and told in a sentence."""

from __future__ import annotations

import pytest

from harness.datafiles import REAL
from pvd_geo.selection.links import from_params
from pvd_geo.selection.search import build_index
from pvd_geo.selection.selection import Choices
from pvd_geo.sheets import References, check_sheet
from pvd_geo.tables import loading
from pvd_geo.timeline.former import FormerNames, told, told_of_town

DATA = loading.read(REAL)
FORMER = FormerNames.of(DATA.former_names)
CHOICES = Choices.of(DATA, FORMER)
INDEX = build_index(DATA.towns, DATA.regions, DATA.departments, FORMER)
REFERENCES = References(DATA.meetings, DATA.towns, DATA.themes, DATA.regions, FORMER)

TWENTY = (
    ("Bellegarde-sur-Valserine", "01033"),
    ("bellegarde sur valserine", "01033"),
    ("Châtillon-en-Michaille", "01033"),
    ("01018", "01033"),  # a code without a name
    ("01126", "01033"),
    ("Hesdin", "62447"),
    ("62461", "62447"),  # Huby-Saint-Leu
    ("Marconne", "62447"),
    ("Louhans", "71263"),
    ("Montreuil", "62588"),
    ("Verdun-sur-le-Doubs", "71566"),
    ("71131", "71566"),  # Ciel
    ("79060", "79307"),  # Caunay
    ("Sauzé-Vaussais", "79307"),
    ("79212", "79307"),  # Pliboux
    ("Neussargues en Pinatelle", "15141"),
    ("Esquibien", "29003"),
    ("22230", "22162"),
    ("29194", "29024"),
    ("20041", "2A041"),  # Bonifacio before Corsica had two départements
)


@pytest.mark.parametrize(("text", "town"), TWENTY)
def test_a_search_finds_the_town_of_today(text: str, town: str) -> None:
    first = INDEX.search(text)[0]
    assert (first.kind, first.code) == ("town", town)
    assert first.former is not None
    assert first.former.town == town


@pytest.mark.parametrize(("text", "town"), TWENTY)
def test_an_address_opens_the_town_of_today_and_says_why(text: str, town: str) -> None:
    selection, notices = from_params({"commune": text}, CHOICES)
    assert selection.town == town
    (notice,) = notices
    assert CHOICES.towns[town] in notice


@pytest.mark.parametrize(("text", "town"), TWENTY)
def test_a_sheet_may_use_it(text: str, town: str) -> None:
    found = REFERENCES.town(text)
    assert (found.key, found.expected) == (town, "")
    assert found.notice == f"« {text} » est lu {CHOICES.towns[town]}."


def test_a_sign_in_list_of_former_names_is_counted_and_says_how_it_was_read() -> None:
    rows = [f"Bretagne;{text};Mairie" for text, _ in TWENTY]
    result = check_sheet(
        "\n".join(["rencontre;commune;structure", *rows]).encode(), "liste.csv", REFERENCES
    )
    assert result.faults == ()
    assert result.sheet is not None
    (attendance,) = result.sheet.attendance
    assert attendance.participants == 20
    towns = len({town for _, town in TWENTY})
    assert attendance.note.startswith(f"{towns} communes du programme")
    assert sum("est lu " in notice for notice in result.notices) == len(TWENTY)


def test_a_town_is_one_answer_whatever_its_names() -> None:
    for query in ("hesd", "sauze", "01033", "neussargues"):
        found = INDEX.search(query)
        assert len({place.code for place in found}) == len(found)
        assert found[0].former is None
    assert [place.former is not None for place in INDEX.search("hesdin")] == [True]


def test_what_happened_is_told() -> None:
    def said(text: str) -> str:
        former = FORMER.find(text)
        assert former is not None
        return told(former, CHOICES.towns)

    assert said("Bellegarde-sur-Valserine") == (
        "Bellegarde-sur-Valserine est aujourd’hui une commune déléguée de Valserhône."
    )
    assert said("79060") == (
        "Caunay (79060) est aujourd’hui une commune déléguée de Sauzé-entre-Bois."
    )
    assert said("01018") == "La commune de code 01018 fait aujourd’hui partie de Valserhône."
    assert said("Hesdin") == (
        "Hesdin s’appelle Hesdin-la-Forêt depuis le code officiel géographique 2025."
    )
    assert said("Chalinargues").startswith("Chalinargues (15035) n’est plus dans Neussargues-")


def test_a_name_that_two_communes_had_is_not_guessed() -> None:
    assert FORMER.find("Pers") is None
    selection, notices = from_params({"commune": "Pers"}, CHOICES)
    assert selection.town is None
    assert "n’existe pas ici" in notices[0]
    assert {place.code for place in INDEX.search("Pers") if place.former} == {"15268", "79307"}
    expected = REFERENCES.town("Pers").expected
    assert "79307 (Sauzé-entre-Bois)" in expected


def test_a_name_of_today_comes_before_the_same_name_of_another_time() -> None:
    today = set(CHOICES.towns.values())
    both = [one for one in FORMER.all if one.name in today and CHOICES.towns[one.town] != one.name]
    assert both
    for former in both:
        assert INDEX.search(former.name)[0].former is None
        assert REFERENCES.town(former.name).notice == ""


def test_a_commune_that_stands_alone_again_is_not_counted_with_the_town() -> None:
    found = REFERENCES.town("Chalinargues")
    assert found.key == ""
    assert found.expected.startswith("« hors programme » ou Neussargues-Moissac")
    selection, notices = from_params({"commune": "15035"}, CHOICES)
    assert selection.town == "15141"
    assert "rétablie" in notices[0]


def test_every_former_code_but_those_of_restored_communes_leads_to_its_town() -> None:
    for former in FORMER.all:
        if former.code != former.town:
            found = FORMER.by_code(former.code)
            assert found is not None
            assert found.town == former.town
    nameless = [former for former in FORMER.all if not former.name]
    assert len(nameless) == 292
    assert all(INDEX.search(former.code)[0].code == former.town for former in nameless)


def test_a_code_without_its_zero_is_found() -> None:
    former = FORMER.by_code("1018")
    assert former is not None
    assert former.town == "01033"


def test_the_sheet_of_a_town_lists_its_past() -> None:
    terms = dict(told_of_town(FORMER.of_town("01033")))
    assert terms["Communes réunies"].startswith("Bellegarde-sur-Valserine, Châtillon")
    assert "01018" in terms["Anciens codes réunis"]
    assert dict(told_of_town(FORMER.of_town("15141"))) == {
        "Ancien nom": "Neussargues en Pinatelle",
        "Communes rétablies": "Celles, Chalinargues, Chavagnac, Sainte-Anastasie",
    }
