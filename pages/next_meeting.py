"""Prochaine rencontre: which towns bring the next meetings closest to their area."""

import streamlit as st

from pvd_geo.ui import page
from pvd_geo.ui.parts import file_basket, filters, places
from pvd_geo.ui.views.meetings import reach
from pvd_geo.ui.views.siting import hosts, question

TABLES = ("towns", "regions", "departments", "themes", "meetings", "attendance")
SECTIONS = ("Le meilleur lieu", "Les lieux de 2022", "La portée des rencontres")


# Not a fragment: what is pressed inside one waits for the run to end, and a search that is
# under way could not be stopped.
def explore(view: page.View) -> None:
    """Show the question and its answer."""
    chosen = filters.bar(
        view.dataset, view.selection, fields=("region", "department"), summary=False
    )
    places.say_ignored(chosen)
    best_place, sites, within_reach = st.tabs(
        SECTIONS, key="partie", on_change="rerun", bind="query-params"
    )
    with file_basket.basket("next-meeting"):
        file_basket.towns(view.dataset, chosen)
        if best_place.open:
            with best_place:
                question.section(view.dataset, chosen)
        if sites.open:
            with sites:
                hosts.section(view.dataset, chosen)
        if within_reach.open:
            with within_reach:
                reach.section(view.dataset, chosen)


with page.opened("Prochaine rencontre", *TABLES) as opened:
    explore(opened)
