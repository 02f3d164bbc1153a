"""Prochaine rencontre: which towns bring the next meetings closest to their area."""

import streamlit as st

from pvd_geo.ui import filters, hosts_view, page, reach_view, siting_view, take_away, territory

TABLES = ("towns", "regions", "departments", "themes", "meetings", "attendance")
SECTIONS = ("Le meilleur lieu", "Les lieux de 2022", "La portée des rencontres")


# Not a fragment: what is pressed inside one waits for the run to end, and a search that is
# under way could not be stopped.
def explore(view: page.View) -> None:
    """Show the question and its answer."""
    chosen = filters.bar(
        view.dataset, view.selection, fields=("region", "department"), summary=False
    )
    territory.say_ignored(chosen)
    best_place, sites, reach = st.tabs(
        SECTIONS, key="partie", on_change="rerun", bind="query-params"
    )
    with take_away.basket("next-meeting"):
        take_away.towns(view.dataset, chosen)
        if best_place.open:
            with best_place:
                siting_view.section(view.dataset, chosen)
        if sites.open:
            with sites:
                hosts_view.section(view.dataset, chosen)
        if reach.open:
            with reach:
                reach_view.section(view.dataset, chosen)


with page.opened("Prochaine rencontre", *TABLES) as opened:
    explore(opened)
