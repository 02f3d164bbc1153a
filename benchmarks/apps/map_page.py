"""Our map with one selectbox and nothing else: what the page adds is the difference."""

import streamlit as st

from pvd_geo import assets, maps
from pvd_geo.codes import AreaCode
from pvd_geo.settings import settings
from pvd_geo.ui.parts import map_view
from pvd_geo.ui.server import collector
from pvd_geo.ui.shared import datasets

st.set_page_config(layout="wide")


@st.fragment
def view() -> None:
    """Follow the region."""
    towns = datasets.dataset("towns", "regions").towns
    names = datasets.choices().regions
    region = st.selectbox("Région", names, index=None, format_func=names.__getitem__)
    shown = towns[towns["region_code"] == region] if region else towns
    st.text(f"{len(shown)} communes")
    map_view.show(
        maps.base_map(assets.collection(settings().data_dir), title="Carte"),
        maps.town_layer(
            maps.Towns(list(towns["insee_code"]), set(shown["insee_code"]) if region else None),
            chosen=maps.Chosen(AreaCode("region", region) if region else None),
        ),
        key="map",
    )


view()
collector.settle("map")
