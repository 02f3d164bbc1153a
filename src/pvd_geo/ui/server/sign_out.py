"""Signing out ends the sign-in itself: in every tab, for every copy of its cookie."""

from __future__ import annotations

import logging
from html import escape
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.requests import Request

from pvd_geo.editors import session_of
from pvd_geo.errors import StoreError
from pvd_geo.formatting import typeset
from pvd_geo.ui import streamlit_internals

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_LOG: Final = logging.getLogger(__name__)
_PAGE: Final = """<!doctype html>
<html lang="fr">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Déconnexion incomplète</title>
<h1>Déconnexion incomplète</h1>
<p>Ce navigateur est déconnecté. Mais la base des relevés ne répond pas : un autre onglet, ou une
copie de votre connexion, peut rester ouvert jusqu’à son expiration. Connectez-vous puis
déconnectez-vous à nouveau quand elle répond, ou prévenez la personne qui administre le tableau de
bord.</p>
<p><a href="{}">Continuer</a></p>
</html>
"""


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
        body = typeset(_PAGE).format(escape(head.get("location", "/"))).encode()
        del head["location"]
        head.update({"content-type": "text/html; charset=utf-8", "content-length": str(len(body))})
        await send({**message, "status": HTTPStatus.SERVICE_UNAVAILABLE})
        await send({"type": "http.response.body", "body": body})

    return tell
