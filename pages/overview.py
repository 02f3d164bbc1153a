"""Vue d'ensemble: the programme in ten seconds, on one screen."""

import streamlit as st

from pvd_geo.charts import attendance as charts
from pvd_geo.meetings import report
from pvd_geo.meetings.series import summer
from pvd_geo.territory.backing import MAPPED
from pvd_geo.ui import page
from pvd_geo.ui.palette import palette
from pvd_geo.ui.parts import chart, pacing, town_map
from pvd_geo.ui.shared import meeting_figures
from pvd_geo.ui.shared.once import once
from pvd_geo.ui.views import overview, page_files

TABLES = ("towns", "regions", "departments", "published_figures", *meeting_figures.TABLES)
READS = ("themes", "sources")
# Every published figure that the page shows is of the report.
NARROWED = {"published_figures": (report.SOURCE,), "towns": MAPPED}

with page.opened("Vue d’ensemble", *TABLES, reads=READS, narrowed=NARROWED) as view:
    page_files.overview(view.dataset)
    overview.headline(view.dataset)
    # At 1440 pixels the longest name of a region stands on one line.
    left, middle, right = st.columns([8.8, 7, 7.2], gap="medium")
    with left, pacing.first() as drawn:
        town_map.national(view.dataset, key="overview-map", height=540, drawn=drawn)
    with middle:
        met = once(summer, meeting_figures.held())
        st.header("Fréquentation par rencontre", anchor=False)
        told = once(charts.describe, met)
        chart.show(charts.bars, met, palette(), named={"height": 390}, alt=told)
        overview.attendance_note(met)
        overview.next_meetings()
    with right, st.container(key="pvd-regions"):
        overview.regions_table(view.dataset)
