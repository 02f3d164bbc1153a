"""The floor on a server that sends at once: what is left of the difference is the page's own."""

from __future__ import annotations

from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from streamlit.starlette import App

from pvd_geo.ui.server import sockets

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


@asynccontextmanager
async def lifespan(_app: object) -> AsyncIterator[None]:
    """Mend the sockets before the first visitor comes."""
    sockets.send_at_once()
    yield


app = App(Path(__file__).with_name("floor.py"), lifespan=lifespan)
