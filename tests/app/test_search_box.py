"""The search of every page: what it finds, and what a choice does to the selection.

Covers: ui.parts.search_box.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from harness.apptest import listed, open_page, words

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest


def found(app: AppTest, query: str) -> list[str]:
    app.text_input(key="pvd-query").set_value(query).run()
    assert not app.exception
    return [button.label for button in app.button if str(button.key).startswith("pvd-found-")]


def choose(app: AppTest, kind: str, code: str) -> None:
    app.button(key=f"pvd-found-{kind}-{code}").click().run()
    assert not app.exception


def test_a_slip_of_the_finger_still_finds_the_town() -> None:
    app = open_page("meetings.py")
    assert found(app, "saitn flour")[0] == "**Saint-Flour** · Cantal (15)"
    assert found(app, "plouhinec") == [
        "**Plouhinec** · Morbihan (56)",
        "**Plouhinec** · Finistère (29)",
    ]
    assert found(app, "zzzz") == []
    assert "Rien ne ressemble à ce nom" in words(app)


def test_a_choice_sets_the_selection_whatever_was_chosen_before() -> None:
    app = open_page("towns.py", region="53", theme="habitat", q="pl")
    found(app, "st flour")
    choose(app, "town", "15187")
    selection = app.session_state["pvd-selection"]
    assert (selection.region, selection.department, selection.town) == ("84", "15", "15187")
    assert (selection.themes, selection.text) == ((), "")


@pytest.mark.parametrize(
    ("script", "kind", "query", "code", "leads"),
    [
        ("overview.py", "town", "saint-flour", "15187", True),
        ("data.py", "region", "bretagne", "53", True),
        ("attendance.py", "department", "finistère", "29", True),
        ("attendance.py", "region", "bretagne", "53", False),
        ("themes.py", "town", "saint-flour", "15187", True),
        ("themes.py", "epci", "cap sizun", "242900629", False),
        ("my_area.py", "town", "saint-flour", "15187", True),
        ("my_area.py", "department", "finistère", "29", False),
        ("record.py", "town", "saint-flour", "15187", True),
    ],
)
def test_a_place_opens_where_it_is_shown(
    script: str, kind: str, query: str, code: str, *, leads: bool
) -> None:
    app = open_page(script)
    before = app.title[0].value
    found(app, query)
    choose(app, kind, code)
    assert app.title[0].value == ("Carte des communes" if leads else before)
    chosen = app.session_state["pvd-selection"]
    assert code in {chosen.town, chosen.region, chosen.department, chosen.epci}


def test_an_epci_narrows_the_list_to_its_towns() -> None:
    app = open_page("towns.py")
    found(app, "cap sizun")
    choose(app, "epci", "242900629")
    assert sorted(listed(app)["Commune"]) == ["Audierne", "Plouhinec"]
    assert "CC Cap Sizun - Pointe du Raz" in words(app)


def test_a_former_name_opens_the_town_of_today_with_a_notice() -> None:
    app = open_page("towns.py")
    assert found(app, "Hesdin")[0] == "**Hesdin** · aujourd’hui Hesdin-la-Forêt, Pas-de-Calais (62)"
    choose(app, "town", "62447")
    assert app.session_state["pvd-selection"].town == "62447"
    assert "Hesdin s’appelle Hesdin-la-Forêt depuis le code officiel géographique 2025" in words(
        app
    )


def test_an_address_with_a_former_code_opens_the_town_of_today_with_a_notice() -> None:
    app = open_page(commune="79060")
    assert app.session_state["pvd-selection"].town == "79307"
    told = "Caunay (79060) est aujourd’hui une commune déléguée de Sauzé-entre-Bois"
    assert told in words(app)
    sheet = words(open_page("towns.py", commune="79060"))
    assert "Communes réunies" in sheet
    assert "Sauzé-Vaussais" in sheet
