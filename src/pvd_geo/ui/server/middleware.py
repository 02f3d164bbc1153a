"""Middleware: every answer gets its security headers, Streamlit's page gets ours."""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders

from pvd_geo.ui.parts.quotes import PREFIX as EMBEDDED
from pvd_geo.ui.server import headers
from pvd_geo.ui.server.door.answers import PREFIX as DOOR
from pvd_geo.ui.streamlit_internals import COMPONENTS

FOR_EVER: Final = "public, immutable, max-age=31536000"
_DEEPEST: Final = 8
"""Folders of an address below which the page is sent as if there were no more."""
_HASHED: Final = re.compile(r"\.[0-9a-f]{8,}\.[a-z0-9]+$")

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from pvd_geo.settings import Settings
    from pvd_geo.ui.server.served_page import ServedPage


class Answers:
    """Pure ASGI, so that answers that stream keep streaming.

    Parameters
    ----------
    app
        The application inside.
    page
        Gives the page to send in the place of Streamlit's; called in a thread, for each answer.
    settings
        Who may frame the dashboard, and whether the map offers tiles.
    base
        Path that the application lives at: empty, or with a leading slash only.
    """

    def __init__(
        self, app: ASGIApp, *, page: Callable[[], ServedPage], settings: Settings, base: str
    ) -> None:
        self._app = app
        self._page = page
        self._base = base
        self._component = base + COMPONENTS
        self._whole = (base + DOOR, base + EMBEDDED)
        self._frame_ancestors = settings.frame_ancestors
        self._policy = headers.page_policy(
            script_hashes=(), frame_ancestors=settings.frame_ancestors
        )
        self._component_policy = headers.component_policy(
            frame_ancestors=settings.frame_ancestors, tiles=settings.tiles
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and mend what comes back."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        in_component = scope["path"].startswith(self._component)
        is_whole = scope["path"].startswith(self._whole)
        replaced = False

        async def mended(message: Message) -> None:
            nonlocal replaced
            if message["type"] != "http.response.start":
                # The start already sent the whole page; Streamlit's own body is dropped.
                if not replaced:
                    await send(message)
                return
            head = MutableHeaders(scope=message)
            head.update({**headers.COMMON, **(dict(head) if is_whole else {})})
            if is_whole:
                # A page of ours that is whole: not Streamlit's, and stricter.
                await send(message)
                return
            head["content-security-policy"] = (
                self._component_policy if in_component else self._policy
            )
            if not in_component and message["status"] == HTTPStatus.OK and _is_html(head):
                replaced = True
                await self._send_page(scope, head, send)
                return
            # A file that is not there yet must not stay missing for ever.
            if message["status"] == HTTPStatus.OK and in_component and _is_hashed(scope["path"]):
                head["cache-control"] = FOR_EVER
            await send(message)

        await self._app(scope, receive, mended)

    async def _send_page(self, scope: Scope, head: MutableHeaders, send: Send) -> None:
        page = await run_in_threadpool(self._page)
        if folders := min(scope["path"].removeprefix(self._base).count("/") - 1, _DEEPEST):
            page = page.below(folders)
        asked = Headers(scope=scope)
        head["content-security-policy"] = headers.page_policy(
            script_hashes=page.script_hashes, frame_ancestors=self._frame_ancestors
        )
        for name in ("last-modified", "content-encoding", "accept-ranges"):
            del head[name]
        head.update({"etag": page.etag, "cache-control": "no-cache"})
        head.add_vary_header("Accept-Encoding")
        if page.etag in asked.get("if-none-match", ""):
            del head["content-length"]
            await send({"type": "http.response.start", "status": 304, "headers": head.raw})
            await send({"type": "http.response.body", "body": b""})
            return
        body = page.body
        if "gzip" in asked.get("accept-encoding", ""):
            body = page.gzipped
            head["content-encoding"] = "gzip"
        head["content-length"] = str(len(body))
        await send({"type": "http.response.start", "status": 200, "headers": head.raw})
        await send(
            {"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body}
        )


def _is_html(head: Headers) -> bool:
    return head.get("content-type", "").startswith("text/html")


def _is_hashed(path: str) -> bool:
    """Tell whether a component's file carries a hash of its content in its name."""
    return _HASHED.search(path) is not None
