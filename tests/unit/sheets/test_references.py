from __future__ import annotations

import pytest

from harness.programme import references

REFERENCES = references()


@pytest.mark.parametrize(
    "text",
    [
        *("bretagne", "Bretagne", "PAIMPOL", "Rencontre de Paimpol", "22162", "2022-07-13"),
        *("13/07/2022", "Bretagne (Paimpol)", "Paimpol 13/07/2022", "Rencontre régionale Bretagne"),
    ],
)
def test_a_meeting_is_known_by_its_names(text: str) -> None:
    assert REFERENCES.meeting(text).key == "bretagne"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Provence Alpes Côte d’Azur", "provence-alpes-cote-d-azur"),
        ("Centre Val de Loire", "centre-val-de-loire"),
        ("Ile de France", "ile-de-france"),
        ("la réole", "nouvelle-aquitaine"),
        ("2b096", "corse"),
    ],
)
def test_accents_hyphens_and_case_do_not_matter(text: str, key: str) -> None:
    assert REFERENCES.meeting(text).key == key


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("22162", "22162"),
        ("1034", "01034"),
        ("2b096", "2B096"),
        ("Mezidon vallee d auge", "14431"),
        ("BELLEVILLE EN BEAUJOLAIS", "69019"),
        ("hors programme", ""),
        ("", ""),
    ],
)
def test_a_town_is_known_by_code_or_name(text: str, code: str) -> None:
    found = REFERENCES.town(text)
    assert (found.key, found.expected) == (code, "")


def test_a_near_name_is_offered() -> None:
    assert REFERENCES.town("Paimpole").expected.endswith("Vouliez-vous dire « Paimpol » ?")
    assert "Vouliez-vous" not in REFERENCES.town("Xyzzy").expected
    assert REFERENCES.theme("abitat ancien").expected.endswith("« Habitat ancien » ?")


def test_an_announced_meeting_takes_no_record() -> None:
    assert "seulement annoncée" in REFERENCES.meeting("Guadeloupe").expected
