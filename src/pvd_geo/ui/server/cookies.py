"""Cookies that browsers send over TLS alone, wherever the dashboard is reached by TLS."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.types import ASGIApp, Message, Receive, Scope, Send


class SecureCookies:
    """Pure ASGI: marks every cookie ``Secure`` when the visitor comes by TLS.

    Streamlit marks none of its sign-in. That the visitor does is known from the connection, from
    a proxy that uvicorn trusts (``FORWARDED_ALLOW_IPS``), and from the address that the identity
    provider sends people back to: whoever signs in comes by that one.

    Parameters
    ----------
    app
        The application inside.
    origin
        Gives that address, ``https://…``; empty without a provider.
    """

    def __init__(self, app: ASGIApp, *, origin: Callable[[], str]) -> None:
        self._app = app
        self._origin = origin

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and mark the cookies of the answer."""

        async def marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [
                    (name, self._marked(value, scope) if name == b"set-cookie" else value)
                    for name, value in message["headers"]
                ]
            await send(message)

        await self._app(scope, receive, marked if scope["type"] == "http" else send)

    def _marked(self, cookie: bytes, scope: Scope) -> bytes:
        attributes = {part.strip().lower() for part in cookie.split(b";")[1:]}
        if b"secure" in attributes:
            return cookie
        by_tls = scope["scheme"] == "https" or self._origin().startswith("https://")
        return cookie + b"; Secure" if by_tls else cookie
