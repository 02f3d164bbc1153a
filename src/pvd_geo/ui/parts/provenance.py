"""The foot of each page: where its figures come from, how fresh they are, who may use them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pvd_geo.errors import DataError
from pvd_geo.export.stamp import source_lines
from pvd_geo.ui import navigation
from pvd_geo.ui.html import join, show, tag
from pvd_geo.ui.parts.sources import linked
from pvd_geo.ui.shared import datasets

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from markupsafe import Markup

    from pvd_geo.tables.catalog import Resource


def footer(*tables: str, narrowed: Mapping[str, Collection[str]] | None = None) -> None:
    """Show who the tables come from in one line, which opens on the details of each table.

    Beside it are the pages about the dashboard itself.

    Parameters
    ----------
    tables
        Names of the tables that the page draws from.
    narrowed
        Of a table that the page shows a part of, the sources of that part: their ids, or their
        publishers where they have none.
    """
    sources = _sources(tables, narrowed or {}) if tables else ()
    about = (
        tag("a", entry.title, href=entry.url_path, target="_self") for entry in navigation.FOOT
    )
    links = tag("nav", *about, aria_label="À propos de ce site")
    show(tag("footer", *sources, links, css="pvd-footer"))


def _sources(tables: Collection[str], narrowed: Mapping[str, Collection[str]]) -> Iterator[Markup]:
    try:
        described = datasets.described()
    except DataError:
        return  # the page, or the one that shows the data, says what is wrong
    resources = described.narrowed(*tables, to=narrowed)
    publishers = dict.fromkeys(
        source.publisher for resource in resources for source in resource.sources
    )
    yield tag(
        "details",
        tag("summary", "Sources : ", ", ".join(publishers)),
        tag("ul", *map(_line, resources)),
    )


def _line(resource: Resource) -> Markup:
    sources = join(map(linked, source_lines(resource.sources)), " ; ")
    return tag("li", tag("b", resource.title), " – ", sources)
