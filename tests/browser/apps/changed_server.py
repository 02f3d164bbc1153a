"""The dashboard with another clock or another search, as the environment says.

``TEST_CLOCK`` names a file with the hours by which the gate's clock is fast. With
``TEST_ENDLESS_SEARCH`` a search for hosts has always half of its way before it.
"""

from __future__ import annotations

import os
import time
from datetime import datetime, timedelta, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

from streamlit.starlette import App

from pvd_geo.settings import ROOT
from pvd_geo.siting import questions
from pvd_geo.ui.parts import access
from pvd_geo.ui.server import routes

if TYPE_CHECKING:
    from collections.abc import Iterator


class Clock(datetime):
    """What the gate asks for the time."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Clock:
        """Return a later moment than it is."""
        hours = float(Path(os.environ["TEST_CLOCK"]).read_text("utf-8"))
        return super().now(tz) + timedelta(hours=hours)


def search(*_: object) -> Iterator[questions.Progress]:
    """Go on until whoever asked leaves."""
    while True:
        yield questions.Progress(0.5)
        time.sleep(0.01)  # leave the processor to the others


if "TEST_CLOCK" in os.environ:
    patch.object(access, "datetime", Clock).start()
if "TEST_ENDLESS_SEARCH" in os.environ:
    patch.object(questions, "search", search).start()

# As in app.py; Streamlit looks for this very call.
app = App(
    ROOT / "src" / "pvd_geo" / "ui" / "shell.py",
    routes=routes.routes(),
    middleware=routes.middleware(),
    lifespan=routes.lifespan,
)
