"""Streamlit's own files, compressed once and kept.

Streamlit sends them as they are: compressing 5 MB at each visit would cost more than it saves.
Kept compressed, a first visit takes about a third of the bytes, and no reading from disk.
"""

from __future__ import annotations

import gzip
import mimetypes
import re
from functools import cache
from typing import TYPE_CHECKING, Final

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers

from pvd_geo import upstream
from pvd_geo.errors import UpstreamError
from pvd_geo.upstream import Replacement, replaced

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from starlette.types import ASGIApp, Receive, Scope, Send

_TEXT: Final = (".js", ".css")
_SELECTOR: Final = re.compile(r"useSyncComboBoxEnterTargetFocus\..*\.js")
"""The script of Streamlit's that tells which options of a selector fit what is typed."""
_LEVEL: Final = 6
_FOLDS: Final = Replacement(
    "the folding of options",
    r"(?<==>)\w\.toLowerCase\(\)(?=;function \w+\(\w\)\{return \w\?\?\w+\.SelectWidgetFilterMode)",
    r"e.normalize(`NFD`).replace(/[\u0300-\u036f]/g,``).replace(/[\s’'-]+/g,` `).toLowerCase()",
)
"""Selectors look for what one types as it is written: with this, accents and hyphens do not
matter, as in the search of every page. See `filter_mode` where they are made."""


class KeptFiles:
    """Pure ASGI: answers for hashed scripts and styles, passes everything else on.

    Parameters
    ----------
    app
        The application inside.
    prefix
        Address of the folder, with a slash at both ends.
    folder
        Where the files lie; only those that are there at the start are known.
    """

    def __init__(self, app: ASGIApp, *, prefix: str, folder: Path) -> None:
        self._app = app
        self._files: Mapping[str, Path] = {
            prefix + file.relative_to(folder).as_posix(): file
            for file in folder.rglob("*")
            if file.suffix in _TEXT
        }
        self._kept: dict[str, bytes] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer for a file that is known, to a browser that reads gzip."""
        path = str(scope.get("path", ""))
        if path not in self._files or not _may_be_kept(scope):
            await self._app(scope, receive, send)
            return
        if path not in self._kept:
            self._kept[path] = await run_in_threadpool(compressed, self._files[path])
        body = self._kept[path]
        media_type = mimetypes.guess_type(path)[0] or "application/octet-stream"
        head = {
            "content-type": f"{media_type}; charset=utf-8",
            "content-encoding": "gzip",
            "content-length": str(len(body)),
            # As Streamlit says itself: the name holds a hash of the content.
            "cache-control": "public, immutable, max-age=31536000",
            "vary": "accept-encoding",
        }
        raw = [(name.encode(), value.encode()) for name, value in head.items()]
        await send({"type": "http.response.start", "status": 200, "headers": raw})
        await send({"type": "http.response.body", "body": body})


def _may_be_kept(scope: Scope) -> bool:
    return (
        scope["type"] == "http"
        and scope["method"] == "GET"
        and "gzip" in Headers(scope=scope).get("accept-encoding", "")
        and "range" not in Headers(scope=scope)
    )


@cache
def compressed(file: Path) -> bytes:
    """Return a file compressed; asked before the first visit, it is ready for it."""
    return gzip.compress(mended(file), _LEVEL, mtime=0)


def mended(file: Path) -> bytes:
    """Return a file as it is sent; without the file that is to be changed, as Streamlit has it."""
    body = file.read_bytes()
    if not _SELECTOR.fullmatch(file.name):
        return body
    try:
        return replaced(body.decode(), [_FOLDS], library="streamlit", file=file.name).encode()
    except UpstreamError as change:
        upstream.note("streamlit", f"{change}: selectors tell é from e")
        return body
