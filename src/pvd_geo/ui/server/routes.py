"""The server around the dashboard: our routes, and what is ready before the first visitor."""

from __future__ import annotations

import asyncio
import logging
import re
import sys
from contextlib import asynccontextmanager, suppress
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

import streamlit as st
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.responses import Response
from starlette.routing import Route

from pvd_geo import assets, upstream
from pvd_geo.editors import Access
from pvd_geo.errors import DataError, StoreError, UpstreamError
from pvd_geo.settings import settings
from pvd_geo.ui import streamlit_internals
from pvd_geo.ui.parts import access, pacing
from pvd_geo.ui.server import (
    calendars,
    collector,
    health,
    kept_files,
    lifecycle,
    logs,
    preloads,
    served_page,
    slow,
    sockets,
)
from pvd_geo.ui.server.by_address.answers import by_address
from pvd_geo.ui.server.cookies import SecureCookies
from pvd_geo.ui.server.door import answers as door
from pvd_geo.ui.server.kept_files import KeptFiles
from pvd_geo.ui.server.middleware import FOR_EVER, Answers
from pvd_geo.ui.server.observed import FAILED, Observed, failed
from pvd_geo.ui.server.sign_out import SignOut
from pvd_geo.ui.server.strangers import Strangers
from pvd_geo.ui.shared import datasets, draining, in_force, metrics, recorded
from pvd_geo.ui.streamlit_internals import COMPONENTS, FILES

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable

    from starlette.requests import Request
    from starlette.routing import BaseRoute

    from pvd_geo.assets import Asset
    from pvd_geo.ui.server.served_page import ServedPage

_THIS_MACHINE: Final = ("localhost", "127.0.0.1", "::1")
_LOG: Final = logging.getLogger(__name__)


def routes() -> list[BaseRoute]:
    """Return our routes, below the path that the server is configured to live at."""
    return [
        Route(f"{_base()}/pvd/live", health.live),
        Route(f"{_base()}/pvd/ready", health.ready),
        Route(f"{_base()}{calendars.ADDRESS}", calendars.feed),
        Route(f"{_base()}{assets.PREFIX}{{name}}", _asset),
        Route(f"{_base()}{pacing.PREFIX}{{token}}", _drawn, methods=["POST"]),
        Route(f"{_base()}{FAILED}{{kind}}", failed, methods=["POST"]),
        *by_address(_base()),
        door.route(_base()),
    ]


def middleware() -> list[Middleware]:
    """Return the middleware that mends Streamlit's page and sets headers.

    Raises
    ------
    SystemExit
        With one line for each setting that is wrong, or when Streamlit's page or the map's
        component is not one that this dashboard knows: it does not start, rather than serve
        pages without style or map.
    """
    found = lifecycle.checked()
    try:
        served_page.mend(served_page.original())
        streamlit_internals.map_component()
    except UpstreamError as change:
        sys.exit(f"pvd-geo: {change}")
    return [
        Middleware(Observed, base=_base()),
        Middleware(lifecycle.Draining),
        Middleware(SecureCookies, origin=streamlit_internals.public_origin),
        Middleware(Answers, page=page, settings=found, base=_base()),
        Middleware(KeptFiles, prefix=_base() + FILES, folder=preloads.folder()),
        Middleware(
            Strangers, base=_base(), may_upload=_may_upload, metrics=found.streamlit_metrics
        ),
        Middleware(SignOut, base=_base(), end=recorded.end_session),
    ]


@asynccontextmanager
async def lifespan(_app: object) -> AsyncIterator[None]:
    """Have all ready before the first visitor comes: sockets, tables, the map's files.

    At the end the store is closed, which leaves SQLite's one file to copy.
    """
    logs.set_up(settings().logs)
    sockets.send_at_once()
    sockets.end_stalled()
    slow.end_slow_connections()
    streamlit_internals.allow_hosts(_hosts())
    pacing.listen()
    draining.reset()
    if not streamlit_internals.public_origin():
        _LOG.warning(
            "Recording is closed: no identity provider in .streamlit/secrets.toml; "
            "docs/recording.md says how to open it"
        )
    await run_in_threadpool(_prepare)
    address = settings().metrics
    end = await run_in_threadpool(metrics.serve, address) if address else None
    await run_in_threadpool(lifecycle.announce, _base())
    lifecycle.drain_on_sigterm()
    yield
    if end is not None:
        await run_in_threadpool(end)
    await run_in_threadpool(recorded.close)
    _LOG.info("Stopped")


def _hosts() -> list[str]:
    """Return the names that browsers may find us by."""
    public = urlsplit(streamlit_internals.public_origin()).hostname
    given = [name.strip() for name in settings().allowed_hosts.split(",")]
    return [name for name in (*_THIS_MACHINE, public, *given) if name]


def _may_upload(session: str) -> bool:
    """Tell whether a session is an editor's at this moment."""
    try:
        user = streamlit_internals.user_of(session)
        return access.decision_of(user).access is Access.GRANTED
    except StoreError:
        return False


def page() -> ServedPage:
    """Return the page that is sent in the place of Streamlit's, fit for the data of now."""
    frame = tuple(asset.path for asset in _map_files(in_force.shown()[:1]))
    return _page((*frame, *_component_scripts()))


@lru_cache(maxsize=2)
def _page(prefetch: tuple[str, ...]) -> ServedPage:
    ours = [f".{asset.path}" for asset in assets.page_files().values()]
    html = served_page.mend(
        served_page.original(),
        stylesheets=[path for path in ours if path.endswith(".css")],
        scripts=[path for path in ours if path.endswith(".js")],
        modules=preloads.of(),
        prefetch=[f".{path}" for path in prefetch],
    )
    return served_page.ServedPage(html.encode())


@lru_cache(maxsize=1)
def _component_scripts() -> tuple[str, ...]:
    """Return the addresses of the scripts of the map's frame, whose names change by version."""
    component = streamlit_internals.map_component()
    folder = Path(component.abspath or "")
    found = sorted(folder.glob("static/js/main.*.js"))
    if not found:
        change = "static/js/main.*.js is gone: the frame's script is not fetched ahead of the map"
        upstream.note("streamlit-folium", change)
    return tuple(
        f"{COMPONENTS}{component.name}/{file.relative_to(folder).as_posix()}" for file in found
    )


def _map_files(folders: Iterable[Path]) -> tuple[Asset, ...]:
    """Return the map's files, with the data of those folders that are sound."""
    found = {one.path: one for one in assets.program().values()}
    for folder in folders:
        with suppress(DataError):
            found |= {one.path: one for one in assets.collection(folder).values()}
    return tuple(found.values())


def _prepare() -> None:
    in_force.newest()
    for address in re.findall(r'"\./static/([^"]+\.(?:js|css))"', page().body.decode()):
        kept_files.compressed(preloads.folder() / address)
    # Its files are prefetched before the first session starts: it must be known by now.
    streamlit_internals.register_map_component()
    for load in (datasets.dataset, datasets.levels, datasets.distances, datasets.choices):
        try:
            load()
        except DataError as error:
            _LOG.warning("%d faults in the data files; see pvd-geo check-data", len(error.faults))
            break
    collector.give_back()


def _base() -> str:
    path = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{path}" if path else ""


async def _asset(request: Request) -> Response:
    wanted = f"{assets.PREFIX}{request.path_params['name']}"
    found = await run_in_threadpool(_found, wanted)
    if found is None:
        # Another replica may have sent a page of a newer list: by then this one knows of it.
        await asyncio.sleep(recorded.FRESH)
        await run_in_threadpool(in_force.newest)
        found = await run_in_threadpool(_found, wanted)
    if found is None:
        return Response(status_code=404)
    head = {"cache-control": FOR_EVER, "vary": "accept-encoding"}
    if "gzip" in request.headers.get("accept-encoding", ""):
        head["content-encoding"] = "gzip"
        return Response(found.gzipped, media_type=found.media_type, headers=head)
    return Response(found.body, media_type=found.media_type, headers=head)


def _found(wanted: str) -> Asset | None:
    known = (*assets.page_files().values(), *_map_files(in_force.shown()))
    return next((asset for asset in known if asset.path == wanted), None)


async def _drawn(request: Request) -> Response:
    pacing.drawn(request.path_params["token"])
    return Response(status_code=204)
