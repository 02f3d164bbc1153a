"""The dashboard's server: ``streamlit run app.py``."""

from streamlit.starlette import App

from pvd_geo.settings import ROOT
from pvd_geo.ui.server import collector, routes

collector.few_arenas()  # before there is a second thread: later the C library does not listen

# The main script lies in a folder without `pages/` beside it. Streamlit would otherwise serve
# those files on their own, without menu or checks, until some session has run the shell.
app = App(
    ROOT / "src" / "pvd_geo" / "ui" / "shell.py",
    routes=routes.routes(),
    middleware=routes.middleware(),
    lifespan=routes.lifespan,
)
