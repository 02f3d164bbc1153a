"""Mon territoire: a region or a département on one page, to read, print or send."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pvd_geo.grammar import placed
from pvd_geo.territory import backing
from pvd_geo.territory.published import LIST
from pvd_geo.ui import page
from pvd_geo.ui.parts import curves, filters, peers, pictures, provenance
from pvd_geo.ui.shared import programme_frames, selected_towns
from pvd_geo.ui.views import page_files
from pvd_geo.ui.views.area import comparison, sections
from pvd_geo.ui.views.meetings import agenda

if TYPE_CHECKING:
    from pvd_geo.selection.selection import Selection
    from pvd_geo.territory.areas import Area


def note(view: page.View, area: Area, territory: Selection) -> tuple[Area, ...]:
    """Lay out the note of a territory; return it with the one that it is compared with, if any."""
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
    curves.show_population(list(kept["insee_code"]), key="area")
    if curves.indicators_have_a_past():
        st.header("Indicateurs par millésime", anchor=False)
        curves.show_indicators(list(kept["insee_code"]), key="area")
    sections.towns(area)
    if view.selection.town:
        st.subheader(
            f"Les pairs {placed(view.choices.towns[view.selection.town]).of}", anchor=False
        )
        peers.show_peers(view.selection.town)
    sections.unknown(area)
    other = comparison.offer(area)
    return (area, other) if other else (area,)


def cite(view: page.View, shown: tuple[Area, ...]) -> None:
    """Close the page with the sources of what it shows now."""
    if not shown:
        narrowed = {"towns": (LIST,), "regions": (backing.PEOPLE,)}
        provenance.footer("towns", "regions", narrowed=narrowed)
        return
    data, regions = view.dataset, {area.region_code for area in shown}
    towns = backing.SHEET if view.selection.town else backing.MAPPED
    past = ("indicator_history",) if curves.indicators_have_a_past() else ()
    provenance.footer(
        *(*programme_frames.SHOWN, "populations", *past),
        narrowed=backing.of_territory(
            data.themes, data.indicators, data.meetings, regions, towns=towns
        ),
    )


with page.opened("Mon territoire", reads=programme_frames.TABLES) as opened:
    filters.bar(opened.dataset, opened.selection, fields=("region", "department"), summary=False)
    chosen = sections.territory_of(opened.selection)
    told = pictures.territory(chosen)
    if told is None:
        sections.choose(opened.dataset)
        shown: tuple[Area, ...] = ()
    else:
        shown = note(opened, told, chosen)
cite(opened, shown)
