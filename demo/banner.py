"""The word that nobody misses: on every page, on paper, and in the names of files."""

from __future__ import annotations

import base64
import hashlib
import re
from typing import TYPE_CHECKING, Final

from starlette.datastructures import MutableHeaders

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

WORD: Final = "Démonstration"
SENTENCE: Final = f"{WORD}\u202f: rien de ce qui est saisi ici n’est vrai ni gardé."
CSS: Final = "pvd-demonstration"
_STYLE: Final = (
    f".{CSS}{{background:#7a1f00;color:#fff;font:600 1rem/1.35 system-ui,sans-serif;margin:0;"
    "padding:.5rem 1rem;text-align:center;position:sticky;top:0;z-index:2147483647}"
    # The dashboard has all of the window but the banner's line; what is fixed in it stays in it.
    f"body:has(>#root)>.{CSS}{{position:relative}}"
    f"body:has(>.{CSS}):has(>#root){{display:flex;flex-direction:column;height:100dvh;margin:0}}"
    f".{CSS}~#root{{flex:1;min-height:0;position:relative;transform:translateZ(0)}}"
    # What would be as high as the window would scroll out of its place.
    f"@media screen{{.{CSS}~#root :has(>.stMain),.{CSS}~#root .stMain{{height:100%}}}}"
    "@media print{"
    f".{CSS}{{position:static!important;color:#000;background:none;border:3px solid #000;"
    "margin-bottom:1rem}"
    f"body:has(>.{CSS}):has(>#root){{display:block;height:auto}}"
    f".{CSS}~#root{{transform:none}}"
    "}"
    # On each sheet of paper, not on the first alone.
    f'@page{{@top-center{{content:"{WORD.upper()}";font:700 12pt sans-serif}}}}'
)
_HASH: Final = f"'sha256-{base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()}'"
_BANNER: Final = (
    f'<style>{_STYLE}</style><aside class="{CSS}" aria-label="{WORD}">{SENTENCE}</aside>'
)
_FRAMES: Final = "/component/"
_FILE: Final = re.compile(r"(filename\*?=(?:UTF-8'[^']*')?\"?)")


class Banner:
    """Pure ASGI: puts the banner into each page, and the word before the name of each file.

    Parameters
    ----------
    app
        The application inside.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what is asked; change what is answered."""
        if scope["type"] != "http" or scope["path"].startswith(_FRAMES):
            await self._app(scope, receive, send)
            return
        # What is changed must be there whole: neither compressed nor "as you have it".
        asked = [pair for pair in scope["headers"] if pair[0] not in _SHORTER]
        held: list[Message] = []
        body = b""

        async def changed(message: Message) -> None:
            nonlocal body
            if message["type"] == "http.response.start":
                head = MutableHeaders(scope=message)
                if name := head.get("content-disposition"):
                    head["content-disposition"] = _FILE.sub(r"\1demonstration-", name)
                if head.get("content-type", "").startswith("text/html"):
                    held.append(message)
                    return
            elif held:
                body += message.get("body", b"")
                if not message.get("more_body"):
                    await send(_head(held.pop(), bannered(body)))
                    whole = b"" if scope["method"] == "HEAD" else bannered(body)
                    await send({"type": "http.response.body", "body": whole})
                return
            await send(message)

        await self._app({**scope, "headers": asked}, receive, changed)


_SHORTER: Final = (b"accept-encoding", b"if-none-match", b"if-modified-since", b"range")


def bannered(page: bytes) -> bytes:
    """Return a page of HTML with the banner first."""
    titled = page.replace(b"<title>", f"<title>{WORD} – ".encode(), 1)
    begun, opening, rest = titled.partition(b"<body>")
    return begun + opening + _BANNER.encode() + rest if opening else _BANNER.encode() + titled


def _head(message: Message, page: bytes) -> Message:
    head = MutableHeaders(scope=message)
    head["content-length"] = str(len(page))
    head["cache-control"] = "no-store"
    del head["etag"]
    policy = head.get("content-security-policy", "")
    # Where a page names the only style that it may have, the banner's is another.
    head["content-security-policy"] = policy.replace(
        "style-src 'sha256-", f"style-src {_HASH} 'sha256-"
    )
    if not policy:
        del head["content-security-policy"]
    return message
