"""The addresses below ``/data/``: files, their description, and what is wrong with a request."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from starlette.responses import Response
from starlette.routing import Route

from pvd_geo.errors import DataError
from pvd_geo.formatting import listed
from pvd_geo.ui.parts import downloads
from pvd_geo.ui.server.by_address import asked, described, problems
from pvd_geo.ui.server.by_address.embedded import Embedded
from pvd_geo.ui.server.by_address.problems import Problem
from pvd_geo.ui.server.by_address.sending import sent
from pvd_geo.ui.server.by_address.shelf import Made, Shelf
from pvd_geo.ui.shared import clock, in_force, keys, recorded

if TYPE_CHECKING:
    from collections.abc import Hashable

    from starlette.requests import Request

    from pvd_geo.export.tables import Table

PREFIX: Final = "/data/"
"""Below which address the files are."""
_METHODS: Final = ("GET", "HEAD", "OPTIONS")
_REFUSED: Final = ("POST", "PUT", "PATCH", "DELETE")
_RETRY: Final = "5"
"""Seconds after which to ask again for what could not be made."""
_CORS: Final = {
    # Nothing here depends on who asks: any site may read, without the reader's cookies.
    "access-control-allow-origin": "*",
    "access-control-expose-headers": "ETag, Link, Content-Disposition, Content-Range",
}


@dataclass(frozen=True)
class ByAddress:
    """The endpoint of all files that have an address.

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
        """Return the route; what no file answers to is told as a problem."""
        path = f"{self.base}{PREFIX}{{name:path}}"
        return Route(path, self.answer, methods=[*_METHODS, *_REFUSED], name="data")

    async def answer(self, request: Request) -> Response:
        """Answer with a file, with nothing new, or with a problem."""
        try:
            return await self._answer(request)
        except Problem as problem:
            return _told(problem)
        except DataError as error:
            return _told(_broken(error))

    async def _answer(self, request: Request) -> Response:
        if request.method == "OPTIONS":
            return Response(status_code=HTTPStatus.NO_CONTENT, headers=_preflight())
        if request.method not in _METHODS:
            detail = f"Ces adresses se lisent seulement : {listed(_METHODS)}."
            raise Problem(HTTPStatus.METHOD_NOT_ALLOWED, detail)
        name, params = request.path_params["name"], request.query_params.multi_items()
        key = (name, request.url.query)
        asked.check_length(*key)
        prefix = f"{self.base}{PREFIX}"
        made = await self.shelf.get(key, lambda: _made(name, params, prefix))
        return sent(made, request, _headers(made, prefix))


def by_address(base: str) -> list[Route]:
    """Return the routes of files and of charts for an application that lives at ``base``."""
    shelf = Shelf(_version)
    return [ByAddress(base, shelf).route(), Embedded(base, shelf).route()]


def _version() -> Hashable:
    """Return all that files come from: data, journal, and the day that they are dated by."""
    return keys.of(), recorded.revision(), clock.today()


def _made(name: str, params: list[tuple[str, str]], prefix: str) -> Made:
    if name in described.DOCUMENTS:
        return Made(described.DOCUMENTS[name](prefix), "application/json", name)
    with in_force.one_version():
        wanted = asked.read(name, params)
        table = wanted.offer.make(wanted.selection)
    return Made(
        written(table, wanted.dialect),
        asked.MEDIA_TYPES[wanted.dialect],
        downloads.named(wanted.offer.name, wanted.selection, wanted.dialect),
        is_text=wanted.dialect != "parquet",
    )


def written(table: Table, dialect: str) -> bytes:
    """Write a table in one of the dialects."""
    from pvd_geo.export import files  # noqa: PLC0415 - its libraries are loaded when first needed

    if dialect == "geojson":
        return files.geojson_bytes(table, by_id=True)
    return files.parquet_bytes(table) if dialect == "parquet" else files.plain_csv_bytes(table)


def _headers(made: Made, prefix: str) -> dict[str, str]:
    return {
        **_CORS,
        "content-disposition": f'inline; filename="{made.name}"',
        "link": (
            f'<{prefix}openapi.json>; rel="service-desc", '
            f'<{prefix}datapackage.json>; rel="describedby"'
        ),
    }


def _preflight() -> dict[str, str]:
    return {
        **_CORS,
        "allow": ", ".join(_METHODS),
        "access-control-allow-methods": ", ".join(_METHODS),
        "access-control-allow-headers": "If-None-Match, Range",
        "access-control-max-age": "86400",
    }


def _broken(error: DataError) -> Problem:
    files = sorted({fault.file for fault in error.faults})
    detail = (
        f"Ce fichier ne peut pas être fait : {listed(files)} sont à réparer. La page Données et "
        "méthode dit les fautes."
        if len(files) > 1
        else f"Ce fichier ne peut pas être fait : {files[0]} est à réparer. La page Données et "
        "méthode dit les fautes."
    )
    return Problem(HTTPStatus.SERVICE_UNAVAILABLE, detail)


def _told(problem: Problem) -> Response:
    head = {**_CORS, "cache-control": "no-store"}
    if problem.status is HTTPStatus.SERVICE_UNAVAILABLE:
        head["retry-after"] = _RETRY
    if problem.status is HTTPStatus.METHOD_NOT_ALLOWED:
        head["allow"] = ", ".join(_METHODS)
    return Response(problem.body(), problem.status, head, problems.MEDIA_TYPE)
