"""Where people are named in a text, by all the rules together."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pvd_geo.sheets.personal.first_named import first_named
from pvd_geo.sheets.personal.listed import listed
from pvd_geo.sheets.personal.otherwise import otherwise
from pvd_geo.sheets.personal.titled import titled

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pvd_geo.sheets.personal.context import Context, Span

_BETWEEN: Final = re.compile(r"\s{1,2}|[.’']?\s?-?")
"""What may stand between two parts of one name."""


def names(context: Context) -> list[Span]:
    """Return where people are named, each once."""
    rules = (titled, listed, first_named, otherwise)
    return merged(context.text, (span for rule in rules for span in rule(context)))


def merged(text: str, spans: Iterable[Span]) -> list[Span]:
    """Return spans in order, those that overlap or touch as one."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and (start <= found[-1][1] or _BETWEEN.fullmatch(text[found[-1][1] : start])):
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found
