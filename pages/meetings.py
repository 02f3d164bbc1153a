"""Rencontres: when and where the regions met, who was within reach, what was announced."""

import streamlit as st

from pvd_geo.charts import timeline
from pvd_geo.meetings import report
from pvd_geo.territory.backing import MAPPED
from pvd_geo.ui import page
from pvd_geo.ui.palette import palette
from pvd_geo.ui.parts import contributions, pacing, town_map
from pvd_geo.ui.shared import meeting_figures
from pvd_geo.ui.views import page_files
from pvd_geo.ui.views.meetings import agenda, calendar, sheet, understanding

TABLES = ("regions", "departments", "published_figures", *meeting_figures.TABLES)
READS = ("themes",)
NARROWED = {"published_figures": (report.SOURCE,), "towns": MAPPED}


@page.fragment
def explore(view: page.View) -> None:
    """Show the map, the timeline and one meeting's sheet, in step."""
    held = meeting_figures.held()
    chosen = calendar.chosen(view.selection, held)
    page_files.meetings(chosen)
    left, right = st.columns([7, 6], gap="medium")
    with left, pacing.first() as drawn:
        town_map.meetings(view.dataset, held, chosen, key="meetings-map", height=560, drawn=drawn)
    with right:
        st.header("Le calendrier", anchor=False)
        calendar.calendar(timeline.timeline(held, chosen, palette()), timeline.describe(held))
        calendar.pick(held, chosen)
    if chosen:
        sheet.show(view.dataset, chosen)
    contributions.by_theme(view.dataset.themes, meeting=chosen)


with page.opened("Rencontres", *TABLES, reads=READS, narrowed=NARROWED) as view:
    explore(view)
    understanding.section(view.dataset)
    calendar.distances_table(meeting_figures.held(), meeting_figures.catchments())
    st.header("À venir", anchor=False)
    agenda.planned(view.dataset)
    calendar.still_to_come(view.dataset)
    agenda.cancelled(view.dataset)
