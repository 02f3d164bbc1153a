"""Données et méthode: where each figure comes from, how fresh, how made, what is unknown."""

import streamlit as st

from pvd_geo.errors import DataError
from pvd_geo.ui import address
from pvd_geo.ui.parts import downloads, provenance
from pvd_geo.ui.shared import datasets
from pvd_geo.ui.views import data, page_files

TABLES = (
    *("towns", "regions", "departments", "meetings", "themes", "indicators", "town_indicators"),
    *("doubtful_values", "attendance", "published_figures", "programme_facts"),
)

# Not opened like the other pages: this one has to stand when the data do not.
st.title("Données et méthode", anchor=False)
for notice in address.notices():
    st.warning(notice)
with downloads.place():
    data.files()
    try:
        dataset = datasets.dataset(*TABLES, "sources")
    except DataError:
        pass  # its faults stand with the files
    else:
        page_files.overview(dataset)
        data.published_figures(dataset)
        data.levels(dataset)
        data.indicators(dataset)
        data.doubtful(dataset)
        data.unknown(dataset)
    data.renewals()
    data.methods()
provenance.footer(*TABLES)
