"""Our map alone, served by our server."""

from pathlib import Path

from streamlit.starlette import App

from pvd_geo.ui import server

app = App(
    Path(__file__).with_name("map_page.py"),
    routes=server.routes(),
    middleware=server.middleware(),
    lifespan=server.lifespan,
)
