"""Signing out ends the sign-in itself: in every tab, for every copy of its cookie."""

from __future__ import annotations

import logging
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.requests import Request

from pvd_geo.editors import session_of
from pvd_geo.errors import StoreError
from pvd_geo.ui import streamlit_internals
from pvd_geo.ui.html import tag
from pvd_geo.ui.server.plain_page import PlainPage

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_LOG: Final = logging.getLogger(__name__)
_TITLE: Final = "Déconnexion incomplète"
_TOLD: Final = (
    "Ce navigateur est déconnecté. Mais la base des relevés ne répond pas : un autre onglet, ou une"
    " copie de votre connexion, peut rester ouvert jusqu’à son expiration. Connectez-vous puis"
    " déconnectez-vous à nouveau quand elle répond, ou prévenez la personne qui administre le"
    " tableau de bord."
)


class SignOut:
    """Pure ASGI: ends in the store what Streamlit ends in one browser alone.

    Streamlit only takes the cookie back: sessions that run, and copies of it, would go on.

    Parameters
    ----------
    app
        The application inside.
    base
        Path that the application lives at: empty, or with a leading slash only.
    end
        Ends a sign-in, as `pvd_geo.store.end_session`; called in a thread.
    """

    def __init__(self, app: ASGIApp, *, base: str, end: Callable[[str], None]) -> None:
        self._app = app
        self._address = base + streamlit_internals.SIGN_OUT
        self._end = end

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """End the sign-in of who asks to sign out, then let Streamlit take the cookie."""
        if scope["type"] == "http" and scope["path"] == self._address:
            user = streamlit_internals.claims(Request(scope).cookies)
            if user and not await self._ended(user):
                send = _telling(send)
        await self._app(scope, receive, send)

    async def _ended(self, user: dict[str, Any]) -> bool:
        try:
            await run_in_threadpool(self._end, session_of(user))
        except StoreError:
            _LOG.exception("A sign-in could not be ended on every replica")
            return False
        return True


def _telling(send: Send) -> Send:
    """Put a page that says so in the place of the redirection; its cookies stay taken."""

    async def tell(message: Message) -> None:
        if message["type"] != "http.response.start":
            return
        head = MutableHeaders(scope=message)
        on = tag("p", tag("a", "Continuer", href=head.get("location", "/")))
        body = PlainPage().write(_TITLE, tag("h1", _TITLE), tag("p", _TOLD), on)
        del head["location"]
        head.update({"content-type": "text/html; charset=utf-8", "content-length": str(len(body))})
        await send({**message, "status": HTTPStatus.SERVICE_UNAVAILABLE})
        await send({"type": "http.response.body", "body": body})

    return tell
