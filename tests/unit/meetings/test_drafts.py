from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from pvd_geo.meetings.drafts import Known, faults, fresh_id, remarks, tidy
from pvd_geo.tables.records import MeetingState

TODAY = date(2027, 1, 15)
KNOWN = Known(
    {"04": "La Réunion", "44": "Grand Est", "53": "Bretagne"},
    {"97412": ("Saint-Joseph", "04"), "22162": ("Paimpol", "53")},
    TODAY,
)
DRAFT = MeetingState(
    "", ("04",), "2027", "planned", date(2027, 3, 4), insee_code="97412", expected=60
)


def test_a_meeting_that_can_be_has_no_fault_and_nothing_to_say() -> None:
    assert faults(DRAFT, KNOWN) == ()
    assert remarks(DRAFT, KNOWN) == ()
    announced = replace(DRAFT, status="announced", first=None, insee_code=None)
    assert faults(announced, KNOWN) == ()
    # A meeting that goes on today is not over.
    assert faults(replace(DRAFT, first=date(2027, 1, 14), last=TODAY), KNOWN) == ()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"first": date(2026, 3, 4)}, "La date 4 mars 2026 est passée"),
        ({"first": None}, "Une rencontre planifiée a une date"),
        ({"status": "held"}, "Le 4 mars 2027 est à venir"),
        ({"status": "held", "first": None}, "Une rencontre tenue a une date"),
        ({"status": "held", "first": TODAY, "insee_code": None}, "Une rencontre tenue a un lieu"),
        ({"status": "cancelled"}, "Dites pourquoi la rencontre est annulée"),
        ({"regions": ("42",)}, "La région Alsace (42) n’existe plus : choisissez le Grand Est"),
        ({"regions": ("99",)}, "La région 99 n’existe pas"),
        ({"regions": ()}, "donnez un titre à une rencontre nationale"),
        ({"series": "bientôt"}, "La série « bientôt » n’est pas reconnue"),
        ({"insee_code": "75056"}, "La commune 75056 n’est pas au programme"),
        ({"expected": 0}, "Le public attendu est un nombre entre 1 et 5000"),
        ({"last": date(2027, 3, 1)}, "La période du 4 au 1er mars 2027 n’en est pas une"),
        ({"first": date(2036, 1, 1)}, "hors du programme"),
    ],
)
def test_what_a_meeting_cannot_be_is_said(change: dict[str, object], said: str) -> None:
    (found,) = faults(replace(DRAFT, **change), KNOWN)  # type: ignore[arg-type]
    assert said in found.replace("\u202f", " ")


def test_a_host_elsewhere_is_possible_and_said() -> None:
    (other,) = remarks(replace(DRAFT, insee_code="22162"), KNOWN)
    assert "Paimpol est en Bretagne, hors de la région de la rencontre (La Réunion)." in other
    (outside,) = remarks(replace(DRAFT, insee_code=None, host="Saint-Denis"), KNOWN)
    assert "Saint-Denis est hors du programme" in outside
    (year,) = remarks(replace(DRAFT, series="ete-2026"), KNOWN)
    assert "La date est en 2027, la série en 2026." in year


def test_a_new_meeting_has_a_name_that_no_other_had() -> None:
    assert fresh_id(DRAFT, KNOWN, set()) == "la-reunion-2027"
    assert fresh_id(DRAFT, KNOWN, {"la-reunion-2027"}) == "la-reunion-2027-2"
    assert fresh_id(replace(DRAFT, regions=()), KNOWN, set()) == "nationale-2027"
    undated = replace(DRAFT, first=None, series="ete-2026")
    assert fresh_id(undated, KNOWN, set()) == "la-reunion-2026"


def test_a_draft_is_kept_in_one_way() -> None:
    written = replace(DRAFT, last=DRAFT.first, series="Été 2027", host="Saint-Joseph")
    assert tidy(written) == replace(DRAFT, series="ete-2027")
    assert tidy(replace(DRAFT, series="")).series == "2027"


def test_a_host_that_is_not_found_is_asked_after() -> None:
    (asked,) = remarks(replace(DRAFT, insee_code=None, host="Saint Josef"), KNOWN)
    assert "Vouliez-vous dire Saint-Joseph (97412) ?" in asked.replace("\u202f", " ")
    (far,) = remarks(replace(DRAFT, insee_code=None, host="Lisbonne"), KNOWN)
    assert "Vouliez-vous" not in far
