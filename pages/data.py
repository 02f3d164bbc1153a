"""Données et méthode: where each figure comes from, how fresh, how made, what is unknown."""

import streamlit as st

from pvd_geo.errors import DataError
from pvd_geo.ui import (
    address,
    cache,
    data_page,
    offers,
    provenance,
)

TABLES = ("towns", "regions", "departments", "meetings", "themes", "indicators", "town_indicators")

# Not opened like the other pages: this one has to stand when the data do not.
st.title("Données et méthode", anchor=False)
for notice in address.notices():
    st.warning(notice)
data_page.files()
try:
    dataset = cache.dataset(*TABLES)
except DataError:
    pass  # its faults stand with the files
else:
    offers.overview(dataset)
    data_page.levels(dataset)
    data_page.indicators(dataset)
    data_page.unknown(dataset)
data_page.methods()
provenance.footer(*TABLES)
