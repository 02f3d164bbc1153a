"""The word stands on every page and before the name of every file; nothing else is touched."""

from __future__ import annotations

import base64
import hashlib
import re
from typing import TYPE_CHECKING

import anyio
import httpx
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from demo.banner import SENTENCE, Banner
from pvd_geo.store.doors import Opening
from pvd_geo.ui.server.door import pages

if TYPE_CHECKING:
    from starlette.requests import Request


def door(_: Request) -> Response:
    policy = {"content-security-policy": pages.POLICY, "etag": '"one"'}
    page = pages.form(Opening("corse", "Rencontre de Corse"), (), "a" * 24)
    return Response(page, media_type="text/html", headers=policy)


def file(request: Request) -> Response:
    kind = request.query_params["kind"]
    return Response(b"a,b", media_type="text/csv", headers={"content-disposition": kind})


def ask(path: str, method: str = "GET", **query: str) -> httpx.Response:
    routes = [
        Route("/ici/one", door),
        Route("/file", file),
        Route("/component/map/index.html", lambda _: HTMLResponse("<body>map")),
        Route("/some.json", lambda _: JSONResponse({"a": "<body>"})),
    ]
    app = Starlette(routes=routes, middleware=[Middleware(Banner)])

    async def asked() -> httpx.Response:
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url="http://t") as client:
            return await client.request(method, path, params=query)

    return anyio.run(asked)


def test_a_page_begins_with_it_and_its_own_policy_lets_the_style_through() -> None:
    answer = ask("/ici/one")
    assert SENTENCE in answer.text
    assert "<title>Démonstration – Rencontre de Corse" in answer.text
    assert answer.text.index(SENTENCE) < answer.text.index("<h1>")
    assert len(answer.content) == int(answer.headers["content-length"])
    assert "etag" not in answer.headers
    for style in re.findall(r"<style>(.*?)</style>", answer.text):
        digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in answer.headers["content-security-policy"]
    assert ask("/ici/one", "HEAD").content == b""


@pytest.mark.parametrize(
    ("kind", "named"),
    [
        ('attachment; filename="pvd.csv"', 'attachment; filename="demonstration-pvd.csv"'),
        ("inline; filename=pvd.csv", "inline; filename=demonstration-pvd.csv"),
        (
            "attachment; filename*=UTF-8''pvd%20a.csv",
            "attachment; filename*=UTF-8''demonstration-pvd%20a.csv",
        ),
    ],
)
def test_a_file_s_name_begins_with_it(kind: str, named: str) -> None:
    answer = ask("/file", kind=kind)
    assert answer.headers["content-disposition"] == named
    assert answer.content == b"a,b"


def test_frames_and_other_answers_are_as_they_were() -> None:
    assert ask("/component/map/index.html").text == "<body>map"
    assert ask("/some.json").json() == {"a": "<body>"}
