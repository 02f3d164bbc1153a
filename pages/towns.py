"""Carte des communes: the map, the list and one town's sheet, in step."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pvd_geo.territory import backing
from pvd_geo.ui import page
from pvd_geo.ui.parts import (
    filters,
    nothing_left,
    pacing,
    provenance,
    town_list,
    town_map,
    town_sheet,
)
from pvd_geo.ui.shared import selected_towns
from pvd_geo.ui.views import page_files

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator

    from pvd_geo.selection.selection import Selection

TABLES = ("towns", "regions", "departments", "meetings")
THEMES = ("themes", "town_indicators", "doubtful_values")


@page.fragment
def explore(
    view: page.View, above: DeltaGenerator, left: DeltaGenerator, right: DeltaGenerator
) -> None:
    """Show filters, map, list and sheet; a change runs only this part of the page again."""
    chosen = view.selection
    kept = selected_towns.kept(view.dataset, chosen)
    with left, pacing.first() as drawn:
        town_map.show(view.dataset, chosen, kept, key="towns-map", height=690, drawn=drawn)
    with above:
        filters.bar(view.dataset, chosen)
        page_files.towns(view.dataset, chosen, kept)
    with right:
        # A chosen town is what the reader came for: its sheet comes first, whole.
        besides = town_sheet.show(view.dataset, chosen.town) if chosen.town else ()
        if kept.empty:
            nothing_left.show(view.dataset, chosen)
        else:
            town_list.show(view.dataset, chosen, height=300 if chosen.town else 690)
    cite(view, chosen, besides)


def cite(view: page.View, chosen: Selection, besides: tuple[str, ...]) -> None:
    """Close the page with the sources of what it shows now: themes only where some are read."""
    themes = view.dataset.themes
    told = themes if chosen.town else themes[themes["theme_id"].isin(chosen.themes)]
    narrowed = {
        **backing.of_themes(told, view.dataset.indicators),
        "towns": backing.SHEET if chosen.town else backing.MAPPED,
    }
    provenance.footer(*TABLES, *THEMES, *besides, narrowed=narrowed)


with page.opened("Carte des communes", reads=(*TABLES, *THEMES, "indicators")) as view:
    # The places stand outside of what runs again: only what is in them is sent anew.
    with st.container(key="pvd-explore"):
        above = st.container(key="pvd-above")
        left, right = st.columns([8, 5], gap="small")
    explore(view, above, left, right)
