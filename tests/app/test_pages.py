"""Each page opens, with all of the programme, with a selection, with nothing left.

Covers: ui.navigation, ui.page, ui.parts.contributions, ui.parts.provenance, ui.parts.town_sheet,
ui.shared.datasets, ui.shared.keys, ui.shared.meeting_figures, ui.shell, ui.views.attendance,
ui.views.meetings.calendar, ui.views.meetings.reach, ui.views.meetings.sheet, ui.views.overview.
"""

from __future__ import annotations

import re

import pytest

from harness.apptest import listed, open_page, words

PAGES = {
    "overview.py": "Vue d’ensemble",
    "towns.py": "Carte des communes",
    "meetings.py": "Rencontres",
    "attendance.py": "Fréquentation",
}


@pytest.mark.parametrize(("script", "title"), PAGES.items())
def test_page_opens_with_its_heading_and_its_sources(script: str, title: str) -> None:
    app = open_page(script)
    assert not app.exception
    assert [heading.value for heading in app.title] == [title]
    assert "Sources :" in words(app)
    assert "incident" not in words(app)


@pytest.mark.parametrize("script", PAGES)
def test_page_of_a_selection_without_any_town_still_makes_sense(script: str) -> None:
    app = open_page(script, region="94", population="19000-20000", theme="friches", q="zzz")
    assert not app.exception
    assert "Sources :" in words(app)
    assert "incident" not in words(app)


@pytest.mark.parametrize("script", PAGES)
def test_page_of_an_overseas_region_without_a_meeting(script: str) -> None:
    app = open_page(script, region="04")
    assert not app.exception
    assert "incident" not in words(app)


def test_headline_figures_carry_their_precision_and_basis() -> None:
    text = re.sub(r"\s+", " ", words(open_page()))
    assert "1 645" in text
    assert "plus de 800 publié" in text
    assert "plus de 60 publié" in text
    assert "0 sur 12 relevées" in text
    assert "un groupe de 15 personnes pour chaque rencontre" in text
    assert "pas une marge d’erreur" in text
    assert "du 22 juin au 18 juillet 2022 ; 1 autre le 2 septembre, soit 13 en tout" in text


def test_overview_lists_the_regions_with_their_towns_and_meeting() -> None:
    text = re.sub(r"\s+", " ", words(open_page()))
    assert "Bretagne 134 723 221 13 juillet" in text
    assert "Mayotte 3 34 474 annoncée" in text


def test_the_list_has_the_towns_that_the_counter_says() -> None:
    app = open_page("towns.py", region="53")
    assert "134 communes sur 1 645" in re.sub(r"\s+", " ", words(app))
    assert len(listed(app)) == 134


def test_a_theme_keeps_the_towns_where_it_is_strong() -> None:
    app = open_page("towns.py", region="53", theme="habitat")
    rows = listed(app)
    assert set(rows["Habitat ancien"]) == {"enjeu fort"}
    count = re.search(r"(\d+) communes? sur 1 645", re.sub(r"\s+", " ", words(app)))
    assert count is not None
    assert int(count[1]) == len(rows)


def test_a_town_s_sheet_says_what_is_known_of_it() -> None:
    text = re.sub(r"\s+", " ", words(open_page("towns.py", commune="22162")))
    assert re.search(r"Population légale \(2023\) +7 341 habitants", text)
    assert "Paimpol, le 13 juillet 2022 : commune hôte" in text
    assert "Immeubles protégés au titre des monuments historiques" in text


def test_an_island_town_without_epci_and_a_region_without_a_meeting() -> None:
    text = words(open_page("towns.py", commune="85113"))
    assert "aucun" in text
    assert "annoncée, sans date ni lieu" in words(open_page("towns.py", commune="97404"))


def test_a_meeting_s_sheet_gives_distances_and_the_basis_of_attendance() -> None:
    text = re.sub(r"\s+", " ", words(open_page("meetings.py", rencontre="bretagne")))
    assert "≈ 70 participants, de 66 à 71 selon la façon de partager le total estimé" in text
    assert "pas une marge d’erreur" in text
    assert "Martigné-Ferchaud, 166 km" in text


def test_a_meeting_of_unknown_attendance_has_a_dash_and_its_note() -> None:
    text = words(open_page("meetings.py", rencontre="bourgogne-franche-comte"))
    assert "– (ni publiée, ni relevée)" in text
    assert "tenue le 2 septembre" in text


def test_regions_still_announced_are_named() -> None:
    text = words(open_page("meetings.py"))
    assert all(name in text for name in ("Guadeloupe", "Martinique", "Guyane", "Mayotte"))
    assert "La Réunion : 11 communes" in text


def test_every_figure_of_attendance_has_its_basis() -> None:
    text = re.sub(r"\s+", " ", words(open_page("attendance.py")))
    assert "environ 800" not in text
    assert "participants aux douze rencontres plus de 800 publié" in text
    assert text.count("estimé") >= 12
    assert "Aucune ventilation par public" in text


def test_attendance_of_one_region() -> None:
    text = re.sub(r"\s+", " ", words(open_page("attendance.py", region="53")))
    assert "≈ 70" in text
    assert "environ 70" not in text
    assert "0 sur 1" in text


def test_attendance_says_what_is_missing_and_ranks_no_estimate() -> None:
    text = re.sub(r"\s+", " ", words(open_page("attendance.py")))
    assert "Sans feuille, 12 : Castelnaudary (22 juin 2022)" in text
    assert "Aucun rapport aux communes connu" in text
    assert "Bande ouverte vers le haut" in text
    assert text.count("pas une marge d’erreur ; ce total") == 2


def test_what_the_address_says_wrongly_is_named_and_ignored() -> None:
    app = open_page("towns.py", region="bretagne", theme="habita")
    assert "Bretagne (53)" in words(app)
    assert "Vouliez-vous dire Habitat ancien" in words(app)
    assert len(listed(app)) == 1645


@pytest.mark.parametrize(
    ("script", "params"),
    [
        ("overview.py", {}),
        ("meetings.py", {}),
        ("attendance.py", {}),
        ("trajectory.py", {}),
        ("my_area.py", {"region": "53"}),
        ("themes.py", {"vue": "map"}),
        ("themes.py", {"vue": "areas"}),
        ("themes.py", {"vue": "crossing"}),
        ("next_meeting.py", {"partie": "reach"}),
    ],
)
def test_each_chart_is_among_the_files_of_its_page(script: str, params: dict[str, str]) -> None:
    app = open_page(script, **params)
    shown = len(app.get("vega_lite_chart"))
    _, offered = app.session_state["pvd-offered"]
    charts = [group for group in offered() if group.heading.startswith("Graphique")]
    assert shown > 0
    assert len(charts) == shown
