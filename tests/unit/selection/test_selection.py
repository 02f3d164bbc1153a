from __future__ import annotations

import pandas as pd
import pytest

from pvd_geo.selection.selection import Choices, Selection, apply, describe

TOWNS = pd.DataFrame(
    [
        ("22162", "Paimpol", "53", "22", 7172),
        ("22113", "Lannion", "53", "22", 20040),
        ("29103", "Landivisiau", "53", "29", 9149),
        ("15187", "Saint-Flour", "84", "15", 6391),
        ("2A041", "Bonifacio", "94", "2A", 3182),
        ("97411", "L'Étang-Salé", "04", "974", 14000),
    ],
    columns=["insee_code", "name", "region_code", "department_code", "population"],
)
LEVELS = pd.DataFrame(
    [
        ("22162", "habitat", "strong"),
        ("22162", "sante", "strong"),
        ("22113", "habitat", "strong"),
        ("22113", "sante", "low"),
        ("29103", "habitat", "unknown"),
        ("29103", "sante", "strong"),
    ],
    columns=["insee_code", "theme_id", "level"],
)
REGIONS = pd.DataFrame(
    [("53", "Bretagne"), ("84", "Auvergne-Rhône-Alpes"), ("94", "Corse"), ("04", "La Réunion")],
    columns=["code", "name"],
)
DEPARTMENTS = pd.DataFrame(
    [
        ("22", "Côtes-d’Armor", "53"),
        ("29", "Finistère", "53"),
        ("15", "Cantal", "84"),
        ("2A", "Corse-du-Sud", "94"),
        ("974", "La Réunion", "04"),
    ],
    columns=["code", "name", "region_code"],
)
THEMES = pd.DataFrame(
    [
        ("habitat", "Habitat ancien", "challenge"),
        ("sante", "Santé", "challenge"),
        ("patrimoine", "Patrimoine", "strength"),
    ],
    columns=["theme_id", "label", "reading"],
)


def names(selection: Selection) -> list[str]:
    return list(apply(selection, TOWNS, LEVELS)["name"])


def test_nothing_chosen_keeps_every_town() -> None:
    assert names(Selection()) == list(TOWNS["name"])
    assert not Selection(town="22162", meeting="r1", match_any=True).is_filtered


def test_region_and_department() -> None:
    assert names(Selection(region="53")) == ["Paimpol", "Lannion", "Landivisiau"]
    assert names(Selection(region="53", department="29")) == ["Landivisiau"]
    assert names(Selection(region="94", department="2A")) == ["Bonifacio"]


def test_population_includes_both_ends() -> None:
    assert names(Selection(population=(6391, 9149))) == ["Paimpol", "Landivisiau", "Saint-Flour"]
    assert names(Selection(population=(14000, None))) == ["Lannion", "L'Étang-Salé"]
    assert names(Selection(population=(None, 3181))) == []


def test_several_themes_mean_all_of_them_or_any() -> None:
    assert names(Selection(themes=("habitat",))) == ["Paimpol", "Lannion"]
    assert names(Selection(themes=("habitat", "sante"))) == ["Paimpol"]
    assert names(Selection(themes=("habitat", "sante"), match_any=True)) == [
        "Paimpol",
        "Lannion",
        "Landivisiau",
    ]


def test_themes_without_levels_are_refused() -> None:
    with pytest.raises(ValueError, match="levels"):
        apply(Selection(themes=("habitat",)), TOWNS)


@pytest.mark.parametrize("text", ["etang sale", "ÉTANG-SALÉ", "l'étang", "Etang", " sale "])
def test_text_ignores_accents_case_and_hyphens(text: str) -> None:
    assert names(Selection(text=text)) == ["L'Étang-Salé"]


def test_text_knows_saint() -> None:
    assert names(Selection(text="st flour")) == ["Saint-Flour"]


def test_text_without_letters_filters_nothing() -> None:
    assert len(names(Selection(text="…"))) == len(TOWNS)


def test_filtering_leaves_the_frame_alone() -> None:
    before = TOWNS.copy()
    apply(Selection(region="53", text="pai"), TOWNS)
    pd.testing.assert_frame_equal(TOWNS, before)


@pytest.mark.parametrize(
    ("selection", "words"),
    [
        (Selection(), "France entière"),
        (
            Selection(region="53", themes=("habitat",)),
            "Bretagne, enjeu fort : Habitat ancien",
        ),
        (
            Selection(region="53", department="22", themes=("habitat", "sante"), match_any=True),
            "Bretagne, Côtes-d’Armor (22), enjeu fort : Habitat ancien ou Santé",
        ),
        (
            Selection(themes=("sante", "patrimoine"), text="saint"),
            "France entière, enjeu fort : Santé, atout fort : Patrimoine, nom contenant « saint »",
        ),
        (
            Selection(population=(2000, 5000)),
            "France entière, de 2\u202f000 à 5\u202f000 habitants",
        ),
        (Selection(population=(2000, None)), "France entière, 2\u202f000 habitants ou plus"),
        (Selection(population=(None, 2000)), "France entière, 2\u202f000 habitants ou moins"),
    ],
)
def test_selection_in_words(selection: Selection, words: str) -> None:
    assert describe(selection, REGIONS, DEPARTMENTS, THEMES) == words


def test_departments_offered_are_those_of_the_region() -> None:
    choices = Choices(
        regions={"53": "Bretagne", "94": "Corse"},
        departments={"22": "Côtes-d’Armor", "2A": "Corse-du-Sud"},
        region_of={"22": "53", "2A": "94"},
        themes={},
        towns={},
        meetings={},
    )
    assert choices.departments_in("94") == {"2A": "Corse-du-Sud"}
    assert list(choices.departments_in(None)) == ["22", "2A"]
    assert choices.area_of("2A041") == ("94", "2A")
