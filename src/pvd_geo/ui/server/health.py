"""Whether the process lives, and whether it is ready for visitors: two questions of a platform.

A process that does not live is started again; one that is not ready is left alone until it is.
Broken data or a silent store are no reason to start again: other pages go on.
"""

from __future__ import annotations

from http import HTTPStatus
from importlib.metadata import version
from typing import TYPE_CHECKING, Final

from starlette.responses import JSONResponse

from pvd_geo.errors import DataError
from pvd_geo.ui.shared import datasets, draining, recorded

if TYPE_CHECKING:
    from starlette.requests import Request

_NOT_KEPT: Final = {"cache-control": "no-store"}


def live(_request: Request) -> JSONResponse:
    """Answer that the process does."""
    return JSONResponse({"live": True, "version": version("pvd-geo")}, headers=_NOT_KEPT)


def ready(_request: Request) -> JSONResponse:
    """Answer whether data are sound and the store is reachable and migrated; 503 if not.

    So it does while the process is about to end.

    The store is asked at most once a second, however often this is; see
    `pvd_geo.ui.shared.recorded`.
    """
    broken = _broken_files()
    reachable = recorded.is_reachable()
    is_ready = reachable and not broken and not draining.is_draining()
    state = {
        "ready": is_ready,
        "version": version("pvd-geo"),
        "draining": draining.is_draining(),
        "broken_files": broken,
        "store": "reachable" if reachable else "unreachable",
    }
    status = HTTPStatus.OK if is_ready else HTTPStatus.SERVICE_UNAVAILABLE
    return JSONResponse(state, status, headers=_NOT_KEPT)


def _broken_files() -> list[str]:
    try:
        datasets.dataset()
    except DataError as error:
        return sorted({fault.file for fault in error.faults})
    return []
