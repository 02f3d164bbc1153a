"""Rencontres: when and where the regions met, who was within reach, what was announced."""

import streamlit as st

from pvd_geo.charts import timeline
from pvd_geo.ui import (
    contributions,
    gatherings,
    meeting_sheet,
    meetings,
    offers,
    pacing,
    page,
    town_map,
)
from pvd_geo.ui.theme import palette

TABLES = ("regions", "departments", "themes", *gatherings.TABLES)


@page.fragment
def explore(view: page.View) -> None:
    """Show the map, the timeline and one meeting's sheet, in step."""
    held = gatherings.held()
    chosen = meetings.chosen(view.selection, held)
    offers.meetings(chosen)
    left, right = st.columns([7, 6], gap="medium")
    with left, pacing.first() as drawn:
        town_map.meetings(view.dataset, held, chosen, key="meetings-map", height=560, drawn=drawn)
    with right:
        st.header("Le calendrier", anchor=False)
        meetings.calendar(timeline.timeline(held, chosen, palette()), timeline.describe(held))
        meetings.pick(held, chosen)
    if chosen:
        meeting_sheet.show(view.dataset, chosen)
    contributions.by_theme(view.dataset.themes, meeting=chosen)


with page.opened("Rencontres", *TABLES) as view:
    explore(view)
    meetings.distances_table(gatherings.held(), gatherings.catchments())
    meetings.still_to_come(view.dataset)
