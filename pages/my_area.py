"""Mon territoire: a region or a département on one page, to read, print or send."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pvd_geo.grammar import placed
from pvd_geo.ui import page
from pvd_geo.ui.parts import filters, peers, population_curve
from pvd_geo.ui.shared import programme_frames, selected_towns
from pvd_geo.ui.views import page_files
from pvd_geo.ui.views.area import comparison, sections
from pvd_geo.ui.views.meetings import agenda

if TYPE_CHECKING:
    from pvd_geo.selection.selection import Selection
    from pvd_geo.territory.areas import Area


def note(view: page.View, area: Area, territory: Selection) -> None:
    """Lay out the note of a territory."""
    sections.ignored(view.selection, area)
    kept = selected_towns.kept(view.dataset, territory)
    page_files.area(view.dataset, area, territory, kept)
    sections.headline(area)
    agenda.next_of_region(view.dataset, area.region_code)
    left, right = st.columns([5, 6], gap="large")
    with left:
        sections.facts(area)
    with right:
        sections.area_map(view.dataset, area, territory, kept)
    sections.contrasts(area)
    st.header("Population par millésime", anchor=False)
    population_curve.show_curve(list(kept["insee_code"]), key="area")
    sections.towns(area)
    if view.selection.town:
        st.subheader(
            f"Les pairs {placed(view.choices.towns[view.selection.town]).of}", anchor=False
        )
        peers.show_peers(view.selection.town)
    sections.unknown(area)
    comparison.offer(area)


with page.opened("Mon territoire", *programme_frames.TABLES) as opened:
    filters.bar(opened.dataset, opened.selection, fields=("region", "department"), summary=False)
    chosen = sections.territory_of(opened.selection)
    told = sections.tell(chosen)
    if told is None:
        sections.choose(opened.dataset)
    else:
        note(opened, told, chosen)
