"""How what was made is sent: compressed, in part, or not at all where it is known already."""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from starlette.responses import Response

from pvd_geo.ui.server.by_address.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request

    from pvd_geo.ui.server.by_address.shelf import Made

_RANGE: Final = re.compile(r"bytes=([0-9]{1,12})-([0-9]{0,12})")


def sent(made: Made, request: Request, head: Mapping[str, str]) -> Response:
    """Return the answer with what was made.

    Parameters
    ----------
    made
        What was made, from the shelf.
    request
        What is asked for.
    head
        Headers beside those of the content.

    Raises
    ------
    Problem
        When the part that is asked for begins behind the end.
    """
    encoded = made.is_text and "gzip" in request.headers.get("accept-encoding", "")
    part = None if encoded else _part(request.headers.get("range", ""), len(made.body))
    head = {
        **head,
        "etag": f'"{made.tag}-gzip"' if encoded else f'"{made.tag}"',
        # Kept by browsers and proxies, and asked after each time: records are seen at once.
        "cache-control": "public, no-cache",
        "vary": "accept-encoding",
        "accept-ranges": "bytes",
    }
    if made.tag in request.headers.get("if-none-match", ""):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=head)
    if part is not None:
        head["content-range"] = f"bytes {part.start}-{part.stop - 1}/{len(made.body)}"
        body = made.body[part.start : part.stop]
        return Response(body, HTTPStatus.PARTIAL_CONTENT, head, made.media_type)
    if encoded:
        head["content-encoding"] = "gzip"
    body = made.gzipped if encoded else made.body
    return Response(body, HTTPStatus.OK, head, made.media_type)


def _part(wanted: str, size: int) -> range | None:
    """Return the part of a file that a request wants; nothing when it wants all of it.

    Of what the header may say, programs that read maps use one range with a start.
    """
    match = _RANGE.fullmatch(wanted)
    if match is None:
        return None
    start, stop = int(match[1]), min(int(match[2] or size) + 1, size)
    if start >= size:
        detail = f"Le fichier n’a que {size} octets."
        raise Problem(HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, detail)
    return range(start, stop) if start < stop else None
