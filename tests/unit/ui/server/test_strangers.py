"""What a stranger sends that nobody reads: refused at its head, whatever it asks for."""

from __future__ import annotations

import anyio
import httpx
import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from pvd_geo.reader.limits import MAX_BYTES
from pvd_geo.ui.server.strangers import Strangers


def sent(path: str, length: str, body: bytes = b"") -> httpx.Response:
    """Send a body that is said to have a length; return the answer."""

    async def here(request: httpx.Request) -> PlainTextResponse:
        return PlainTextResponse(f"{len(await request.body())}")  # type: ignore[attr-defined]

    app = Starlette(routes=[Route("/{path:path}", here, methods=["POST"])])
    strangers = Strangers(app, base="", may_upload=lambda _session: False, metrics=False)

    async def ask() -> httpx.Response:
        transport = httpx.ASGITransport(app=strangers)
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
            return await client.post(path, headers={"content-length": length}, content=body)

    return anyio.run(ask)


@pytest.mark.parametrize("path", ["/pvd/drawn/none", "/ici/none", "/_stcore/upload_file/a/b", "/"])
def test_a_body_that_is_larger_than_any_sheet_is_not_waited_for(path: str) -> None:
    answer = sent(path, "2000000000")
    assert answer.status_code == 413
    assert answer.headers["connection"] == "close"


def test_one_that_may_be_a_sheet_is_read() -> None:
    assert sent("/ici/none", str(MAX_BYTES), b"x" * MAX_BYTES).text == str(MAX_BYTES)


def test_a_length_that_is_none_is_left_to_the_server() -> None:
    assert sent("/ici/none", "many").status_code == 200
