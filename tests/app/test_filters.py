"""The filter bar, the address and the count say the same, whichever was changed.

Covers: ui.address, ui.parts.filters, ui.parts.nothing_left, ui.parts.places, ui.parts.town_list,
ui.parts.town_rows, ui.shared.selected_towns.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from harness.apptest import listed, open_page, words
from pvd_geo.formatting import plural
from pvd_geo.selection.links import to_params
from pvd_geo.selection.selection import Selection, apply
from pvd_geo.settings import ROOT
from pvd_geo.tables import loading
from pvd_geo.themes.levels import town_levels

if TYPE_CHECKING:
    import pandas as pd
    from streamlit.testing.v1 import AppTest

    from pvd_geo.tables.dataset import Dataset


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return loading.read(ROOT / "data")


@pytest.fixture(scope="module")
def levels(dataset: Dataset) -> pd.DataFrame:
    return town_levels(dataset.towns, dataset.town_indicators, dataset.themes, dataset.indicators)


def key(field: str) -> str:
    return f"pvd-filter-{field}-carte"


def shows(app: AppTest, chosen: Selection, dataset: Dataset, levels: pd.DataFrame) -> None:
    """Check list, sentence and address against the selection."""
    count = len(apply(chosen, dataset.towns, levels))
    assert not app.exception
    assert len(listed(app)) == count
    assert plural(count, "commune").replace("\u202f", " ") in words(app)
    assert app.query_params == to_params(chosen)


def test_each_filter_in_turn(dataset: Dataset, levels: pd.DataFrame) -> None:
    app = open_page("towns.py")
    shows(app, Selection(), dataset, levels)

    app.selectbox(key=key("region")).select("53").run()
    shows(app, Selection(region="53"), dataset, levels)

    app.selectbox(key=key("department")).select("29").run()
    shows(app, Selection(region="53", department="29"), dataset, levels)

    # Another région lets go of a département that is not in it.
    app.selectbox(key=key("region")).select("76").run()
    shows(app, Selection(region="76"), dataset, levels)

    app.multiselect(key=key("themes")).select("sante").select("habitat").run()
    both = Selection(region="76", themes=("habitat", "sante"))
    shows(app, both, dataset, levels)

    app.selectbox(key=key("match")).select("un seul").run()
    either = Selection(region="76", themes=("habitat", "sante"), match_any=True)
    shows(app, either, dataset, levels)

    app.button(key="pvd-clear").click().run()
    shows(app, Selection(), dataset, levels)

    app.select_slider(key=key("population")).set_range(2000, 5000).run()
    shows(app, Selection(population=(2000, 5000)), dataset, levels)

    app.text_input(key=key("text")).input("  SAINT ").run()
    found = Selection(population=(2000, 5000), text="SAINT")
    shows(app, found, dataset, levels)


def test_a_bound_of_the_address_becomes_a_stop(dataset: Dataset, levels: pd.DataFrame) -> None:
    app = open_page("towns.py", population="1234-")
    shows(app, Selection(population=(1234, None)), dataset, levels)
    assert app.select_slider(key=key("population")).value == (1234, 50_000)


def test_departments_follow_the_region() -> None:
    app = open_page("towns.py", region="94")
    options = app.selectbox(key=key("department")).options
    assert options == ["Corse-du-Sud (2A)", "Haute-Corse (2B)"]


def test_filters_that_leave_nothing_say_which_to_loosen_and_what_that_gives(
    dataset: Dataset, levels: pd.DataFrame
) -> None:
    nothing = Selection(region="94", department="2A", population=(19_000, None), text="a")
    app = open_page("towns.py", **to_params(nothing))
    assert not app.exception
    assert listed(app).empty
    assert "Aucune commune ne répond à tous ces filtres" in words(app)
    ways = {str(one.key): one.label for one in app.button if "pvd-loosen-" in str(one.key)}
    # What alone gives nothing is not offered: neither the name nor the département.
    assert ways.keys() == {"pvd-loosen-population", "pvd-loosen-region"}
    wider = Selection(region="94", department="2A", text="a")
    count = len(apply(wider, dataset.towns, levels))
    assert ways["pvd-loosen-population"].endswith(f" {count} communes".replace(" ", " "))
    app.button(key="pvd-loosen-population").click().run()
    shows(app, wider, dataset, levels)
