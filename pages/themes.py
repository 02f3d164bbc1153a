"""Thèmes: where a theme is a challenge or a strength, and whether geography explains it."""

import streamlit as st

from pvd_geo.ui import page
from pvd_geo.ui.parts import contributions, file_basket, filters, places
from pvd_geo.ui.views.themes import areas, clusters, crossing, theme

TABLES = ("towns", "regions", "departments", "themes", "indicators", "town_indicators", "meetings")
SECTIONS = ("Carte", "Territoires", "Géographie ou hasard", "Deux thèmes", "Indicateurs")


@page.fragment
def explore(view: page.View) -> None:
    """Show one theme; a change runs only this part of the page again."""
    one, two = st.columns([1, 2], vertical_alignment="bottom")
    with one:
        theme_id = theme.pick(view.selection)
    with two:
        chosen = filters.bar(
            view.dataset, view.selection, fields=("region", "department"), summary=False
        )
    places.say_ignored(chosen)
    shown = theme.shown(view.dataset, chosen, theme_id)
    theme.meaning(view.dataset, shown)
    map_tab, areas_tab, clusters_tab, crossing_tab, indicators_tab = st.tabs(
        SECTIONS, key="vue", on_change="rerun", bind="query-params"
    )
    with file_basket.basket("themes"):
        file_basket.towns(view.dataset, chosen)
        if map_tab.open:
            with map_tab:
                left, right = st.columns([7, 5], gap="medium")
                with left:
                    by = theme.where()
                    theme.theme_map(view.dataset, chosen, shown, by, key="themes-map")
                    if by:
                        areas.areas_file(chosen, shown, by)
                with right:
                    theme.spread(view.dataset, chosen, shown)
        if areas_tab.open:
            with areas_tab:
                areas.areas(view.dataset, chosen, shown)
                areas.hosts(view.dataset, chosen, shown)
        if clusters_tab.open:
            with clusters_tab:
                clusters.section(view.dataset, chosen, shown)
        if crossing_tab.open:
            with crossing_tab:
                crossing.section(view.dataset, chosen, shown)
        if indicators_tab.open:
            with indicators_tab:
                areas.indicators(view.dataset, chosen, shown)
    contributions.by_theme(view.dataset.themes, theme=theme_id)


with page.opened("Thèmes", *TABLES) as opened:
    explore(opened)
