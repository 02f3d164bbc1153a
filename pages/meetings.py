"""Rencontres: when and where the regions met, who was within reach, what was announced."""

import streamlit as st

from pvd_geo.meetings import national, report
from pvd_geo.territory.backing import MAPPED
from pvd_geo.ui import page
from pvd_geo.ui.parts import contributions, filters, pacing, town_map
from pvd_geo.ui.shared import meeting_figures
from pvd_geo.ui.views import page_files
from pvd_geo.ui.views.meetings import agenda, calendar, sheet, understanding

TABLES = (
    *("regions", "departments", "published_figures", "programme_facts"),
    *meeting_figures.TABLES,
)
READS = ("themes",)
NARROWED = {
    "published_figures": (report.SOURCE,),
    "programme_facts": national.PUBLISHERS,
    "towns": MAPPED,
}


@page.fragment
def explore(view: page.View) -> None:
    """Show the map, the timeline and one meeting's sheet, in step."""
    held = meeting_figures.held_in(view.selection)
    chosen = meeting_figures.current(view.selection, held)
    page_files.meetings(view.selection, held)
    left, right = st.columns([7, 6], gap="medium")
    with left, pacing.first() as drawn:
        town_map.meetings(
            *(view.dataset, held, meeting_figures.in_force(view.selection), chosen),
            key="meetings-map",
            height=560,
            drawn=drawn,
        )
    with right:
        st.header("Le calendrier", anchor=False)
        calendar.calendar(held, chosen)
        calendar.pick(held, chosen)
    if chosen:
        sheet.show(view.dataset, chosen)
    contributions.by_theme(view.dataset.themes, meeting=chosen)


with page.opened("Rencontres", *TABLES, reads=READS, narrowed=NARROWED) as view:
    filters.bar(view.dataset, view.selection, fields=("year", "series"), summary=False)
    explore(view)
    understanding.section(view.dataset)
    calendar.distances_table(meeting_figures.held_in(view.selection), meeting_figures.catchments())
    agenda.section(view.dataset, view.selection)
    agenda.nationwide(view.dataset, view.selection)
