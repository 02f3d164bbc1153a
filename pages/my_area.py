"""Mon territoire: a region or a département on one page, to read, print or send."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pvd_geo.ui import area_comparison, area_page, filters, offers, page, peers_view, whole

if TYPE_CHECKING:
    from pvd_geo.areas import Area
    from pvd_geo.selection import Selection


def note(view: page.View, area: Area, territory: Selection) -> None:
    """Lay out the note of a territory."""
    area_page.ignored(view.selection, area)
    kept = filters.kept(view.dataset, territory)
    offers.area(view.dataset, area, territory, kept)
    area_page.headline(area)
    left, right = st.columns([5, 6], gap="large")
    with left:
        area_page.facts(area)
    with right:
        area_page.area_map(view.dataset, area, territory, kept)
    area_page.contrasts(area)
    area_page.towns(area)
    if view.selection.town:
        st.subheader(f"Les pairs de {view.choices.towns[view.selection.town]}", anchor=False)
        peers_view.show_peers(view.selection.town)
    area_page.unknown(area)
    area_comparison.offer(area)


with page.opened("Mon territoire", *whole.TABLES) as opened:
    filters.bar(opened.dataset, opened.selection, fields=("region", "department"), summary=False)
    chosen = area_page.territory_of(opened.selection)
    told = area_page.tell(chosen)
    if told is None:
        area_page.choose(opened.dataset)
    else:
        note(opened, told, chosen)
