"""The small mark beside a figure that opens its source; on paper it is the number of a note."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

from markupsafe import Markup

from pvd_geo.errors import DataError
from pvd_geo.freshness import written
from pvd_geo.ui.html import BESIDE, join, kept, tag
from pvd_geo.ui.parts import quotes
from pvd_geo.ui.parts.sources import linked
from pvd_geo.ui.shared import datasets

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    import pandas as pd

    from pvd_geo.tables.catalog import Source

PUBLISHED: Final = "chiffres-publies"
"""Where « Données et méthode » sets the published figures beside ours."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Who a figure comes from.

    Parameters
    ----------
    lines
        One a publication: who, what, when, under which licence.
    anchor
        The row of « Données et méthode » that says more.
    """

    lines: tuple[str, ...]
    anchor: str


def row_id(figure_id: str) -> str:
    """Return the anchor of a published figure's row on « Données et méthode »."""
    return f"chiffre-{figure_id}"


def file_id(path: str) -> str:
    """Return the anchor of a file's row on « Données et méthode »."""
    return f"fichier-{path.partition('.')[0]}"


def indicator_id(name: str) -> str:
    """Return the anchor of an indicator's row on « Données et méthode »."""
    return f"indicateur-{name}"


def of_table(table: str, *keys: str) -> Origin | None:
    """Return the origin of what is counted from a table; nothing when it cannot be read.

    Parameters
    ----------
    table
        Name of the table.
    keys
        The sources of the table that the figure comes from, by their ids or else their publishers;
        all of them by default.
    """
    try:
        resource = datasets.described().resource(table)
    except DataError:
        return None
    sources = resource.narrowed(keys).sources if keys else resource.sources
    return Origin(_lines(sources), file_id(resource.path)) if sources else None


def of_tables(narrowed: Mapping[str, Collection[str]]) -> Origin | None:
    """Return the origin of what is told from several tables at once, led to by the first.

    Parameters
    ----------
    narrowed
        By table, the sources that it comes from, as `pvd_geo.territory.backing` tells them; a
        table of which no source is told is left out.
    """
    told = (of_table(table, *keys) for table, keys in narrowed.items() if keys)
    found = [one for one in told if one]
    if not found:
        return None
    return Origin(tuple(dict.fromkeys(chain(*(one.lines for one in found)))), found[0].anchor)


def of_lead(theme: Any, indicators: pd.DataFrame) -> Origin:  # noqa: ANN401 - a row of the themes
    """Return the origin of what marks the towns of a theme: the producers of its indicators."""
    return of_indicators(theme.lead.split("+"), indicators)


def of_indicators(ids: Sequence[str], indicators: pd.DataFrame) -> Origin:
    """Return the origin of some indicators: their producers, each once."""
    parts = indicators.set_index("indicator_id").loc[list(ids)]
    lines = (f"{one.producer}, {written(one.vintage)}, {one.licence}" for one in parts.itertuples())
    return Origin(tuple(dict.fromkeys(lines)), indicator_id(ids[0]))


def of_published(figure_id: str) -> Origin | None:
    """Return the origin of a published figure; nothing when it cannot be read."""
    try:
        figures = datasets.dataset("published_figures").published_figures
        sources = datasets.described().resource("published_figures").sources
    except DataError:
        return None
    said = figures.set_index("figure_id").loc[figure_id, "source_id"]
    return Origin(_lines(one for one in sources if one.source_id == said), row_id(figure_id))


def mark(subject: str, origin: Origin, *, said: str = "") -> Markup:
    """Return the mark: a button that opens the source under the figure.

    Parameters
    ----------
    subject
        What the figure counts, for those who do not see where the mark stands.
    origin
        What it opens.
    said
        The figure with what it counts, to be quoted; the subject by default.
    """
    more = tag("a", "Données et méthode", href=f"donnees#{origin.anchor}", target="_self")
    return tag(
        "details",
        tag("summary", aria_label=f"Source : {subject}", title="Source"),
        tag(
            "div",
            *(tag("p", linked(line)) for line in origin.lines),
            tag("p", "Voir : ", more, " ", quotes.button(said or subject, origin.lines)),
        ),
        css="pvd-source",
    )


def captioned(caption: str, origin: Origin | None) -> tuple[str, Markup | None]:
    """Return a caption with its mark, as `pvd_geo.ui.html.table` takes it."""
    return caption, mark(caption, origin) if origin else None


def beside(text: object, subject: str, origin: Origin | None) -> Markup:
    """Return a figure or a heading with its mark; alone when its origin cannot be read."""
    if origin is None:
        return join([text])
    if isinstance(text, Markup):
        return join([text, BESIDE, mark(subject, origin)])
    return kept(str(text), mark(subject, origin, said=str(text)))


def _lines(sources: Iterable[Source]) -> tuple[str, ...]:
    return tuple(
        f"{one.publisher}{'' if one.title == one.publisher else f', {one.title}'}, "
        f"{written(one.date)}, {one.licence}"
        for one in sources
    )
