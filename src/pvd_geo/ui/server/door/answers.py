"""What the server answers to a phone at the door: a form, a thank-you, or why not."""

from __future__ import annotations

import re
import secrets
from datetime import UTC, datetime
from functools import lru_cache
from http import HTTPStatus
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qs

from starlette.concurrency import run_in_threadpool
from starlette.responses import Response
from starlette.routing import Route

from pvd_geo.audiences import AUDIENCES, EVERYONE
from pvd_geo.errors import DataError, StoreError
from pvd_geo.store import doors
from pvd_geo.ui.server.door import pages
from pvd_geo.ui.server.door.limits import MOST_MISSES, MOST_PRESSES, Limit
from pvd_geo.ui.shared import datasets, draining, metrics, recorded

if TYPE_CHECKING:
    from starlette.requests import Request

    from pvd_geo.store.doors import Door

PREFIX: Final = "/ici/"
"""Below which the addresses of doors lie: short enough to be typed."""
COOKIE: Final = "pvd-ici"
"""Keeps a form's random word on its phone, so that a page that is loaded again counts once."""
_MOST_BYTES: Final = 2_000
_MOST_TOWNS: Final = 230
"""Towns that are offered, which is more than any region has: a longer list would not fit into the
15 kB of a page, nor under a thumb."""
_NONCE: Final = re.compile(r"[A-Za-z0-9_-]{22,40}")
_HEADERS: Final = {
    "content-security-policy": pages.POLICY,
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
}
_PRESSES: Final = Limit(MOST_PRESSES)
_MISSES: Final = Limit(MOST_MISSES)


def route(base: str) -> Route:
    """Return the route of all doors, below the path that the server lives at."""
    return Route(f"{base}{PREFIX}{{token}}", _answer, methods=["GET", "POST"])


async def _answer(request: Request) -> Response:
    body = b""
    if request.method == "POST":
        async for part in request.stream():
            body += part
            if len(body) > _MOST_BYTES:
                return _notice(
                    HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "Ce formulaire n’est pas le nôtre."
                )
    return await run_in_threadpool(_decided, request, body)


def _decided(request: Request, body: bytes) -> Response:
    address = request.client.host if request.client else ""
    # Somebody who types the address may write it in groups, or in capitals.
    token = request.path_params["token"].lower().replace("-", "").replace(" ", "")
    try:
        door = doors.find(recorded.engine(), token)
        if door is None:
            # Only now: the phones of a venue share its address, and theirs may be a right one.
            if not _MISSES.spend(address):
                return _too_many()
            return _notice(
                HTTPStatus.NOT_FOUND,
                "Cette adresse n’ouvre aucune rencontre.",
                "Vérifiez-la sur l’affiche, ou demandez à la personne qui vous accueille.",
            )
        if request.method == "POST":
            return _pressed(request, door, body, address)
    except StoreError:
        return _notice(
            HTTPStatus.SERVICE_UNAVAILABLE,
            "Votre réponse n’a pas pu être notée.",
            "Réessayez dans un instant : elle ne sera comptée qu’une fois.",
        )
    if not door.is_open(datetime.now(UTC)):
        return _closed()
    kept = request.cookies.get(COOKIE, "")
    fresh = "suivante" in request.query_params or not _NONCE.fullmatch(kept)
    return _form(request, door, secrets.token_urlsafe(18) if fresh else kept)


def _pressed(request: Request, door: Door, body: bytes, address: str) -> Response:
    """Answer a press; count what became of it, a silent store being a refusal too."""
    became = "refused"
    try:
        answer, became = _taken(request, door, body, address)
    finally:
        metrics.PRESSES.labels(became).inc()
    return answer


def _taken(request: Request, door: Door, body: bytes, address: str) -> tuple[Response, str]:
    told = {
        name: values[0]
        for name, values in parse_qs(body.decode("utf-8", "replace"), max_num_fields=8).items()
    }
    nonce, audience = told.get("fiche", ""), told.get("public", "")
    if not _NONCE.fullmatch(nonce):
        fresh = secrets.token_urlsafe(18)
        return _form(request, door, fresh, "Ce formulaire était incomplet."), "refused"
    if audience not in AUDIENCES or audience == EVERYONE:
        complaint = "Choisissez ce que vous êtes, puis « Je suis là »."
        return _form(request, door, nonce, complaint), "refused"
    engine = recorded.engine()
    if not _PRESSES.spend(address):
        if not door.crowded:
            with draining.working():
                doors.crowd(engine, door)
        return _too_many(), "refused"
    offered = {code for code, _ in _towns(door.opening.regions)}
    town = told.get("commune", "")
    with draining.working():
        outcome = doors.press(engine, door, nonce, audience, town if town in offered else "")
    if outcome == "closed":
        return _closed(), outcome
    if outcome == "full":
        full = _notice(
            HTTPStatus.CONFLICT,
            "Cet accueil est complet.",
            "Signalez-le à la personne qui vous accueille : elle vous comptera.",
        )
        return full, "refused"
    thanks = pages.thanks(door.opening, again=outcome == "again")
    return Response(thanks, media_type="text/html", headers=_HEADERS), outcome


def _form(request: Request, door: Door, nonce: str, complaint: str = "") -> Response:
    towns = _towns(door.opening.regions)
    answer = Response(
        pages.form(door.opening, towns, nonce, complaint),
        HTTPStatus.BAD_REQUEST if complaint else HTTPStatus.OK,
        media_type="text/html",
        headers=_HEADERS,
    )
    left = (door.until - datetime.now(UTC)).total_seconds()
    answer.set_cookie(
        *(COOKIE, nonce),
        max_age=max(0, int(left)),
        path=request.url.path,
        httponly=True,
        samesite="lax",
    )
    return answer


def _towns(regions: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    try:
        return _offered(regions, id(datasets.dataset("towns")))
    except DataError:
        return ()  # nobody is kept from saying that they are there


@lru_cache(maxsize=32)
def _offered(regions: tuple[str, ...], _dataset: int) -> tuple[tuple[str, str], ...]:
    towns = datasets.dataset("towns").towns
    kept = towns[towns["region_code"].isin(regions)].sort_values(["name", "insee_code"])
    if len(kept) > _MOST_TOWNS:
        return ()
    return tuple(
        (str(code), f"{name} ({department})")
        for code, name, department in zip(
            kept["insee_code"], kept["name"], kept["department_code"], strict=True
        )
    )


def _closed() -> Response:
    return _notice(
        HTTPStatus.GONE,
        "Cet accueil est terminé.",
        "Rien de plus n’est compté. Si vous étiez là, dites-le à la personne qui vous accueille.",
    )


def _too_many() -> Response:
    return _notice(
        HTTPStatus.TOO_MANY_REQUESTS,
        "Trop de réponses viennent de cette connexion.",
        "Réessayez dans dix minutes, ou demandez à la personne qui vous accueille de vous compter.",
    )


def _notice(status: HTTPStatus, title: str, *sentences: str) -> Response:
    return Response(
        pages.notice(title, *sentences), status, media_type="text/html", headers=_HEADERS
    )
