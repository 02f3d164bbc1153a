"""Thèmes: where a theme is a challenge or a strength, and whether geography explains it."""

import streamlit as st

from pvd_geo.ui import (
    cluster_view,
    contributions,
    crossing_view,
    filters,
    page,
    take_away,
    territory,
    theme_areas,
    theme_view,
)

TABLES = ("towns", "regions", "departments", "themes", "indicators", "town_indicators", "meetings")
SECTIONS = ("Carte", "Territoires", "Géographie ou hasard", "Deux thèmes", "Indicateurs")


@page.fragment
def explore(view: page.View) -> None:
    """Show one theme; a change runs only this part of the page again."""
    one, two = st.columns([1, 2], vertical_alignment="bottom")
    with one:
        theme_id = theme_view.pick(view.selection)
    with two:
        chosen = filters.bar(
            view.dataset, view.selection, fields=("region", "department"), summary=False
        )
    territory.say_ignored(chosen)
    shown = theme_view.shown(view.dataset, chosen, theme_id)
    theme_view.meaning(view.dataset, shown)
    map_, areas, clusters, crossing, indicators = st.tabs(
        SECTIONS, key="vue", on_change="rerun", bind="query-params"
    )
    with take_away.basket("themes"):
        take_away.towns(view.dataset, chosen)
        if map_.open:
            with map_:
                left, right = st.columns([7, 5], gap="medium")
                with left:
                    by = theme_view.where()
                    theme_view.theme_map(view.dataset, chosen, shown, by, key="themes-map")
                    if by:
                        theme_areas.areas_file(chosen, shown, by)
                with right:
                    theme_view.spread(view.dataset, chosen, shown)
        if areas.open:
            with areas:
                theme_areas.areas(view.dataset, chosen, shown)
                theme_areas.hosts(view.dataset, chosen, shown)
        if clusters.open:
            with clusters:
                cluster_view.section(view.dataset, chosen, shown)
        if crossing.open:
            with crossing:
                crossing_view.section(view.dataset, chosen, shown)
        if indicators.open:
            with indicators:
                theme_areas.indicators(view.dataset, chosen, shown)
    contributions.by_theme(view.dataset.themes, theme=theme_id)


with page.opened("Thèmes", *TABLES) as opened:
    explore(opened)
