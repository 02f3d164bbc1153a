"""Carte des communes: the map, the list and one town's sheet, in step."""

import streamlit as st

from pvd_geo.ui import filters, offers, page, town_list, town_map, town_sheet

TABLES = ("towns", "regions", "departments", "themes", "indicators", "town_indicators", "meetings")


@page.fragment
def explore(view: page.View) -> None:
    """Show filters, map, list and sheet; a change runs only this part of the page again."""
    chosen = view.selection
    kept = filters.kept(view.dataset, chosen)
    above = st.container()
    left, right = st.columns([9, 4], gap="small")
    # The map goes out first: the browser draws it while the rest is still on its way.
    with left:
        town_map.show(view.dataset, chosen, kept, key="towns-map", height=690)
    with above:
        filters.bar(view.dataset, chosen)
        offers.towns(view.dataset, chosen, kept)
    with right:
        town_list.show(view.dataset, chosen, height=250 if chosen.town else 690)
        if chosen.town:
            town_sheet.show(view.dataset, chosen.town, height=430)


with page.opened("Carte des communes", *TABLES) as view:
    explore(view)
