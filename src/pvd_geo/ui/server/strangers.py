"""What nobody who is unknown may do to the others: fill the memory, empty caches, look inside.

Any socket may say what Streamlit's own page never does. What only an editor needs is taken from an
editor's session alone, before it is read; what nobody needs is taken from nobody.
"""

from __future__ import annotations

import logging
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse

from pvd_geo.reader.limits import MAX_BYTES
from pvd_geo.settings import ROOT
from pvd_geo.ui import streamlit_internals

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_LOG: Final = logging.getLogger(__name__)
_READING: Final = frozenset({"GET", "HEAD", "OPTIONS"})
_PROBES: Final = ("/pvd/live", "/pvd/ready", "/_stcore/health")
_NOT_HERE: Final = (
    "Ce tableau de bord n’est pas servi sous ce nom. La personne qui l’administre peut l’ajouter "
    "à PVD_ALLOWED_HOSTS."
)
MOST_KEPT: Final = 3
"""Files of one session in memory: the page reads the last one, the oldest gives way."""
MOST_BYTES: Final = MAX_BYTES + 1_000_000
"""Bytes of a body: a sheet's, with what a form puts around it. What is longer is not waited for."""
MOST_AT_ONCE: Final = 4
"""Files that are read at once by the server, of 5 MB each."""


class Strangers:
    """Pure ASGI: refuses uploads, messages and figures that are not for who asks.

    Parameters
    ----------
    app
        The application inside.
    base
        Path that the application lives at: empty, or with a leading slash only.
    may_upload
        Tells whether a session, by its id, is an editor's; called in a thread.
    metrics
        Whether Streamlit's own figures are served.
    """

    def __init__(
        self, app: ASGIApp, *, base: str, may_upload: Callable[[str], bool], metrics: bool
    ) -> None:
        self._app = app
        self._uploads = base + streamlit_internals.UPLOADS
        self._stream = base + streamlit_internals.STREAM
        self._metrics = base + streamlit_internals.METRICS
        self._shows_metrics = metrics
        self._may_upload = may_upload
        self._reading = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what may pass."""
        path = str(scope.get("path", ""))
        if scope["type"] == "http" and not self._is_for_us(scope, path):
            await _refused(HTTPStatus.MISDIRECTED_REQUEST, _NOT_HERE)(scope, receive, send)
            return
        if scope["type"] == "http" and _length(scope) > MOST_BYTES:
            await _refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)(scope, receive, send)
            return
        if scope["type"] == "websocket" and path == self._stream:
            receive, send = _listening(receive), _discreet(send)
        elif scope["type"] == "http" and path == self._metrics and not self._shows_metrics:
            await _refused(HTTPStatus.NOT_FOUND)(scope, receive, send)
            return
        elif scope["type"] == "http" and path.startswith(self._uploads):
            await self._upload(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def _is_for_us(self, scope: Scope, path: str) -> bool:
        # A platform that asks how we are names us by an address of its own.
        host = Headers(scope=scope).get("host")
        return path.endswith(_PROBES) or streamlit_internals.is_host_allowed(host)

    async def _upload(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["method"] in _READING:
            await self._app(scope, receive, send)
            return
        session = scope["path"].removeprefix(self._uploads).partition("/")[0]
        if not await run_in_threadpool(self._may_upload, session):
            _LOG.warning("An upload was refused: its session is no editor's")
            await _refused(HTTPStatus.FORBIDDEN)(scope, receive, send)
            return
        if self._reading >= MOST_AT_ONCE:
            _LOG.warning("An upload was refused: %d are being read", self._reading)
            await _refused(HTTPStatus.SERVICE_UNAVAILABLE)(scope, receive, send)
            return
        self._reading += 1
        try:
            await self._app(scope, receive, send)
            streamlit_internals.keep_last_uploads(session, MOST_KEPT)
        finally:
            self._reading -= 1


def _length(scope: Scope) -> int:
    """Return the length that a body is said to have."""
    said = Headers(scope=scope).get("content-length", "")
    return int(said) if said.isdecimal() else 0


def _refused(status: HTTPStatus, why: str = "") -> PlainTextResponse:
    """Return an answer after which the connection ends: nobody reads what still comes."""
    return PlainTextResponse(why, status, headers={"connection": "close"})


def _listening(receive: Receive) -> Receive:
    """Leave out what a browser says that concerns everybody."""

    async def listen() -> Message:
        while True:
            message = await receive()
            said = message.get("bytes")
            if not said or not streamlit_internals.concerns_everybody(said):
                return message
            _LOG.warning("A message that concerns everybody was refused")

    return listen


def _discreet(send: Send) -> Send:
    """Leave out where the program lies on the server."""
    place = str(ROOT).encode()

    async def discreet(message: Message) -> None:
        if place in (told := message.get("bytes") or b""):
            message = {**message, "bytes": streamlit_internals.without_script_path(told)}
        await send(message)

    return discreet
