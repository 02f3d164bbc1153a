"""The page of a territory, for each odd selection: it makes sense and says what happened.

Covers: ui.parts.peers, ui.shared.programme_frames, ui.views.area.comparison,
ui.views.area.sections, ui.views.area.town_table.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from harness.apptest import listed, open_page, words
from pvd_geo.settings import ROOT

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest

PAGE = "my_area.py"


def follow_link(**params: str) -> AppTest:
    """Follow a link to the page from another one: what the address says is read on arrival."""
    app = open_page()
    for key, value in params.items():
        app.query_params[key] = value
    return app.switch_page(str(ROOT / "pages" / PAGE)).run()


def told(app: AppTest) -> str:
    assert not app.exception
    text = re.sub(r"\s+", " ", words(app))
    assert "incident" not in text
    return text


def headings(app: AppTest) -> list[str]:
    return [heading.value for heading in (*app.header, *app.subheader)]


def test_without_a_choice_every_region_is_one_click_away() -> None:
    app = open_page(PAGE)
    assert "Aucun territoire n’est choisi" in told(app)
    labels = [button.label for button in app.button if "(" in button.label]
    assert len(labels) == 18
    next(button for button in app.button if button.label == "Corse (12)").click().run()
    assert headings(app)[0] == "Corse"
    assert "12 communes où vivent 49 162 personnes" in told(app)
    assert len(listed(app)) == 12


@pytest.mark.parametrize(
    ("code", "name", "towns"), [("04", "La Réunion", 11), ("75", "Nouvelle-Aquitaine", 201)]
)
def test_the_note_lists_every_town_with_its_levels(code: str, name: str, towns: int) -> None:
    app = open_page(PAGE, region=code)
    assert headings(app)[0] == name
    rows = listed(app)
    assert len(rows) == towns
    assert set(rows["Habitat ancien"]) <= {
        "enjeu fort",
        "enjeu modéré",
        "enjeu faible",
        "inconnu",
    }


def test_an_overseas_region_without_a_meeting_says_what_was_announced() -> None:
    app = open_page(PAGE, region="04")
    text = told(app)
    assert "n’a pas de rencontre connue à ce jour" in text
    assert "l’automne 2022, sans date ni lieu" in text
    assert set(listed(app)["Distance (km)"]) == {"–"}


@pytest.mark.parametrize(
    ("params", "notice"),
    [
        ({"region": "99"}, "La région « 99 » de l’adresse n’existe pas ici"),
        ({"departement": "2C"}, "Le département « 2C » de l’adresse n’existe pas ici"),
        ({"commune": "75056"}, "La commune « 75056 » de l’adresse n’existe pas ici"),
        ({"epci": "000000000"}, "L’EPCI « 000000000 » de l’adresse n’existe pas ici"),
    ],
)
def test_an_unknown_place_is_named_and_a_choice_offered(
    params: dict[str, str], notice: str
) -> None:
    app = follow_link(**params)
    assert notice in told(app)
    assert "Aucun territoire n’est choisi" in told(app)


def test_a_departement_outside_the_region_wins_and_says_so() -> None:
    app = follow_link(region="53", departement="21")
    assert headings(app)[0] == "Côte-d’Or"
    assert "Le département Côte-d’Or n’est pas dans la région Bretagne" in told(app)


def test_a_departement_without_towns_still_makes_sense() -> None:
    app = open_page(PAGE, departement="75")
    assert headings(app)[0] == "Paris"
    assert "aucune commune dans le programme" in told(app)
    assert listed(app).empty


def test_a_town_alone_brings_its_departement_and_its_peers() -> None:
    app = open_page(PAGE, commune="85113")
    assert headings(app)[0] == "Vendée"
    assert any("voici le département de L’Île-d’Yeu" in info.value for info in app.info)
    text = told(app)
    assert "Sans EPCI : L’Île-d’Yeu." in text
    assert "Les pairs de L’Île-d’Yeu" in headings(app)
    assert "Aucune autre commune du programme à cette distance." in text
    assert "moyenne de trois parts égales" in text


def test_filters_that_do_not_apply_are_said_not_to() -> None:
    app = open_page(PAGE, region="94", theme="habitat", q="zzz")
    assert any("ne s’y appliquent pas" in info.value for info in app.info)
    assert len(listed(app)) == 12


def test_two_territories_side_by_side() -> None:
    app = open_page(PAGE, region="94")
    app.selectbox(key="comparer").set_value("La Réunion (région)").run()
    text = told(app)
    assert "Corse et La Réunion, sur les mêmes mesures" in text
    assert "Communes du programme 12 11" in text
    assert "Rencontre régionale 24 juin 2022, Corte annoncée, sans date ni lieu" in text
    assert "Participants ≈ 20 (estimé) –" in text
