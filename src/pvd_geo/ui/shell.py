"""The main script: what every page shares, then the page itself."""

import streamlit as st

from pvd_geo.ui import navigation

chosen = st.navigation([navigation.page(entry) for entry in navigation.entries()], position="top")
st.set_page_config(page_title=f"{chosen.title} – {navigation.PRODUCT}", layout="wide")
chosen.run()
