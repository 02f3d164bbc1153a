"""Every sentence that the product can say, read from the functions that pages and notes call."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from pvd_geo.export import area_note
from pvd_geo.territory import narrative

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pvd_geo.export.stamp import Stamp
    from pvd_geo.territory.areas import Area
    from pvd_geo.territory.programme import Programme

_DRAWN = ("map", "blocks", "columns", "sources", "cited", "parts", "contrasts")
"""Parts of a note that are drawn or stand in a table, not told."""


def of_area(area: Area) -> list[str]:
    """Return the sentences of a territory, the same on the page and in the note."""
    return [
        *narrative.towns(area),
        *narrative.meeting(area),
        narrative.attendance(area),
        *narrative.contrasts(area),
        *narrative.unknown(area),
    ]


def of_note(area: Area, programme: Programme, stamp: Stamp) -> list[str]:
    """Return the other texts of its note: captions, titles, headings."""
    data = area_note.note_data(area, programme, stamp)
    told = set(of_area(area))
    return [text for text in _texts(data) if text not in told]


def _texts(value: Any, key: str = "") -> Iterator[str]:  # noqa: ANN401
    if isinstance(value, str) and not value.startswith("<svg"):
        yield value
    elif isinstance(value, dict):
        for name, inner in value.items():
            if name not in _DRAWN:
                yield from _texts(inner, name)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _texts(inner, key)


def plain(markup: Markup | str) -> list[str]:
    """Return the texts of some HTML, one for each element that holds text of its own.

    The foot of a page is left out: the titles of publications are their authors' words.
    """
    markup = re.sub(r"<footer.*?</footer>", "", str(markup), flags=re.DOTALL)
    blocks = re.split(
        r"</?(?:p|li|dt|dd|td|th|caption|summary|div|ul|dl|tr|table|h\d|footer)\b[^>]*>",
        str(markup),
    )
    texts = (Markup(re.sub(r"<[^>]+>", "", block)).unescape() for block in blocks)  # noqa: S704
    return [text for text in texts if text.strip()]
