"""Vue d'ensemble: the programme in ten seconds, on one screen."""

import streamlit as st

from pvd_geo.charts import attendance as charts
from pvd_geo.meetings import summer
from pvd_geo.ui import gatherings, offers, overview, pacing, page, town_map
from pvd_geo.ui.theme import palette

TABLES = ("towns", "regions", "departments", "themes", "published_figures", *gatherings.TABLES)

with page.opened("Vue d’ensemble", *TABLES) as view:
    offers.overview(view.dataset)
    overview.headline(view.dataset)
    left, middle, right = st.columns([9, 7, 7], gap="medium")
    with left, pacing.first() as drawn:
        town_map.national(view.dataset, key="overview-map", height=540, drawn=drawn)
    with middle:
        met = summer(gatherings.held())
        st.header("Fréquentation par rencontre", anchor=False)
        st.altair_chart(charts.bars(met, palette(), height=390), alt=charts.describe(met))
        overview.attendance_note(met)
    with right:
        overview.regions_table(view.dataset)
