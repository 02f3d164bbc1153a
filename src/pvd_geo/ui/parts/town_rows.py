"""A list of towns, each a link to its sheet, in step with the selection.

A table of the page itself rather than Streamlit's, which is a picture: it knows a row by its
number, keeps a choice of its own that nothing can take back, and opens a row by a box at its left
or by Shift+Space only. Here the whole row is a link, which the address answers to as to any other;
list.js takes the reader from row to row, sorts, and marks the town whose sheet is open.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pvd_geo.ui import address
from pvd_geo.ui.html import kept, tag
from pvd_geo.ui.html import show as show_html

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from markupsafe import Markup


def listed(
    caption: tuple[str, Markup | None],
    headings: Sequence[str],
    rows: Iterable[Sequence[object]],
    codes: Iterable[str],
    *,
    numbers: Iterable[int] = (),
) -> Markup:
    """Return the list, to be kept and shown; see `show`.

    Parameters
    ----------
    caption
        What the list is, and the mark that opens the sources of its figures.
    headings
        One a column; the first is the town's name.
    rows
        Cells, text or `Markup`, in the order of ``headings``.
    codes
        INSEE code of the town of each row.
    numbers
        Places of the columns that hold numbers.
    """
    what, mark = caption
    right = set(numbers)
    head = (
        tag(
            "th",
            tag("button", text, type="button"),
            scope="col",
            css="pvd-number" if place in right else "",
        )
        for place, text in enumerate(headings)
    )
    body = (
        tag(
            "tr",
            tag("th", tag("a", row[0], href=f"?commune={code}")),
            *(
                tag("td", cell, css="pvd-number") if place in right else tag("td", cell)
                for place, cell in enumerate(row[1:], 1)
            ),
        )
        for code, row in zip(codes, rows, strict=True)
    )
    return tag(
        "table",
        tag("caption", kept(what, mark) if mark else what),
        tag("thead", tag("tr", *head)),
        tag("tbody", *body),
        css="pvd-table pvd-compact pvd-towns",
    )


def show(markup: Markup, *, key: str, height: int) -> None:
    """Show a list in a box that scrolls.

    Parameters
    ----------
    markup
        What `listed` returns.
    key
        Name of the list, other on each page.
    height
        Pixels of the box.
    """
    with st.container(height=height, border=False, key=key):
        # Apart from the list, which stays the same message when another town is chosen.
        show_html(tag("data", css="pvd-chosen-town", value=address.current().town or ""))
        show_html(markup)
