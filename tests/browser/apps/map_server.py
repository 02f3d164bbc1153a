"""A server for the map alone: its files, and one page with a few filters."""

from __future__ import annotations

from pathlib import Path

from starlette.responses import Response
from starlette.routing import Route
from streamlit.starlette import App

from pvd_geo import assets
from pvd_geo.settings import settings


def _routes() -> list[Route]:
    def route(asset: assets.Asset) -> Route:
        headers = {"content-encoding": "gzip", "cache-control": "public, immutable"}

        def answer(_request: object) -> Response:
            return Response(asset.gzipped, media_type=asset.media_type, headers=headers)

        return Route(asset.path, answer)

    return [route(asset) for asset in assets.collection(settings().data_dir).values()]


app = App(Path(__file__).with_name("map_page.py"), routes=_routes())
