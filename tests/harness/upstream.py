"""What other libraries ship, as text, and the one line that says what changed in it."""

from __future__ import annotations

import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from xstatic.pkg import leaflet

from pvd_geo import assets
from pvd_geo.errors import UpstreamError
from pvd_geo.ui import streamlit_internals

ASSETS = Path(assets.__file__).parent
MAP_SCRIPTS = assets.SCRIPTS
"""Our scripts of the map's frame; the other scripts are the page's."""


def changed(library: str, change: str) -> str:
    """Return the line that a contract test ends with."""
    return str(UpstreamError(library, change))


def joined(folder: Path, *patterns: str) -> str:
    """Return the files of a folder as one text."""
    files = (file for pattern in patterns for file in sorted(folder.glob(pattern)))
    return "\n".join(file.read_text("utf-8") for file in files)


@cache
def streamlit_scripts() -> str:
    """Return all scripts of Streamlit's page, as they are served."""
    return joined(streamlit_internals.front_end(), "static/js/*.js")


@cache
def component_files() -> str:
    """Return the page and the script of streamlit-folium's frame."""
    spec = find_spec("streamlit_folium")  # not imported: its Python may be what changed
    assert spec is not None
    folder = Path(spec.origin or "").parent / "frontend" / "build"
    return joined(folder, "index.html", "static/js/main.*.js")


@cache
def leaflet_files() -> str:
    """Return the script and the style sheet of Leaflet that are served."""
    return joined(Path(leaflet.BASE_DIR), "leaflet.js", "leaflet.css")


def page_styles() -> str:
    """Return our style sheets of the page, without their comments."""
    names = (name for name in assets.page_files() if name.endswith(".css"))
    text = "\n".join((ASSETS / name).read_text("utf-8") for name in names)
    return re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)


def is_written(text: str) -> bool:
    """Tell whether Streamlit's scripts hold a text as it is, from quote to quote."""
    return any(f"{quote}{text}{quote}" in streamlit_scripts() for quote in "`\"'")
