"""Other libraries' texts, changed on the way to the browser, and what is gone from them."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from pvd_geo.errors import UpstreamError

if TYPE_CHECKING:
    from collections.abc import Iterable

_LOG: Final = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Replacement:
    """One piece of a text, and what comes in its place.

    Parameters
    ----------
    what
        The piece, for those who read that it is gone.
    pattern
        Where it stands, as a regular expression in which a dot stands for a line break too.
    by
        What replaces it, as it is.
    """

    what: str
    pattern: str
    by: str


def replaced(text: str, pieces: Iterable[Replacement], *, library: str, file: str) -> str:
    """Return a text of a library with every place of every piece replaced.

    Parameters
    ----------
    text
        The text as the library ships it.
    pieces
        What to replace, one after the other.
    library, file
        Whose text it is, and which.

    Raises
    ------
    UpstreamError
        When a piece is not there: all that are missing are named.
    """
    missing = []
    for piece in pieces:
        as_it_is = piece.by.replace("\\", r"\\")
        text, times = re.subn(piece.pattern, as_it_is, text, flags=re.DOTALL)
        if not times:
            missing.append(piece.what)
    if missing:
        raise UpstreamError(library, f"{file} has no {', no '.join(missing)} to replace")
    return text


@cache
def note(library: str, change: str) -> None:
    """Say in the log, once, that a library lacks what the dashboard gains from and can do without.

    Parameters
    ----------
    library
        Its name in the package index.
    change
        What is gone, and what goes without it.
    """
    _LOG.warning("%s", UpstreamError(library, change))
