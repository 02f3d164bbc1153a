"""Fréquentation: how many came, on what basis, against how many towns."""

import pandas as pd
import streamlit as st

from pvd_geo import attendance
from pvd_geo.charts import attendance as charts
from pvd_geo.meetings import summer
from pvd_geo.ui import attendance_page, filters, gatherings, offers, page
from pvd_geo.ui.theme import palette

TABLES = ("regions", "departments", "themes", "published_figures", *gatherings.TABLES)


def show(view: page.View, met: pd.DataFrame) -> None:
    """Show the figures and the charts of some meetings."""
    attendance_page.headline(view.dataset, met)
    published, _ = gatherings.published(view.dataset, "participants")
    offers.attended(view.selection, met, published)
    left, right = st.columns(2, gap="large")
    with left:
        st.header("Par rencontre", anchor=False)
        st.altair_chart(charts.bars(met, palette()), alt=charts.describe(met))
    with right:
        st.header("Cumul de l’été", anchor=False)
        total = attendance.cumulative(met)
        st.altair_chart(
            charts.running_total(total, published, palette()),
            alt=charts.describe_total(total, published),
        )
    with left:
        st.header("Par commune du programme", anchor=False)
        st.altair_chart(charts.rates(met, palette()), alt=charts.describe_rates(met))
    with right:
        attendance_page.audiences(attendance.by_audience(gatherings.rows()), palette())
    attendance_page.figures_table(met)


with page.opened("Fréquentation", *TABLES) as view:
    area, one = st.columns([1, 1], gap="large", vertical_alignment="bottom")
    with area:
        filters.bar(view.dataset, view.selection, fields=("region",), summary=False)
    with one:
        attendance_page.pick(summer(gatherings.held()), view.selection)
    met = attendance_page.kept(summer(gatherings.held()), view.selection)
    if met.empty:
        attendance_page.nothing(view.dataset, view.selection)
    else:
        show(view, met)
