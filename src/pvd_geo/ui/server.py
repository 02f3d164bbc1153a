"""The server around the dashboard: our routes, and the frame of every answer."""

from __future__ import annotations

from functools import lru_cache
from importlib.metadata import version
from typing import TYPE_CHECKING, Final

from starlette.middleware import Middleware
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from streamlit import config

from pvd_geo.settings import settings
from pvd_geo.ui import served_file, served_page
from pvd_geo.ui.answers import Answers

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request
    from starlette.routing import BaseRoute

    from pvd_geo.ui.served_file import ServedFile

FOR_EVER: Final = "public, immutable, max-age=31536000"


def routes() -> list[BaseRoute]:
    """Return our routes, below the path that the server is configured to live at."""
    return [
        Route(f"{_base()}/pvd/health", _health),
        Route(f"{_base()}/{served_file.PREFIX}/{{name}}", _asset),
    ]


def middleware() -> list[Middleware]:
    """Return the middleware that mends Streamlit's page and sets headers."""
    page = served_page.ServedPage(
        served_page.mend(
            served_page.original(),
            stylesheets=[f"./{served_file.own('page.css').path}"],
            scripts=[f"./{served_file.own('page.js').path}"],
            prefetch=[],
        ).encode()
    )
    return [Middleware(Answers, page=page, settings=settings(), base=_base())]


@lru_cache(maxsize=1)
def files() -> Mapping[str, ServedFile]:
    """Return every file of ours, by the address it is served at."""
    own = [served_file.own(name) for name in ("page.css", "page.js")]
    return {file.path: file for file in own}


def _base() -> str:
    path = str(config.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{path}" if path else ""


def _asset(request: Request) -> Response:
    file = files().get(f"{served_file.PREFIX}/{request.path_params['name']}")
    if file is None:
        return Response(status_code=404)
    head = {"cache-control": FOR_EVER, "vary": "accept-encoding"}
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(
            file.gzipped, media_type=file.media_type, headers=head | {"content-encoding": "gzip"}
        )
    return Response(file.body, media_type=file.media_type, headers=head)


def _health(_request: Request) -> JSONResponse:
    return JSONResponse({"ok": True, "version": version("pvd-geo")})
