"""Signing out, and the cookies of those who come by TLS, without a network.

Covers: ui.server.cookies.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import anyio
import httpx
import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route
from streamlit.web.server import server_util
from streamlit.web.server.starlette import starlette_app_utils

from pvd_geo.editors import session_of
from pvd_geo.errors import StoreError
from pvd_geo.ui.server.cookies import SecureCookies
from pvd_geo.ui.server.sign_out import SignOut

if TYPE_CHECKING:
    from starlette.types import ASGIApp

CLAIMS = {"iss": "https://id.example", "sub": "anne", "iat": 1, "is_logged_in": True}
COOKIE = "_streamlit_user"


def signed(claims: dict[str, object]) -> str:
    secret = server_util.get_cookie_secret()
    return starlette_app_utils.create_signed_value(secret, COOKIE, json.dumps(claims)).decode()


def asked(app: ASGIApp, path: str, *, scheme: str = "http", cookie: str = "") -> httpx.Response:
    async def ask() -> httpx.Response:
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url=f"{scheme}://t") as client:
            head = {"cookie": f"{COOKIE}={cookie}"} if cookie else {}
            return await client.get(path, headers=head)

    return anyio.run(ask)


def streamlit(base: str = "") -> Starlette:
    def log_out(_request: object) -> Response:
        answer = RedirectResponse("https://id.example/logout?a=1&b=2", status_code=302)
        answer.delete_cookie(COOKIE)
        return answer

    def page(_request: object) -> Response:
        answer = PlainTextResponse("page")
        answer.set_cookie("one", "1", httponly=True)
        answer.set_cookie("two", "2", secure=True)
        return answer

    return Starlette(routes=[Route(f"{base}/auth/logout", log_out), Route("/", page)])


@pytest.mark.parametrize("base", ["", "/pvd"])
def test_signing_out_ends_the_sign_in_of_the_cookie(base: str) -> None:
    ended: list[str] = []
    app = SignOut(streamlit(base), base=base, end=ended.append)
    answer = asked(app, f"{base}/auth/logout", cookie=signed(CLAIMS))
    assert answer.status_code == 302
    assert ended == [session_of(CLAIMS)]


@pytest.mark.parametrize("cookie", ["", "forged", json.dumps(CLAIMS)])
def test_a_cookie_that_was_not_signed_ends_nothing(cookie: str) -> None:
    ended: list[str] = []
    app = SignOut(streamlit(), base="", end=ended.append)
    assert asked(app, "/auth/logout", cookie=cookie).status_code == 302
    assert asked(app, "/", cookie=signed(CLAIMS)).status_code == 200
    assert ended == []


def test_a_sign_in_that_could_not_be_ended_everywhere_is_said() -> None:
    def fail(_session: str) -> None:
        raise StoreError("down")

    app = SignOut(streamlit(), base="", end=fail)
    answer = asked(app, "/auth/logout", cookie=signed(CLAIMS))
    assert answer.status_code == 503
    assert "location" not in answer.headers
    assert "la base des relevés ne répond pas" in answer.text.replace("\n", " ")
    assert 'href="https://id.example/logout?a=1&amp;b=2"' in answer.text
    assert "Max-Age=0" in answer.headers["set-cookie"]  # this browser has lost it all the same


@pytest.mark.parametrize(
    ("scheme", "origin", "secure"),
    [
        ("http", "", False),
        ("http", "http://localhost:8501", False),
        ("https", "", True),
        ("http", "https://pvd.example", True),
    ],
)
def test_cookies_are_secure_behind_tls(scheme: str, origin: str, *, secure: bool) -> None:
    app = SecureCookies(streamlit(), origin=lambda: origin)
    one, two = asked(app, "/", scheme=scheme).headers.get_list("set-cookie")
    assert ("; Secure" in one) is secure
    assert two.count("Secure") == 1
