"""What may name somebody in a sheet of contributions: highlighted, and taken out on demand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from pvd_geo.sheets import doubts
from pvd_geo.ui.html import join, tag
from pvd_geo.ui.views.record.notices import notice

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markupsafe import Markup

    from pvd_geo.sheets import Result

_CHOICE: Final = "pvd-doubts"


def settled(result: Result) -> Result:
    """Offer to take out what may name somebody; return the sheet without what was picked."""
    passages = doubts.passages(result)
    if result.sheet is None or not passages:
        return result
    notice(doubts.sentence(result))
    # The key holds the sheet: what was picked in one is not picked in the next.
    chosen = st.multiselect(
        "Passages surlignés à retirer",
        list(passages),
        key=f"{_CHOICE}-{result.sheet.checksum}",
        placeholder="Choisir ceux qui nomment quelqu’un",
        filter_mode="contains",
    )
    return doubts.without(result, chosen)


def highlighted(text: str, spans: Iterable[tuple[int, int]]) -> Markup:
    """Return a text whose doubtful passages are marked, for the eye and for those who listen."""
    pieces: list[object] = []
    end = 0
    for start, stop in spans:
        pieces += [text[end:start], tag("mark", text[start:stop], css="pvd-doubt")]
        end = stop
    return join([*pieces, text[end:]])
