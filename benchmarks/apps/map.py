"""Our map alone, served by our server."""

from pathlib import Path

from streamlit.starlette import App

from pvd_geo.ui.server import routes

app = App(
    Path(__file__).with_name("map_page.py"),
    routes=routes.routes(),
    middleware=routes.middleware(),
    lifespan=routes.lifespan,
)
