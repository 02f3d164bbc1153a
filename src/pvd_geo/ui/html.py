"""Small pieces of HTML made of escaped text; nothing else in the package writes tags."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st
from markupsafe import Markup, escape

from pvd_geo.formatting import typeset

if TYPE_CHECKING:
    from collections.abc import Iterable

BESIDE: Final = "\u00a0"
"""The space between what is told and the mark of its source."""


def tag(name: str, *content: object, css: str = "", **attributes: str) -> Markup:
    """Return an element; text is typeset and escaped, nested elements are kept.

    Parameters
    ----------
    name
        Name of the element.
    content
        Text, numbers or `markupsafe.Markup`, which is HTML already.
    css
        Its class.
    attributes
        Other attributes; an underscore stands for a hyphen (``aria_label``).

    Examples
    --------
    >>> str(tag("p", "Fort & beau, ", tag("b", "<1 km"), css="note"))
    '<p class="note">Fort &amp; beau, <b>&lt;1 km</b></p>'
    """
    named = ({"class": css} if css else {}) | attributes
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(typeset(value))}"'
        for key, value in named.items()
    )
    # Markup.format would escape it all again, ten times as slowly; every piece is escaped above.
    return Markup(f"<{name}{written}>{join(content)}</{name}>")  # noqa: S704


def join(content: Iterable[object], between: str = "") -> Markup:
    """Return pieces one after the other, escaped where they are text."""
    pieces = (item if isinstance(item, Markup) else typeset(str(item)) for item in content)
    return escape(typeset(between)).join(pieces)


def aloud(*content: object, css: str = "", **attributes: str) -> Markup:
    """Return a paragraph that is read aloud, when it comes or changes, to who does not see it.

    The page has one region that speaks, which stays (``aloud.js``); this only says what to read.
    """
    return tag("p", *content, css=f"pvd-spoken {css}".strip(), **attributes)


def kept(text: str, mark: Markup) -> Markup:
    """Return a text with the mark behind it, which never stands alone on a line.

    A space that does not break does not hold an element: the last word and the mark are one.
    """
    before, space, last = typeset(text).rpartition(" ")
    return join([before, space, tag("span", last, BESIDE, mark, css="pvd-kept")])


def facts(*pairs: tuple[str, object]) -> Markup:
    """Return terms and what is said of each, as a description list."""
    rows = (tag("div", tag("dt", term), tag("dd", text)) for term, text in pairs)
    return tag("dl", *rows, css="pvd-facts")


def folded(summary: str, text: object) -> Markup:
    """Return a text one click away: how a figure is made, for those who ask."""
    return tag("details", tag("summary", summary), tag("p", text), css="pvd-note pvd-folded")


def table(
    caption: str | tuple[str, Markup | None],
    headings: Iterable[str],
    rows: Iterable[Iterable[object]],
    *,
    numbers: Iterable[int] = (),
    css: str = "",
) -> Markup:
    """Return a table that scrolls sideways in its own box when it is too wide.

    Parameters
    ----------
    caption
        What the table is, read first to those who do not see it; or that and the mark that opens
        the source of its figures.
    headings
        One a column.
    rows
        Cells, text or `Markup`; the first of each row is its heading.
    numbers
        Places of the columns that hold numbers.
    css
        A class for the table, besides the common one.
    """
    what, mark = (caption, None) if isinstance(caption, str) else caption
    right = set(numbers)
    styles = dict.fromkeys(right, "pvd-number")
    head = (
        tag("th", text, scope="col", css=styles.get(place, ""))
        for place, text in enumerate(headings)
    )
    body = (
        tag(
            "tr",
            *(
                tag("td", cell, css=styles.get(place, ""))
                if place
                else tag("th", cell, scope="row")
                for place, cell in enumerate(row)
            ),
        )
        for row in rows
    )
    inside = tag(
        "table",
        tag("caption", kept(what, mark) if mark else what),
        tag("thead", tag("tr", *head)),
        tag("tbody", *body),
        css=f"pvd-table {css}".strip(),
    )
    # Focusable, so that a wide table can be scrolled from the keyboard.
    return tag("div", inside, css="pvd-scroll", tabindex="0", role="region", aria_label=what)


def show(markup: Markup) -> None:
    """Put elements on the page."""
    st.html(markup)
