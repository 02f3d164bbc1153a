"""Requests, open pages and errors in browsers, counted; nothing of who asks is kept."""

from __future__ import annotations

import logging
import re
import secrets
import time
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response

from pvd_geo.ui.server.logs import REQUEST
from pvd_geo.ui.shared import metrics

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

FAILED: Final = "/pvd/failed/"
"""Where a page says that something of it failed, by the kind alone: no text, no address."""
_ID: Final = re.compile(r"[0-9a-f]{32}")
KINDS: Final = frozenset({"script", "promise"})
_LOG: Final = logging.getLogger(__name__)
_BY_START: Final = (
    ("/data/", "data"),
    ("/pvd/assets/", "asset"),
    ("/pvd/drawn/", "drawn"),
    ("/pvd/", "probe"),
    ("/static/", "asset"),
    ("/component/", "asset"),
    ("/_stcore/upload_file/", "upload"),
    ("/_stcore/", "streamlit"),
    ("/media/", "download"),
    ("/auth/", "sign-in"),
    ("/oauth2callback", "sign-in"),
)


class Observed:
    """Pure ASGI: counts what passes; stands outside of all other middleware.

    Parameters
    ----------
    app
        The application inside.
    base
        Path that the application lives at: empty, or with a leading slash only.
    """

    def __init__(self, app: ASGIApp, *, base: str) -> None:
        self._app = app
        self._base = base

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on."""
        if scope["type"] == "websocket":
            with metrics.SESSIONS.track_inprogress():
                await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        REQUEST.set(_request_id(scope))
        kind, began = self._kind(scope["path"]), time.perf_counter()
        answered = False

        async def counted(message: Message) -> None:
            nonlocal answered
            if message["type"] == "http.response.start":
                answered = True
                metrics.REQUEST_SECONDS.labels(kind).observe(time.perf_counter() - began)
                metrics.REQUESTS.labels(kind, str(message["status"])).inc()
                MutableHeaders(scope=message)["x-request-id"] = REQUEST.get()
            await send(message)

        try:
            await self._app(scope, receive, counted)
        except Exception:
            if not answered:
                metrics.REQUESTS.labels(kind, "500").inc()
            raise

    def _kind(self, path: str) -> str:
        inside = path.removeprefix(self._base)
        return next((kind for start, kind in _BY_START if inside.startswith(start)), "page")


def _request_id(scope: Scope) -> str:
    """Return the proxy's id of a request, so that both logs can be read together, or a new one."""
    given = Headers(scope=scope).get("x-request-id", "")
    return given if _ID.fullmatch(given) else secrets.token_hex(16)


async def failed(request: Request) -> Response:
    """Count an error that a browser met."""
    kind = request.path_params["kind"]
    if kind not in KINDS:
        return Response(status_code=HTTPStatus.NOT_FOUND)
    metrics.FRONT_END_ERRORS.labels(kind).inc()
    _LOG.warning("A browser reported an error: %s", kind)
    return Response(status_code=HTTPStatus.NO_CONTENT)
