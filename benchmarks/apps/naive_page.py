"""The usual way: a marker for each town, in clusters, the map built anew in each run."""

import folium
import geopandas as gpd
import streamlit as st
from folium.plugins import MarkerCluster
from streamlit_folium import st_folium

from pvd_geo.formatting import curled
from pvd_geo.settings import settings

# As the project does: no page asks a CDN, so that the runs compare on a closed network.
folium.Map.default_js = [("leaflet", "/lib/leaflet/leaflet.js")]
folium.Map.default_css = [("leaflet", "/lib/leaflet/leaflet.css")]
MarkerCluster.default_js = [("cluster", "/lib/cluster/leaflet.markercluster.js")]
MarkerCluster.default_css = [
    ("cluster", "/lib/cluster/MarkerCluster.css"),
    ("cluster_look", "/lib/cluster/MarkerCluster.Default.css"),
]


@st.cache_data
def read_towns() -> gpd.GeoDataFrame:
    """Read the towns once."""
    folder = settings().data_dir
    names = gpd.read_file(folder / "regions.geojson").set_index("code")["name"].map(curled)
    towns = gpd.read_file(folder / "towns.geojson")
    return towns.assign(region=towns["region_code"].map(names))


towns = read_towns()
region = st.selectbox("Région", sorted(towns["region"].unique()), index=None)
if region:
    towns = towns[towns["region"] == region]
st.text(f"{len(towns)} communes")
france = folium.Map([46.6, 2.5], zoom_start=6, tiles=None, maxZoom=18)
clusters = MarkerCluster().add_to(france)  # type: ignore[no-untyped-call]
for town in towns.itertuples():
    folium.Marker([town.geometry.y, town.geometry.x], tooltip=town.name).add_to(clusters)
st_folium(
    france,
    key="map",
    height=600,
    use_container_width=True,
    returned_objects=["last_object_clicked_tooltip"],
)
