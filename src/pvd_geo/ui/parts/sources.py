"""A source as a page writes it: its publisher leads to its own site, where that is known."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from pvd_geo.errors import DataError
from pvd_geo.ui.html import join, tag
from pvd_geo.ui.shared import datasets, keys

if TYPE_CHECKING:
    from markupsafe import Markup


def linked(line: str) -> Markup:
    """Return a line that tells a source, its publisher first, with the link to that publisher.

    Parameters
    ----------
    line
        As `pvd_geo.export.stamp.source_lines` and the marks write it, or a publisher alone.
    """
    known = _addresses(keys.files())
    named = (who for who in known if line == who or line.startswith((f"{who}, ", f"{who} (")))
    who = max(named, key=len, default="")
    if not who:
        return join([line])
    link = tag("a", who, href=known[who], target="_blank", rel="noopener")
    return join([link, line.removeprefix(who)])


@lru_cache(maxsize=2)
def _addresses(_key: str) -> dict[str, str]:
    """Return where the publishers of the data are, those whose site is known."""
    try:
        described = datasets.described()
    except DataError:
        return {}
    sources = (source for resource in described.resources for source in resource.sources)
    return {source.publisher: source.address for source in sources if source.address}
