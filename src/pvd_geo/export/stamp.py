"""What every file says about itself: its subject, selection, date and sources."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from pvd_geo.formatting import date_long

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
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
    numbers
        The line of each source, counted from 1, by its id or else its publisher.
    """

    title: str
    selection: str
    made_on: date
    sources: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    numbers: Mapping[str, int] = field(default_factory=dict)

    def cite(self, *keys: str) -> str:
        """Return the numbers of some sources, as a note writes them: ``1, 4``; some may be none."""
        found = {self.numbers[key] for key in keys if key in self.numbers}
        return ", ".join(map(str, sorted(found)))

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
    return tuple(
        f"{one.publisher if one.title == one.publisher else f'{one.publisher}, {one.title}'} "
        f"({', '.join(dict.fromkeys(same.date for same in group))}, {one.licence})"
        for group in _publications(sources)
        for one in group[:1]
    )


def source_numbers(sources: Iterable[Source]) -> dict[str, int]:
    """Return the line of each source in `source_lines`, as `Stamp.numbers` has it."""
    return {
        one.source_id or one.publisher: number
        for number, group in enumerate(_publications(sources), 1)
        for one in group
    }


def _publications(sources: Iterable[Source]) -> list[list[Source]]:
    found: dict[tuple[str, str, str], list[Source]] = {}
    for one in sources:
        found.setdefault((one.publisher, one.title, one.licence), []).append(one)
    return list(found.values())
