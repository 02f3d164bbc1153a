"""The usual way, served with the libraries of its map."""

from pathlib import Path

from starlette.routing import Mount
from starlette.staticfiles import StaticFiles
from streamlit.starlette import App
from xstatic.pkg import leaflet, leaflet_markercluster

app = App(
    Path(__file__).with_name("naive_page.py"),
    routes=[
        Mount("/lib/leaflet", StaticFiles(directory=leaflet.BASE_DIR)),
        Mount("/lib/cluster", StaticFiles(directory=leaflet_markercluster.BASE_DIR)),
    ],
)
