"""A day, some days or a month, as people write when a meeting is."""

from __future__ import annotations

import calendar
import re
from datetime import date
from typing import Final

from pvd_geo.sheets.values import dates
from pvd_geo.text import folded

_BETWEEN: Final = re.compile(r"^\s*(?:du\s+)?(.+?)\s*(?:\s(?:au|et|à|jusqu.au)\s|–|\s-\s)\s*(.+)$")
_SHORT: Final = re.compile(r"^\s*(?:du\s+)?(\d{1,2}(?:er)?)\s*-\s*(\d{1,2}(?:er)?\s+\D.*)$")
_MONTH: Final = re.compile(r"(?:en )?([a-z]+) (20\d{2})")
_EXAMPLES: Final = "« 4 mars 2027 », « du 4 au 5 mars 2027 » ou « mars 2027 »"


class PeriodError(ValueError):
    """A text that says no day; the message, in French, says why."""


def parse(text: str) -> tuple[date, date | None]:
    """Return the first and the last day that a text means; one day has no last.

    Raises
    ------
    PeriodError
        When it means none, or leaves the year out.

    Examples
    --------
    >>> parse("du 4 au 5 mars 2027")
    (datetime.date(2027, 3, 4), datetime.date(2027, 3, 5))
    >>> parse("4/3/2027")
    (datetime.date(2027, 3, 4), None)
    """
    if month := _month(text):
        return month
    if (day := dates.parse(text)) is not None:
        return _dated(text, day), None
    found = _SHORT.match(text) or _BETWEEN.match(text)
    if found is None:
        raise PeriodError(f"La date « {text} » n’est pas lue : écrivez {_EXAMPLES}.")
    end = dates.parse(found[2])
    if end is None:
        raise PeriodError(f"La date « {text} » n’est pas lue : écrivez {_EXAMPLES}.")
    last = _dated(text, end)
    # The month and the year that only the end says are those of the start too.
    for whole in (found[1], f"{found[1]} {last.year}", f"{found[1]}/{last.month}/{last.year}"):
        start = dates.parse(re.sub(r"(?<=\d)er\b", "", whole))
        if start is not None and start.year is not None:
            first = _dated(text, start)
            return first, None if first == last else last
    raise PeriodError(f"La date « {text} » n’est pas lue : écrivez {_EXAMPLES}.")


def _dated(text: str, day: dates.Day) -> date:
    if day.year is None:
        raise PeriodError(f"La date « {text} » n’a pas d’année : écrivez {_EXAMPLES}.")
    return date(day.year, day.month, day.day)


def _month(text: str) -> tuple[date, date] | None:
    found = _MONTH.fullmatch(folded(text))
    # The first day of a month is read by the same words as any other.
    day = dates.parse(f"1 {found[1]} {found[2]}") if found else None
    if day is None or day.year is None:
        return None
    length = calendar.monthrange(day.year, day.month)[1]
    return date(day.year, day.month, 1), date(day.year, day.month, length)
