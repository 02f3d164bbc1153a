"""Fréquentation: how many came, on what basis, against how many towns."""

import pandas as pd
import streamlit as st

from pvd_geo.meetings import attendance, report
from pvd_geo.territory.backing import PEOPLE
from pvd_geo.territory.published import LIST
from pvd_geo.ui import page
from pvd_geo.ui.palette import palette
from pvd_geo.ui.parts import filters
from pvd_geo.ui.shared import meeting_figures
from pvd_geo.ui.shared.once import once
from pvd_geo.ui.views import attendance as sections
from pvd_geo.ui.views import page_files

TABLES = ("published_figures", *meeting_figures.TABLES)
READS = ("regions", "departments", "themes")
# Of the towns it shows names and numbers, not where they are; its meetings are the report's.
NARROWED = {
    "published_figures": (report.SOURCE,),
    "meetings": (report.SOURCE,),
    "towns": (LIST, PEOPLE),
}


def show(view: page.View, met: pd.DataFrame) -> None:
    """Show the figures and the charts of some meetings."""
    sections.headline(view.dataset, met)
    published, _ = meeting_figures.published(view.dataset, "participants")
    page_files.attended(view.selection, met)
    left, right = st.columns(2, gap="large")
    with left:
        sections.bars(met, palette())
        sections.rates(met, palette())
    with right:
        sections.next_steps(met)
        sections.running_total(met, published, palette())
        sections.audiences(once(attendance.by_audience, meeting_figures.rows()), palette())
    sections.registered(met)
    sections.figures_table(met)


with page.opened("Fréquentation", *TABLES, reads=READS, narrowed=NARROWED) as view:
    area, one = st.columns([2, 1], gap="large", vertical_alignment="bottom")
    with area:
        filters.bar(
            view.dataset, view.selection, fields=("region", "year", "series"), summary=False
        )
    of_time = meeting_figures.of_time(meeting_figures.held(), view.selection)
    with one:
        sections.pick(of_time, view.selection)
    met = meeting_figures.of_choice(of_time, view.selection)
    if met.empty:
        sections.nothing(view.dataset, view.selection)
    else:
        show(view, met)
