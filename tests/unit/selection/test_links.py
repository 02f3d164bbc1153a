from __future__ import annotations

from datetime import date

import pytest

from pvd_geo.selection.links import from_params, read, to_params
from pvd_geo.selection.selection import Choices, Selection

CHOICES = Choices(
    regions={"53": "Bretagne", "94": "Corse"},
    departments={"22": "Côtes-d’Armor", "29": "Finistère", "2A": "Corse-du-Sud"},
    region_of={"22": "53", "29": "53", "2A": "94"},
    themes={"habitat": "Habitat ancien", "sante": "Santé"},
    towns={"22162": "Paimpol", "2A041": "Bonifacio"},
    meetings={"ete-2022-53": "ete-2022-53"},
    epci={"200065928": "CA Lannion-Trégor", "200041762": "CC du Sud Corse"},
    years={"2022": "2022", "2031": "2031"},
    series={"ete-2022": "été 2022", "2031": "2031"},
    departments_of={"200065928": frozenset({"22", "29"}), "200041762": frozenset({"2A"})},
)


def test_the_address_in_the_design() -> None:
    params = {"region": "53", "departement": "22", "theme": "habitat", "commune": "22162"}
    selection, notices = from_params(params, CHOICES)
    assert selection == Selection(region="53", department="22", themes=("habitat",), town="22162")
    assert notices == ()
    assert to_params(selection) == params


def test_every_key_is_read_and_written() -> None:
    selection = Selection(
        region="94",
        department="2A",
        themes=("habitat", "sante"),
        match_any=True,
        population=(2000, None),
        text="île d’été & co",
        town="2A041",
        meeting="ete-2022-53",
        year="2022",
        series="ete-2022",
        day=date(2021, 10, 25),
    )
    params = to_params(selection)
    assert params == {
        "region": "94",
        "departement": "2A",
        "theme": "habitat,sante",
        "mode": "une",
        "population": "2000-",
        "q": "île d’été & co",
        "commune": "2A041",
        "rencontre": "ete-2022-53",
        "annee": "2022",
        "serie": "ete-2022",
        "date": "2021-10-25",
    }
    assert from_params(params, CHOICES) == (selection, ())


def test_nothing_chosen_leaves_the_address_bare() -> None:
    assert to_params(Selection()) == {}
    assert from_params({"autre": "chose"}, CHOICES) == (Selection(), ())


@pytest.mark.parametrize(
    ("params", "named"),
    [
        ({"region": "99"}, "La région « 99 »"),
        ({"departement": "1"}, "Le département « 1 »"),
        ({"theme": "habitat,licornes"}, "Le thème « licornes »"),
        ({"mode": "peut-être"}, "Le mode « peut-être »"),
        ({"annee": "1999"}, "L’année « 1999 » de l’adresse n’existe pas ici"),
        ({"serie": "ete-2202"}, "La série « ete-2202 »"),
        ({"population": "beaucoup"}, "La population « beaucoup »"),
        ({"population": "-5"}, ""),
        ({"population": "9" * 5000}, "La population « 999"),
        ({"commune": "75056"}, "La commune « 75056 »"),
        ({"rencontre": "hiver"}, "La rencontre « hiver »"),
        ({"date": "25/10/2021"}, "La date « 25/10/2021 »"),
        ({"date": "2021-02-30"}, "La date « 2021-02-30 »"),
    ],
)
def test_unknown_values_are_named_and_ignored(params: dict[str, str], named: str) -> None:
    selection, notices = from_params(params, CHOICES)
    if named:
        assert len(notices) == 1
        assert notices[0].startswith(named)
        assert selection in {Selection(), Selection(themes=("habitat",))}
    else:
        assert notices == ()


@pytest.mark.parametrize(
    ("params", "proposal"),
    [
        ({"region": "bretagne"}, "Vouliez-vous dire Bretagne (53)\u202f?"),
        ({"region": "Bretange"}, "Vouliez-vous dire Bretagne (53)\u202f?"),
        ({"departement": "2a"}, "Vouliez-vous dire Corse-du-Sud (2A)\u202f?"),
        ({"theme": "habitats"}, "Vouliez-vous dire Habitat ancien (habitat)\u202f?"),
        ({"population": "5000-2000"}, "Vouliez-vous dire 2000-5000\u202f?"),
    ],
)
def test_a_near_value_is_proposed(params: dict[str, str], proposal: str) -> None:
    selection, (notice,) = from_params(params, CHOICES)
    assert selection == Selection()
    assert notice.endswith(proposal)


def test_nothing_is_proposed_when_nothing_is_near() -> None:
    _, (notice,) = from_params({"region": "xyz"}, CHOICES)
    assert "Vouliez-vous" not in notice


def test_a_department_brings_its_region() -> None:
    assert from_params({"departement": "22"}, CHOICES) == (
        Selection(region="53", department="22"),
        (),
    )


def test_a_department_elsewhere_moves_the_region_and_says_so() -> None:
    selection, (notice,) = from_params({"region": "94", "departement": "22"}, CHOICES)
    assert selection == Selection(region="53", department="22")
    assert notice == (
        "Le département Côtes-d’Armor n’est pas dans la région Corse\u202f: "
        "la région est devenue Bretagne."
    )


def test_a_town_elsewhere_is_closed_and_says_so() -> None:
    selection, (notice,) = from_params({"region": "94", "commune": "22162"}, CHOICES)
    assert selection == Selection(region="94")
    assert notice.startswith("La commune Paimpol n’est pas dans le territoire choisi")


def test_a_long_value_is_quoted_short() -> None:
    _, (notice,) = from_params({"region": "x" * 1000}, CHOICES)
    assert len(notice) < 200


def test_an_epci_stays_inside_the_area_it_reaches_into() -> None:
    inside = {"region": "53", "departement": "29", "epci": "200065928"}
    selection, notices = from_params(inside, CHOICES)
    assert selection.epci == "200065928"
    assert notices == ()
    assert to_params(selection) == inside
    selection, notices = from_params(inside | {"epci": "200041762"}, CHOICES)
    assert selection.epci is None
    assert notices[0].startswith("L’EPCI CC du Sud Corse n’est pas dans le territoire choisi")


def test_what_is_wrong_is_told_apart_from_what_was_done() -> None:
    selection, (notice,) = read({"region": "35"}, CHOICES)
    assert (selection, notice.key) == (Selection(), "region")
    assert notice.fault == "La région « 35 » de l’adresse n’existe pas ici."
    assert notice.text == (
        "La région « 35 » de l’adresse n’existe pas ici\u202f; le filtre est ignoré."
    )
