"""What is wrong with a request, as RFC 9457 has it, in French."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from pvd_geo.formatting import typeset

if TYPE_CHECKING:
    from collections.abc import Iterable

MEDIA_TYPE: Final = "application/problem+json"
TITLES: Final = {
    HTTPStatus.BAD_REQUEST: "Demande incorrecte",
    HTTPStatus.NOT_FOUND: "Introuvable",
    HTTPStatus.METHOD_NOT_ALLOWED: "Méthode refusée",
    HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE: "Intervalle hors du fichier",
    HTTPStatus.SERVICE_UNAVAILABLE: "Momentanément indisponible",
}
"""French words of each status; ``type`` is ``about:blank``: the status says it all."""


class Problem(Exception):  # noqa: N818 - the word of RFC 9457
    """A request that gets no file.

    Parameters
    ----------
    status
        One of `TITLES`.
    detail
        What is wrong and what to do, in French.
    faults
        Pairs of a parameter of the address and what is wrong with it.
    """

    def __init__(
        self, status: HTTPStatus, detail: str, faults: Iterable[tuple[str, str]] = ()
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.faults = tuple(faults)

    def body(self) -> bytes:
        """Return the problem as JSON; ``faults`` is a member of our own."""
        said: dict[str, object] = {
            "type": "about:blank",
            "title": TITLES[self.status],
            "status": int(self.status),
            "detail": typeset(self.detail),
        }
        if self.faults:
            said["faults"] = [
                {"parameter": key, "detail": typeset(text)} for key, text in self.faults
            ]
        return json.dumps(said, ensure_ascii=False).encode()
