"""List, map, sheet and address show the same town, in whatever order things are done.

Covers: ui.parts.map_view, ui.parts.town_rows.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import streamlit as st
from hypothesis import settings
from hypothesis import strategies as some
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from harness.apptest import listed, open_page
from pvd_geo.ui import streamlit_internals
from pvd_geo.ui.parts import map_view

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest
    from streamlit.testing.v1 import AppTest

TOWNS = {
    "11091": "Chalabre",
    "11206": "Limoux",  # of one département
    "22162": "Paimpol",
    "29003": "Audierne",  # of one région
    "97424": "Cilaos",
}
REGIONS = ("53", "76", "04", None)


class Stand:
    """In the place of the map's frame: takes a click, and keeps what it was given to show."""

    def __init__(self) -> None:
        self.shown = ""

    def st_folium(
        self,
        _chart: object,
        *,
        key: str,
        feature_group_to_add: Any,  # noqa: ANN401 - folium's
        on_change: Callable[[], None],
        **_others: object,
    ) -> None:
        def click() -> None:
            st.session_state[key] = json.loads(st.session_state[f"{key}-click"])
            on_change()

        self.shown = str(next(iter(feature_group_to_add._children.values())).content)
        st.text_input("Carte", key=f"{key}-click", on_change=click)


class Explorer(RuleBasedStateMachine):
    """Somebody who does anything on the page of the map."""

    stand: Stand
    back: list[bool]
    app: AppTest

    @initialize()
    def arrive(self) -> None:
        self.clicks = 0
        self.visited: list[dict[str, str]] = []
        self.app = open_page("towns.py")

    def went(self, params: dict[str, str]) -> None:
        self.app.query_params.clear()
        for key, value in params.items():
            self.app.query_params[key] = value
        self.back[0] = True
        self.app.run()
        self.back[0] = False

    def now(self) -> dict[str, str]:
        return {key: str(value) for key, value in self.app.query_params.items()}

    @rule(town=some.sampled_from(tuple(TOWNS)))
    def click_a_row(self, town: str) -> None:
        if town in listed(self.app).index:
            self.visited.append(self.now())
            self.went(self.now() | {"commune": town})

    @rule(town=some.sampled_from(tuple(TOWNS)))
    def click_on_the_map(self, town: str) -> None:
        self.visited.append(self.now())
        self.clicks += 1
        event = {"kind": "town", "code": town, "n": self.clicks}
        self.app.text_input(key="towns-map-click").set_value(json.dumps(event)).run()

    @rule(town=some.sampled_from(tuple(TOWNS)))
    def search(self, town: str) -> None:
        self.visited.append(self.now())
        self.app.text_input(key="pvd-query").set_value(TOWNS[town]).run()
        self.app.button(key=f"pvd-found-town-{town}").click().run()

    @rule(region=some.sampled_from(REGIONS))
    def filter_by_region(self, region: str | None) -> None:
        self.visited.append(self.now())
        self.app.selectbox(key="pvd-filter-region-carte").set_value(region).run()

    @rule()
    def close(self) -> None:
        if self.sheet():
            self.visited.append(self.now())
            self.app.button(key="pvd-town-close").click().run()

    @rule()
    def go_back(self) -> None:
        if self.visited:
            self.went(self.visited.pop())

    @rule(town=some.sampled_from(tuple(TOWNS)))
    def follow_a_link(self, town: str) -> None:
        self.visited.append(self.now())
        self.went({"commune": town})

    def sheet(self) -> str:
        keys = [str(one.key) for one in self.app.get("download_button")]
        notes = [key for key in keys if "pvd-town-note-" in key]
        return notes[0].rpartition("-")[2] if notes else ""

    @invariant()
    def all_show_the_same_town(self) -> None:
        assert not self.app.exception
        chosen = self.app.session_state["pvd-selection"].town or ""
        bodies = [str(one.proto.body) for one in self.app.get("html")]
        marks = re.findall(r'pvd-chosen-town" value="(\w*)"', " ".join(bodies))
        told = re.search(r'"town": ?"(\w*)"', self.stand.shown)
        assert {
            "list": marks,
            "sheet": self.sheet(),
            "address": self.now().get("commune", ""),
            "map": told[1] if told else "",
        } == {"list": [chosen], "sheet": chosen, "address": chosen, "map": chosen}


def test_list_map_sheet_and_address_agree(monkeypatch: pytest.MonkeyPatch) -> None:
    stand, back = Stand(), [False]
    monkeypatch.setattr(map_view, "st_folium", stand.st_folium)
    monkeypatch.setattr(streamlit_internals, "went_back", lambda: back[0])
    Explorer.stand, Explorer.back = stand, back
    machine = settings(max_examples=6, stateful_step_count=14, deadline=None)
    Explorer.TestCase.settings = machine
    Explorer.TestCase("runTest").debug()
