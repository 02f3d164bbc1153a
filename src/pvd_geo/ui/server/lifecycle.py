"""How the process starts and ends: says what it runs with, refuses wrong settings, drains."""

from __future__ import annotations

import asyncio
import logging
import re
import signal
import sys
import threading
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, Final

from starlette.concurrency import run_in_threadpool

from pvd_geo.errors import DataError, SettingsError
from pvd_geo.settings import settings
from pvd_geo.ui.shared import datasets, draining, keys, metrics

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

    from starlette.types import ASGIApp, Receive, Scope, Send

    from pvd_geo.settings import Settings

_LOG: Final = logging.getLogger(__name__)
_STORES: Final = re.compile(r"(sqlite|postgres(?:ql)?)(?:\+\w+)?://")
_LISTENING: Final = re.compile(r"[^\s:]+:[0-9]{1,5}")
_TAKEN_LATER: Final = 1013
"""A websocket's "try again later"."""


def checked() -> Settings:
    """Return the settings.

    Raises
    ------
    SystemExit
        With one sentence for each that is wrong; secrets are not repeated.
    """
    try:
        found = settings()
    except SettingsError as error:
        sys.exit(f"pvd-geo: {error}")
    wrong = list(_wrong(found))
    if wrong:
        sys.exit("\n".join(f"pvd-geo: {sentence}" for sentence in wrong))
    return found


def _wrong(found: Settings) -> Iterator[str]:
    if not _STORES.match(found.database_url.get_secret_value()):
        yield "PVD_DATABASE_URL is neither sqlite:///path nor postgresql://user:password@host/name"
    if not found.data_dir.is_dir():
        yield f"PVD_DATA_DIR: there is no folder {found.data_dir}"
    if found.editor_claim and not re.fullmatch(r"[^=]+=[^=]+", found.editor_claim):
        yield f"PVD_EDITOR_CLAIM: {found.editor_claim!r} is not claim=value"
    for name in ("frame_ancestors", "embed_sites"):
        if re.search(r"[;,\r\n]", getattr(found, name)):
            yield f"PVD_{name.upper()}: sites are separated by blanks, without ; or ,"
    if found.metrics and not _LISTENING.fullmatch(found.metrics):
        yield f"PVD_METRICS: {found.metrics!r} is not host:port, such as 127.0.0.1:9464"


def announce(base: str) -> None:
    """Say on one line what the process runs with; no secret, no name of a person."""
    found = settings()
    url = found.database_url.get_secret_value()
    said = {
        "version": version("pvd-geo"),
        "data": data_version(),
        "store": url.partition(":")[0].partition("+")[0],
        "editors": len([each for each in found.editors.split(",") if each.strip()]),
        "editor_claim": bool(found.editor_claim),
        "tiles": found.tiles,
        "base": base or "/",
        "metrics": found.metrics or "closed",
    }
    _LOG.info("Started: %s", ", ".join(f"{name} {value}" for name, value in said.items()))
    if found.unsaid:
        _LOG.warning(
            "Readers are owed who publishes this: set %s (docs/deploying.md)",
            ", ".join(found.unsaid),
        )
    metrics.DATA.info({"version": str(said["data"]), "program": version("pvd-geo")})


def data_version() -> str:
    """Return the date of the data files and the start of their checksum; ``broken`` if they are."""
    try:
        return f"{datasets.described().created}-{keys.of()[:8]}"
    except DataError:
        return "broken"


class Draining:
    """Pure ASGI: no new sessions while the process is about to end.

    Parameters
    ----------
    app
        The application inside.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse a websocket then, and pass everything else on."""
        if scope["type"] == "websocket" and draining.is_draining():
            await send({"type": "websocket.close", "code": _TAKEN_LATER})
            return
        await self._app(scope, receive, send)


def drain_on_sigterm() -> None:
    """Have a platform's word to end begin a drain; uvicorn ends when it is over.

    A second word ends it at once.
    """
    if threading.current_thread() is not threading.main_thread():
        return  # a test's server: its signals are not ours
    uvicorn: Any = signal.getsignal(signal.SIGTERM)
    if not callable(uvicorn):
        return
    loop = asyncio.get_running_loop()
    kept: set[asyncio.Task[None]] = set()

    def told(number: int, frame: FrameType | None) -> None:
        if draining.is_draining():
            uvicorn(number, frame)
            return
        draining.begin()
        metrics.DRAINING.set(1)

        def start() -> None:
            kept.add(loop.create_task(_drain(lambda: uvicorn(number, frame))))

        loop.call_soon_threadsafe(start)

    signal.signal(signal.SIGTERM, told)


async def _drain(end: Any) -> None:  # noqa: ANN401 - what uvicorn does
    seconds = settings().drain_seconds
    _LOG.info("Draining: no new sessions; what is being recorded has %g seconds", seconds)
    # Whoever asks whether we are ready must have had the time to hear that we are not.
    pause = min(settings().drain_pause, seconds)
    await asyncio.sleep(pause)
    if not await run_in_threadpool(draining.wait, seconds - pause):
        _LOG.error("Something was still being recorded: it is recorded whole or not at all")
    end()
