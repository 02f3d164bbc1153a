"""Carte des communes."""

import streamlit as st

from pvd_geo.ui import filters, page

with page.opened("Carte des communes", "towns", "regions", "departments", "themes") as view:

    @st.fragment
    def explore() -> None:
        """Keep filters and list in step without running the rest of the page."""
        chosen = filters.bar(view.dataset, view.selection)
        st.dataframe(
            filters.kept(view.dataset, chosen)[["name", "department_name", "population"]],
            hide_index=True,
        )

    explore()
