"""What one page alone lets choose: by id in the address, beside the selection.

Covers: ui.parts.terms.
"""

from __future__ import annotations

import pytest

from harness.apptest import open_page, words
from pvd_geo.settings import ROOT
from pvd_geo.ui.parts.terms import Choice, Whole

COLOURS = Choice("teinte", {"red": "Rouge", "green": "Vert"})
KM = Whole("portee", 5, 300, 100, 5)


@pytest.mark.parametrize(
    ("said", "read"), [("green", "green"), ("Vert", "green"), ("Bleu", None), ("", None)]
)
def test_an_address_holds_an_id_or_as_it_once_did_the_words(said: str, read: str | None) -> None:
    assert COLOURS.read(said) == read
    assert COLOURS.usual == "red"


@pytest.mark.parametrize(
    ("said", "read"),
    [("095", "95"), ("5", "5"), ("300", "300"), ("4", None), ("301", None), ("٩٥", None)],
)
def test_a_number_is_read_if_it_can_be_chosen(said: str, read: str | None) -> None:
    assert KM.read(said) == read


@pytest.mark.parametrize(
    ("script", "page", "said"),
    [
        ("next_meeting.py", "prochaine-rencontre", {"nombre": "3"}),
        ("next_meeting.py", "prochaine-rencontre", {"portee": "95", "critere": "coverage"}),
        ("themes.py", "themes", {"vue": "indicators"}),
        ("my_area.py", "mon-territoire", {"comparer": "department-22"}),
    ],
)
def test_the_selection_changes_beside_what_the_page_asks(
    script: str, page: str, said: dict[str, str]
) -> None:
    app = open_page(script, region="84", **said)
    assert not app.exception
    app.selectbox(key=f"pvd-filter-region-{page}").set_value("Bretagne").run()
    assert not app.exception
    assert app.query_params == {"region": "53", **said}


def test_a_choice_stands_in_the_address_by_its_id_and_the_usual_one_does_not() -> None:
    app = open_page("next_meeting.py", region="94")
    app.selectbox(key="critere").set_value("Le plus de monde à portée").run()
    app.slider(key="portee").set_value(60).run()
    assert app.query_params == {"region": "94", "critere": "coverage", "portee": "60"}
    app.selectbox(key="critere").set_value("Distance moyenne la plus courte").run()
    assert app.query_params == {"region": "94", "portee": "60"}


@pytest.mark.parametrize("poids", ["inhabitants", "Habitants"])
def test_ids_and_the_words_of_old_links_open_the_same(poids: str) -> None:
    app = open_page("next_meeting.py", region="94", poids=poids)
    assert not app.exception
    assert "par habitant" in words(app)
    assert app.query_params == {"region": "94", "poids": "inhabitants"}


def test_what_cannot_be_chosen_is_the_usual() -> None:
    app = open_page("next_meeting.py", region="94", poids="moutons", portee="0", outremer="bof")
    assert not app.exception
    assert "par commune" in words(app)
    assert app.query_params == {"region": "94", "outremer": "bof"}


def test_what_a_page_asks_is_forgotten_with_it() -> None:
    app = open_page("next_meeting.py", region="94", nombre="2")
    app.query_params.clear()
    app.switch_page(str(ROOT / "pages" / "themes.py")).run()
    app.switch_page(str(ROOT / "pages" / "next_meeting.py")).run()
    assert "lieux proposés" not in words(app)
