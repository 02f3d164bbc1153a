"""Pages beside Streamlit's: plain HTML, without a script, with nothing else to fetch."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass

from markupsafe import Markup

from pvd_geo.ui.html import tag


@dataclass(frozen=True, slots=True)
class PlainPage:
    """How some pages look.

    Parameters
    ----------
    style
        Their CSS; without any, they look as the browser has them look.
    """

    style: str = ""

    @property
    def style_source(self) -> str:
        """What a content security policy calls this style, and no other."""
        digest = hashlib.sha256(self.style.encode()).digest()
        return f"'sha256-{base64.b64encode(digest).decode()}'"

    def write(self, title: str, *content: object) -> bytes:
        """Return a page; search engines are asked to leave it out.

        Parameters
        ----------
        title
            What the browser calls it.
        content
            Text, or elements as `pvd_geo.ui.html.tag` makes them.
        """
        head = tag(
            "head",
            Markup('<meta charset="utf-8">'),
            Markup('<meta name="viewport" content="width=device-width, initial-scale=1">'),
            Markup('<meta name="robots" content="noindex">'),
            tag("title", title),
            Markup("<style>{}</style>").format(Markup(self.style)) if self.style else "",  # noqa: S704 - our own
        )
        body = tag("body", tag("main", *content))
        return f"<!doctype html>{tag('html', head, body, lang='fr')}".encode()
