"""Thèmes: where a theme is a challenge or a strength, and whether geography explains it."""

import streamlit as st

from pvd_geo.territory import backing
from pvd_geo.ui import page
from pvd_geo.ui.parts import contributions, file_basket, filters, places, provenance, terms
from pvd_geo.ui.parts.terms import Choice
from pvd_geo.ui.views.themes import areas, clusters, crossing, indicators, theme

SHOWN = ("towns", "regions", "departments", "themes", "town_indicators", "doubtful_values")
READS = ("indicators", "meetings")
SECTIONS = Choice(
    "vue",
    {
        "map": "Carte",
        "areas": "Territoires",
        "clusters": "Géographie ou hasard",
        "crossing": "Deux thèmes",
        "indicators": "Indicateurs",
    },
)


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
    theme.counted(view.dataset, shown)
    sections = terms.tabs(SECTIONS)
    told = [theme_id]
    with file_basket.basket("themes"):
        file_basket.towns(view.dataset, chosen)
        if sections["map"].open:
            with sections["map"]:
                left, right = st.columns([7, 5], gap="medium")
                with left:
                    by = theme.where()
                    theme.theme_map(view.dataset, chosen, shown, by)
                    if by:
                        areas.areas_file(chosen, shown, by)
                with right:
                    theme.spread(view.dataset, chosen, shown)
        if sections["areas"].open:
            with sections["areas"]:
                areas.areas(view.dataset, chosen, shown)
                areas.hosts(view.dataset, chosen, shown)
        if sections["clusters"].open:
            with sections["clusters"]:
                clusters.section(view.dataset, chosen, shown)
        if sections["crossing"].open:
            with sections["crossing"]:
                told.append(crossing.section(view.dataset, chosen, shown))
        if sections["indicators"].open:
            with sections["indicators"]:
                indicators.section(view.dataset, chosen, shown)
    theme.meaning(view.dataset, shown)
    contributions.by_theme(view.dataset.themes, theme=theme_id)
    cite(view, told, {name for name, part in sections.items() if part.open})


def cite(view: page.View, told: list[str], open_now: set[str]) -> None:
    """Close the page with the sources of the themes told, and of what the open section adds."""
    themes, indicators = view.dataset.themes, view.dataset.indicators
    narrowed = backing.of_themes(themes[themes["theme_id"].isin(told)], indicators)
    narrowed["towns"] = backing.MAPPED
    if "indicators" in open_now:
        every = tuple(indicators.loc[indicators["theme_id"].isin(told), "producer"])
        narrowed |= {"town_indicators": every, "doubtful_values": every}
    met = ("meetings",) if "areas" in open_now else ()
    provenance.footer(*SHOWN, *met, narrowed=narrowed)


with page.opened("Thèmes", reads=(*SHOWN, *READS)) as opened:
    explore(opened)
