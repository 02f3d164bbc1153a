"""Small pieces of HTML made of escaped text; nothing else in the package writes tags."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import streamlit as st

if TYPE_CHECKING:
    from collections.abc import Iterable


class Markup(str):
    """Text that is already HTML; anything else is escaped."""

    __slots__ = ()


def tag(name: str, *content: object, css: str = "", **attributes: str) -> Markup:
    """Return an element; text is escaped, nested elements are kept.

    Parameters
    ----------
    name
        Name of the element.
    content
        Text, numbers or `Markup`.
    css
        Its class.
    attributes
        Other attributes; an underscore stands for a hyphen (``aria_label``).

    Examples
    --------
    >>> tag("p", "Fort & beau, ", tag("b", "<1 km"), css="note")
    '<p class="note">Fort &amp; beau, <b>&lt;1 km</b></p>'
    """
    named = ({"class": css} if css else {}) | attributes
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(value)}"' for key, value in named.items()
    )
    return Markup(f"<{name}{written}>{join(content)}</{name}>")


def join(content: Iterable[object], between: str = "") -> Markup:
    """Return pieces one after the other, escaped where they are text."""
    pieces = (item if isinstance(item, Markup) else escape(str(item)) for item in content)
    return Markup(escape(between).join(pieces))


def show(markup: Markup) -> None:
    """Put elements on the page."""
    st.html(markup)
