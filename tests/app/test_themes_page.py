"""Thèmes under Streamlit's own test runner: each section, each odd case.

Covers: ui.parts.file_basket, ui.shared.theme_analyses, ui.views.themes.areas,
ui.views.themes.clusters, ui.views.themes.crossing, ui.views.themes.indicators,
ui.views.themes.theme.
"""

from __future__ import annotations

import re

import pytest

from harness.apptest import open_page, words

SECTIONS = ("Carte", "Territoires", "Géographie ou hasard", "Deux thèmes", "Indicateurs")


def shown(**params: str) -> str:
    app = open_page("themes.py", **params)
    assert not app.exception
    text = re.sub(r"\s+", " ", words(app))
    assert "incident" not in text
    assert "Sources :" in text
    return text


def test_the_page_says_what_a_theme_measures_and_how_well() -> None:
    text = shown(theme="habitat")
    assert "enjeu fort 406" in text
    assert "inconnu 21" in text
    assert "Logements vacants depuis plus de deux ans (%, 2025)" in text
    assert "LOVAC (2025)" in text
    assert "1 624 communes sur 1 645" in text
    assert "secret statistique" in text


def test_brownfields_have_two_levels_and_their_reserve_in_the_head() -> None:
    text = shown(theme="friches")
    assert "enjeu recensé 514" in text
    assert "rien de recensé 1 131" in text
    assert "modéré" not in text
    assert "Réserve Zéro veut dire « aucune recensée », pas « aucune »." in text
    crossed = shown(theme="friches", vue="Deux thèmes", avec="habitat")
    assert "en enjeu recensé pour « Friches" in crossed


def test_values_set_aside_are_unknown_with_their_reason() -> None:
    text = shown(theme="numerique", region="06")
    assert "enjeu fort" in text
    assert "inconnu 3 sur 12 dans le programme" in text
    assert "Inconnu ne veut pas dire zéro : 0 % publié, à vérifier : écarté." in text
    text = shown(theme="numerique", region="03", vue="Indicateurs")
    assert "Locaux raccordables à la fibre, Guyane : 4 valeurs écartées, donc inconnues." in text
    assert "La source ne couvre pas" not in text


def test_a_strength_is_read_as_one() -> None:
    assert "atout fort 411" in shown(theme="patrimoine")


@pytest.mark.parametrize("section", SECTIONS)
def test_each_section_opens_for_a_region(section: str) -> None:
    text = shown(theme="habitat", region="53", vue=section)
    assert re.search(r"enjeu fort 6 sur \d+ dans le programme, le quart le plus marqué", text)


def test_the_area_stands_in_the_distribution() -> None:
    text = shown(theme="habitat", region="53")
    assert "Bretagne (133 communes) : médiane 4,04" in text


def test_regions_are_ranked_with_their_uncertainty() -> None:
    text = shown(theme="habitat", vue="Territoires")
    assert "la plus forte : Bourgogne-Franche-Comté, 49 % (de 40 % à 58 %)" in text
    assert "Trop peu de communes pour un rang : Guyane, Guadeloupe et Mayotte" in text
    assert "tous les territoires et tous les thèmes sont jugés ensemble" in text
    assert "Hôtes d’une rencontre 13" in text


def test_the_departments_of_the_region_are_ranked_too() -> None:
    text = shown(theme="habitat", region="75", vue="Territoires")
    assert "la plus forte : Creuse" in text


def test_the_map_of_shares_names_its_method() -> None:
    text = shown(theme="habitat", par="Départements")
    assert "Fisher-Jenks" in text


def test_clusters_are_named_in_words() -> None:
    text = shown(theme="habitat", vue="Géographie ou hasard")
    assert "164 communes en enjeu concentré, en 5 groupes : 87 communes autour de Giat" in text
    assert "35 communes d’outre-mer, 12 de Corse, 3 d’autres îles" in text
    assert "D’abord l’ensemble : I de Moran 0,50 (p < 0,001, 4 999 permutations)" in text
    assert "Puis chaque commune : 1 579 tests." in text
    assert "5 % de fausses découvertes en moyenne" in text
    assert "sans groupe" in shown(theme="patrimoine", vue="Géographie ou hasard")


def test_two_themes_are_crossed() -> None:
    text = shown(theme="habitat", vue="Deux thèmes")
    assert "38 en enjeu fort pour « Habitat ancien »" in text
    assert "contre 103" in text


def test_all_indicators_of_the_theme_are_there() -> None:
    text = shown(theme="habitat", vue="Indicateurs")
    for label in ("Logements vacants du parc privé", "Résidences secondaires", "Logements"):
        assert label in text


def test_an_indicator_without_a_value_in_the_area_is_explained() -> None:
    text = shown(theme="transition", region="04", vue="Indicateurs")
    assert "Sans valeur pour La Réunion : Sols imperméabilisés et Couvert forestier" in text
    assert "ce n’est pas zéro" in text


def test_two_themes_without_common_towns_are_explained() -> None:
    app = open_page("themes.py", theme="habitat", departement="75", vue="Deux thèmes")
    assert not app.exception
    assert "Aucune commune n’a de valeur à la fois" in words(app)


def test_an_area_without_towns_is_explained() -> None:
    app = open_page("themes.py", theme="habitat", departement="75")
    assert not app.exception
    assert "aucune commune du programme dans ce territoire" in words(app)
