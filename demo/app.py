"""The dashboard of ``make demo``: the one of app.py, with the word « démonstration » on all of it.

Nothing of the package knows how to say the word, so that no setting of a dashboard can.
"""
# ruff: noqa: E402 - the word is there before what says it

from __future__ import annotations

import sys
from typing import Any
from unittest.mock import patch

import streamlit as st

from demo import banner, guard
from pvd_geo.export import stamp
from pvd_geo.settings import ROOT, settings

_auth = st.secrets.get("auth", {}) if st.secrets.load_if_toml_exists() else {}
_wrong = list(
    guard.refusals_served(
        st.get_option("server.address"),
        settings().database_url.get_secret_value(),
        str(_auth.get("server_metadata_url", "")),
    )
)
if _wrong:
    sys.exit("\n".join(f"demo: {sentence}" for sentence in _wrong))

# What files say of themselves: notes, posters, workbooks, images, calendars.
patch.object(stamp, "PROGRAMME", f"{banner.WORD.upper()} – {stamp.PROGRAMME}").start()

from pvd_geo.export import poster
from pvd_geo.ui import navigation

_poster = poster.poster_pdf


def _marked(title: str, *rest: Any) -> bytes:  # noqa: ANN401 - what the poster takes
    """Return the poster with the word in its title, which is what one reads from afar."""
    return _poster(f"{banner.WORD} – {title}", *rest)


patch.object(poster, "poster_pdf", _marked).start()
patch.object(navigation, "PRODUCT", f"{banner.WORD} – {navigation.PRODUCT}").start()

from starlette.middleware import Middleware
from streamlit.starlette import App

from pvd_geo.ui.server import routes

# As in app.py; Streamlit looks for this very call.
app = App(
    ROOT / "src" / "pvd_geo" / "ui" / "shell.py",
    routes=routes.routes(),
    middleware=[Middleware(banner.Banner), *routes.middleware()],
    lifespan=routes.lifespan,
)
