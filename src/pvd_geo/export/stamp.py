"""What every file says about itself: its subject, selection, date and sources."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pvd_geo.formatting import date_long

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from pvd_geo.tables.catalog import Source

PROGRAMME: Final = "Petites villes de demain"
WHOLE: Final = "Toute la France"


@dataclass(frozen=True, slots=True)
class Stamp:
    """Origin of one file.

    Parameters
    ----------
    title
        What the file holds, in French.
    selection
        What it was narrowed to, in French; empty for the whole programme.
    made_on
        When it was made.
    sources
        One line a source.
    notes
        What to know before using the figures, one line each.
    """

    title: str
    selection: str
    made_on: date
    sources: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def publishers(self) -> tuple[str, ...]:
        """Who the sources are, in short, where there is no room for more."""
        return tuple(dict.fromkeys(re.split(r",| \(", line)[0] for line in self.sources))

    def lines(self) -> list[tuple[str, str]]:
        """Return the stamp as pairs of a label and its text, in reading order."""
        return [
            ("Programme", PROGRAMME),
            ("Contenu", self.title),
            ("Sélection", self.selection or WHOLE),
            ("Fait le", date_long(self.made_on)),
            *(("Source", line) for line in self.sources),
            *(("À savoir", line) for line in self.notes),
        ]


def source_lines(sources: Iterable[Source]) -> tuple[str, ...]:
    """Return one line for each publication: publisher, title, dates, licence.

    Parameters
    ----------
    sources
        What `pvd_geo.tables.catalog.Catalog.sources_of` returns; vintages of the same publication
        share a line.
    """
    dates: dict[tuple[str, str, str], list[str]] = {}
    for source in sources:
        dates.setdefault((source.publisher, source.title, source.licence), []).append(source.date)
    return tuple(
        f"{publisher if title == publisher else f'{publisher}, {title}'} "
        f"({', '.join(dict.fromkeys(days))}, {licence})"
        for (publisher, title, licence), days in dates.items()
    )
