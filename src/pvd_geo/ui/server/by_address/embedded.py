"""One chart as a page of its own, for a frame on another site: ``/integrer/conventions``.

No menu, no script, nothing else to fetch: the chart is a picture inside the page, with its sources,
and its text for those who do not see it.
"""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, urlencode

from markupsafe import Markup
from starlette.responses import Response
from starlette.routing import Route

from pvd_geo.colors import LIGHT
from pvd_geo.errors import DataError
from pvd_geo.export.stamp import PROGRAMME
from pvd_geo.formatting import listed
from pvd_geo.selection import links
from pvd_geo.settings import settings
from pvd_geo.ui.html import tag
from pvd_geo.ui.navigation import MAP
from pvd_geo.ui.parts import downloads
from pvd_geo.ui.parts.quotes import PREFIX
from pvd_geo.ui.server.by_address import asked
from pvd_geo.ui.server.by_address.problems import TITLES, Problem
from pvd_geo.ui.server.by_address.sending import sent
from pvd_geo.ui.server.by_address.shelf import Made, Shelf
from pvd_geo.ui.server.plain_page import PlainPage
from pvd_geo.ui.shared import clock, in_force

if TYPE_CHECKING:
    from starlette.requests import Request

    from pvd_geo.ui.parts.pictures import Picture

_HTML: Final = "text/html; charset=utf-8"
_PLAIN: Final = PlainPage(
    "body{margin:0;background:#fff;color:#16202c;font:1rem/1.5 system-ui,sans-serif}"
    "main{padding:.5rem}"
    ".chart{overflow-x:auto}"
    "img{display:block;width:100%;min-width:34rem;max-width:60rem;height:auto}"
    "details{margin:.5rem}summary{cursor:pointer}"
    "p{margin:.5rem}a{color:#1d4f91}"
    ":focus-visible{outline:3px solid #1d4f91;outline-offset:2px}"
)


@dataclass(frozen=True)
class Embedded:
    """The endpoint of the charts that other sites may show.

    Parameters
    ----------
    base
        Path that the application lives at: empty, or with a leading slash only.
    shelf
        Keeps what was made.
    """

    base: str
    shelf: Shelf

    def route(self) -> Route:
        """Return the route; what it cannot show is told on a page as plain."""
        return Route(f"{self.base}{PREFIX}{{name:path}}", self.answer, methods=["GET"])

    async def answer(self, request: Request) -> Response:
        """Answer with a chart's page, or with what is wrong with the address."""
        name, params = request.path_params["name"], request.query_params.multi_items()
        try:
            asked.check_length(name, request.url.query)
            key = (PREFIX, name, request.url.query)
            made = await self.shelf.get(key, lambda: self._made(name, params))
            return sent(made, request, _headers())
        except Problem as problem:
            return _told(problem.status, problem.detail)
        except DataError:
            detail = "Ce graphique ne peut pas être fait : des données sont à réparer."
            return _told(HTTPStatus.SERVICE_UNAVAILABLE, detail)

    def _made(self, name: str, params: list[tuple[str, str]]) -> Made:
        # Its libraries, which draw, are loaded when the first chart is asked for.
        from pvd_geo.ui.parts import pictures  # noqa: PLC0415

        kind = pictures.KINDS.get(name)
        if kind is None:
            known = listed(pictures.KINDS, "or")
            detail = f"Il n’y a pas de graphique « {name[:80]} » : son nom est {known}."
            raise Problem(HTTPStatus.NOT_FOUND, detail)
        with in_force.one_version():
            chosen = asked.selection_of(name, kind.keys, params)
            found = pictures.of(name, chosen, clock.today())
            if found is None:
                detail = "Il n’y a rien à dessiner pour cette sélection."
                raise Problem(HTTPStatus.NOT_FOUND, detail)
            page = MAP if found.chosen.town else kind.page
            return Made(_page(found, f"{self.base}/{page}"), _HTML, name)


def _page(picture: Picture, page: str) -> bytes:
    """Write the page of one chart, with a link to the page of ours that shows it."""
    from pvd_geo.export import files  # noqa: PLC0415 - the same

    stamp = downloads.stamp(picture.title, picture.chosen, *picture.tables)
    # A path is digits, which an address takes as they are; base64 would add a third.
    drawn = quote(files.svg_bytes(picture.draw(LIGHT), stamp), safe=" ,;:/=()+-.")
    kept = links.to_params(picture.chosen)
    query = f"?{urlencode(kept)}" if kept else ""
    words = [
        tag("p", picture.told),
        *(tag("p", f"Source : {line}") for line in stamp.sources),
    ]
    return _document(
        picture.title,
        # Not `tag`, which would set the spaces of an address as those of a text.
        tag(
            "div",
            Markup('<img src="data:image/svg+xml,{}" alt="{}">').format(drawn, picture.told),
            css="chart",
            tabindex="0",
            role="region",
            aria_label=picture.title,
        ),
        tag("details", tag("summary", "En toutes lettres, avec les sources"), *words),
        tag(
            "p",
            tag(
                "a",
                f"Ouvrir dans le tableau de bord {PROGRAMME}",
                href=f"{page}{query}",
                target="_blank",
                rel="noopener",
            ),
        ),
    )


def _told(status: HTTPStatus, detail: str) -> Response:
    body = _document(TITLES[status], tag("h1", TITLES[status]), tag("p", detail))
    head = {**_headers(), "cache-control": "no-store"}
    return Response(body, status, head, _HTML)


def _document(title: str, *content: Markup) -> bytes:
    return _PLAIN.write(f"{title} · {PROGRAMME}", *content)


def _headers() -> dict[str, str]:
    policy = (
        "default-src 'none'",
        f"style-src {_PLAIN.style_source}",
        "img-src data:",
        "base-uri 'none'",
        "form-action 'none'",
        f"frame-ancestors {settings().embed_sites}",
    )
    return {"content-security-policy": "; ".join(policy)}
