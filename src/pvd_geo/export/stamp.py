"""What every file says about itself: its subject, selection, date and sources."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pvd_geo.formatting import date_long, missing

if TYPE_CHECKING:
    from datetime import date

    import pandas as pd

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


def source_lines(sources: pd.DataFrame, *source_ids: str) -> tuple[str, ...]:
    """Return one line for each source: publisher, title, date, licence.

    Parameters
    ----------
    sources
        ``source_id, publisher, title, date, licence``.
    source_ids
        Sources wanted, in this order; all when none is named.
    """
    rows = sources.set_index("source_id")
    wanted = [name for name in source_ids or rows.index if name in rows.index]
    return tuple(
        _line(row["publisher"], row["title"], row["date"], row["licence"])
        for _, row in rows.loc[wanted].iterrows()
    )


def indicator_lines(indicators: pd.DataFrame) -> tuple[str, ...]:
    """Return one line for each producer of indicators: producer, vintages, licences.

    Parameters
    ----------
    indicators
        ``producer, vintage, licence``.
    """
    return tuple(
        _line(str(producer), "", *(_together(rows[column]) for column in ("vintage", "licence")))
        for producer, rows in indicators.groupby("producer", sort=False)
    )


def _together(values: pd.Series[str]) -> str:
    return ", ".join(dict.fromkeys(str(value) for value in values if not missing(value)))


def _line(publisher: str, title: str, when: str, licence: str) -> str:
    head = ", ".join(part for part in (publisher, title) if part)
    tail = ", ".join(str(part) for part in (when, licence) if part and not missing(part))
    return f"{head} ({tail})" if tail else head
