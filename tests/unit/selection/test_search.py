from __future__ import annotations

import pandas as pd
import pytest

from pvd_geo.selection.search import Index, Place, build_index
from pvd_geo.text import folded_name

TOWNS = pd.DataFrame(
    [
        ("15187", "Saint-Flour", "15", "Cantal", "84", "200066660", "CC de Saint-Flour", 6391),
        ("15045", "Chaudes-Aigues", "15", "Cantal", "84", "200066660", "CC de Saint-Flour", 813),
        ("89345", "Saint-Florentin", "89", "Yonne", "27", "248900964", "CC Serein", 4274),
        ("29197", "Plouhinec", "29", "Finistère", "53", "242900629", "CC Cap Sizun", 3919),
        ("56169", "Plouhinec", "56", "Morbihan", "53", "245600440", "CC Blavet Bellevue", 5400),
        ("69019", "Belleville-en-Beaujolais", "69", "Rhône", "84", "200067817", "CC Saône", 13331),
        ("85113", "L'Île-d'Yeu", "85", "Vendée", "52", None, None, 4883),
        ("97410", "Saint-Benoît", "974", "La Réunion", "04", "249740093", "CA CIREST", 37003),
    ],
    columns=[
        "insee_code",
        "name",
        "department_code",
        "department_name",
        "region_code",
        "epci_code",
        "epci_name",
        "population",
    ],
)
REGIONS = pd.DataFrame(
    [("84", "Auvergne-Rhône-Alpes"), ("53", "Bretagne"), ("04", "La Réunion")],
    columns=["code", "name"],
)
DEPARTMENTS = pd.DataFrame(
    [("15", "Cantal"), ("29", "Finistère"), ("974", "La Réunion"), ("75", "Paris")],
    columns=["code", "name"],
)


@pytest.fixture(scope="module")
def index() -> Index:
    return build_index(TOWNS, REGIONS, DEPARTMENTS)


def names(places: tuple[Place, ...]) -> list[str]:
    return [place.name for place in places]


@pytest.mark.parametrize(
    "query",
    [
        "st flour",
        "saint-flour",
        "Saint Flour",
        "saitn flour",
        "SAINT‑FLOUR",
        "saintflour",
        "saint flou",
    ],
)
def test_every_spelling_of_a_town_finds_it_first(index: Index, query: str) -> None:
    first = index.search(query)[0]
    assert (first.kind, first.code, first.detail) == ("town", "15187", "Cantal (15)")


def test_namesakes_both_come_with_their_departement_the_larger_first(index: Index) -> None:
    found = index.search("plouhinec")
    assert [(place.code, place.detail) for place in found] == [
        ("56169", "Morbihan (56)"),
        ("29197", "Finistère (29)"),
    ]


def test_a_whole_name_comes_before_a_part_of_one(index: Index) -> None:
    assert names(index.search("saint flour")) == ["Saint-Flour", "CC de Saint-Flour"]
    assert names(index.search("flour"))[0] == "Saint-Flour"


@pytest.mark.parametrize(
    ("query", "kind", "name"),
    [
        ("bretange", "region", "Bretagne"),
        ("la reunion", "region", "La Réunion"),
        ("auvergne rhone", "region", "Auvergne-Rhône-Alpes"),
        ("finistere", "department", "Finistère"),
        ("15", "department", "Cantal"),
        ("85113", "town", "L'Île-d'Yeu"),
        ("ile d yeu", "town", "L'Île-d'Yeu"),
        ("belleville beaujolais", "town", "Belleville-en-Beaujolais"),
        ("cap sizun", "epci", "CC Cap Sizun"),
    ],
)
def test_any_kind_of_place_is_found(index: Index, query: str, kind: str, name: str) -> None:
    first = index.search(query)[0]
    assert (first.kind, first.name) == (kind, name)


def test_the_detail_counts_the_towns(index: Index) -> None:
    assert index.search("paris")[0].detail == "département, aucune commune"
    assert index.search("cantal")[0].detail == "département, 2 communes"
    assert index.search("cc de st flour")[0].detail == "EPCI, 2 communes, Cantal"


@pytest.mark.parametrize("query", ["", "   ", "--", "xyzzy", "97999", "汉"])
def test_nothing_is_found_for_nothing(index: Index, query: str) -> None:
    assert index.search(query) == ()


def test_no_more_places_than_asked(index: Index) -> None:
    assert len(index.search("s", limit=2)) == 2


def test_an_empty_index_finds_nothing() -> None:
    assert Index([]).search("paris") == ()


def test_normalized_keeps_letters_only() -> None:
    assert folded_name("  Ste-Œuvre d’Été ") == "sainte oeuvre d ete"
