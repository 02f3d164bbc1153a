"""Covers: ui.server.headers."""

from __future__ import annotations

from dataclasses import dataclass

import anyio
import httpx
import pytest
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from pvd_geo.settings import Settings
from pvd_geo.ui.server.middleware import FOR_EVER, Answers
from pvd_geo.ui.server.served_page import ServedPage

PAGE = ServedPage("<html lang='fr'><script>1</script>é</html>".encode())
HASHED = "/component/streamlit_folium.st_folium/static/js/main.521860b0.js"


@dataclass
class Client:
    """Asks an application without a network."""

    app: Answers

    def _ask(self, method: str, path: str, headers: dict[str, str] | None) -> httpx.Response:
        async def ask() -> httpx.Response:
            transport = httpx.ASGITransport(app=self.app)
            async with httpx.AsyncClient(transport=transport, base_url="http://t") as client:
                return await client.request(method, path, headers=headers)

        return anyio.run(ask)

    def get(self, path: str, headers: dict[str, str] | None = None) -> httpx.Response:
        return self._ask("GET", path, headers)

    def head(self, path: str, headers: dict[str, str] | None = None) -> httpx.Response:
        return self._ask("HEAD", path, headers)


def client(base: str = "", **settings: object) -> Client:
    def streamlit(_request: object) -> Response:
        return HTMLResponse("<html lang='en'>", headers={"etag": '"theirs"', "last-modified": "x"})

    def file(_request: object) -> Response:
        return PlainTextResponse("content", headers={"cache-control": "public"})

    def frame(_request: object) -> Response:
        return HTMLResponse("<html lang='en'>frame")

    app = Starlette(
        routes=[
            Route(f"{base}{HASHED}", file),
            Route(f"{base}/component/x/index.html", frame),
            Route(f"{base}/_stcore/health", file),
            Route("/{path:path}", streamlit, methods=["GET"]),
        ]
    )
    inner = Answers(
        app,
        page=lambda: PAGE,
        settings=Settings.model_validate(settings),
        base=base,
    )
    return Client(inner)


def test_the_page_is_ours_at_every_address() -> None:
    for path in ("/", "/carte", "/inconnue"):
        answer = client().get(path, headers={"accept-encoding": "identity"})
        assert answer.content == PAGE.body
        assert answer.headers["etag"] == PAGE.etag
        assert answer.headers["content-length"] == str(len(PAGE.body))
        assert answer.headers["cache-control"] == "no-cache"
        assert "last-modified" not in answer.headers


def test_the_page_is_compressed_for_who_reads_it() -> None:
    answer = client().get("/", headers={"accept-encoding": "gzip"})
    assert answer.content == PAGE.body
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["content-length"] == str(len(PAGE.gzipped))


def test_a_browser_that_has_the_page_gets_no_second() -> None:
    answer = client().get("/", headers={"if-none-match": PAGE.etag})
    assert answer.status_code == 304
    assert answer.content == b""
    assert answer.headers["etag"] == PAGE.etag


def test_a_head_request_gets_no_body() -> None:
    answer = client().head("/", headers={"accept-encoding": "identity"})
    assert answer.content == b""
    assert answer.headers["content-length"] == str(len(PAGE.body))


@pytest.mark.parametrize("path", ["/", HASHED, "/_stcore/health", "/component/x/index.html"])
def test_every_answer_has_its_security_headers(path: str) -> None:
    headers = client().get(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert "camera=()" in headers["permissions-policy"]
    assert "frame-ancestors 'self'" in headers["content-security-policy"]
    assert "object-src 'none'" in headers["content-security-policy"]


def test_only_the_frame_of_the_map_may_evaluate() -> None:
    page = client().get("/").headers["content-security-policy"]
    frame = client().get("/component/x/index.html").headers["content-security-policy"]
    assert "unsafe-eval" not in page
    assert PAGE.script_hashes[0] in page
    assert "'unsafe-eval'" in frame


def test_tile_hosts_are_named_only_when_tiles_are_on() -> None:
    path = "/component/x/index.html"
    on = client(tiles=True).get(path).headers["content-security-policy"]
    off = client(tiles=False).get(path).headers["content-security-policy"]
    assert "https://data.geopf.fr" in on
    assert "https:" not in off
    assert "https:" not in client(tiles=True).get("/").headers["content-security-policy"]


def test_who_may_frame_the_dashboard_is_a_setting() -> None:
    answer = client(frame_ancestors="https://intranet.example").get("/")
    policy = answer.headers["content-security-policy"]
    assert "frame-ancestors https://intranet.example" in policy


@pytest.mark.parametrize("base", ["", "/pvd"])
def test_hashed_files_of_the_component_are_kept_for_ever(base: str) -> None:
    assert client(base).get(f"{base}{HASHED}").headers["cache-control"] == FOR_EVER
    assert client(base).get(f"{base}/_stcore/health").headers["cache-control"] == "public"
    assert client(base).get(f"{base}/component/x/index.html").text == "<html lang='en'>frame"
