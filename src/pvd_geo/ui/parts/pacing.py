"""The map goes out first, and the browser has it drawn before it is busy with the rest.

What the server sends in one go the browser renders in one go: the map would wait for a dozen
fields and a table of 1,645 rows. At a first visit it is worse. Streamlit's page (React 18) shows
no element of a batch before the programs of all of them are there, those of the table included,
and the map's frame starts to load only when it is shown.

So a page sends its map, waits until the map says that it is drawn, and sends the rest.
"""

from __future__ import annotations

import secrets
import time
from contextlib import contextmanager
from threading import Event
from typing import TYPE_CHECKING, Final

from pvd_geo.maps import FROM_FRAME
from pvd_geo.ui import address
from pvd_geo.ui.shared import metrics

if TYPE_CHECKING:
    from collections.abc import Iterator

PREFIX: Final = "/pvd/drawn/"
"""Where a map says that it is drawn; what follows is known to one map alone."""
PATIENCE: Final = 0.8
"""Seconds after which the rest is sent in any case: a slow browser, a map that failed."""
ONE_FRAME: Final = 0.04
"""Seconds in which a map that is there already draws what changed, with the processor to itself."""

_waiting: Final[dict[str, Event]] = {}
_listening: Final = Event()


def listen() -> None:
    """Say that this server answers at `PREFIX`; until then no page waits for a map."""
    _listening.set()


@contextmanager
def first() -> Iterator[str | None]:
    """Have what is sent inside drawn before anything else is sent.

    Yields
    ------
    str or None
        The address that the map is to call from its frame once it is drawn; None when the frame
        stands already and a moment is enough, or nobody would answer.
    """
    if not (address.just_arrived() and _listening.is_set()):
        yield None
        time.sleep(ONE_FRAME)
        return
    token, event = secrets.token_urlsafe(12), Event()
    _waiting[token] = event
    try:
        yield FROM_FRAME + PREFIX + token
        with metrics.timed(metrics.MAP_SECONDS):
            drawn_in_time = event.wait(PATIENCE)
        if not drawn_in_time:
            metrics.MAP_LATE.inc()
    finally:
        del _waiting[token]


def drawn(token: str) -> None:
    """Let the page go on whose map this is; a word that comes too late changes nothing."""
    if event := _waiting.get(token):
        event.set()
