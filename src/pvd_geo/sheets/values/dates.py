"""A day as French people and their spreadsheets write it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Final

from babel.dates import get_day_names, get_month_names

from pvd_geo.text import folded

_SERIAL_START: Final = date(1899, 12, 30)
"""Day 0 of spreadsheets (ECMA-376, 18.17.4.1), whose 1900 had a 29th of February."""
_SERIALS: Final = range(36_526, 73_051)
"""Serial numbers of the years 2000 to 2099; a smaller number is no day."""
_CENTURY: Final = 2_000
_TIME: Final = r"(?:[T ]\d{1,2}[:h]\d{0,2}(?::\d{2})?(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2})?)?"
_FORMS: Final = tuple(
    re.compile(pattern + _TIME)
    for pattern in (
        r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})",
        r"(?P<year>20\d{2})(?P<month>\d{2})(?P<day>\d{2})",
        r"(?P<day>\d{1,2})\s?[-/.]\s?(?P<month>\d{1,2})\s?[-/.]\s?(?P<year>\d{4}|\d{2})",
        r"(?P<day>\d{1,2})[ _](?P<month>\d{1,2})[ _](?P<year>20\d{2})",
        r"(?P<day>\d{2})(?P<month>\d{2})(?P<year>20\d{2})",
        r"(?P<day>\d{1,2})[-/.](?P<month>\d{1,2})",
    )
)
_SPOKEN: Final = (
    re.compile(r"(?P<day>\d{1,2})(?: ?er)? ?(?P<month>[a-z]+)(?: (?P<year>\d{4}|\d{2}))?"),
    re.compile(r"(?P<month>[a-z]+) (?P<day>\d{1,2})(?:st|nd|rd|th)?(?: (?P<year>\d{4}))?"),
)
_HOUR: Final = re.compile(r"[\s,]+(?:à |de )?\d{1,2} ?h ?\d{0,2}(?:\W.*)?$", re.IGNORECASE)
_PART_OF_DAY: Final = re.compile(
    r"[\s,(–-]+(?:le |l.)?(?:matin|midi|apr[èe]s[- ]?midi|soir|am|pm)\s?\)?$", re.IGNORECASE
)
_LEAST_LETTERS: Final = 3
_LONGEST: Final = 80
"""Characters; a longer text is no day, and reading it as one would take its time."""


@dataclass(frozen=True, slots=True)
class Day:
    """A day; its year may not have been written."""

    day: int
    month: int
    year: int | None = None

    def is_on(self, moment: date) -> bool:
        """Tell whether a date is this day."""
        same = (self.day, self.month) == (moment.day, moment.month)
        return same and self.year in {None, moment.year}


def parse(text: str) -> Day | None:
    """Return the day that a text means, or None.

    Examples
    --------
    >>> parse("22/06/22"), parse("mercredi 22 juin 2022"), parse("44734") == parse("22/6/2022")
    (Day(day=22, month=6, year=2022), Day(day=22, month=6, year=2022), True)
    """
    if len(text) > _LONGEST:
        return None
    text = _HOUR.sub("", _PART_OF_DAY.sub("", text.strip()))
    bare = " ".join(word for word in text.split() if folded(word) not in _around())
    for form in _FORMS:
        if found := form.fullmatch(bare):
            return _day(found["day"], found["month"], found.groupdict().get("year"))
    if re.fullmatch(r"\d{5}(?:[.,]\d+)?", text):
        return _of_serial(int(text[:5]))
    for form in _SPOKEN:
        if (found := form.fullmatch(folded(bare))) and (month := _months().get(found["month"])):
            return _day(found["day"], str(month), found["year"])
    return None


def _of_serial(number: int) -> Day | None:
    if number not in _SERIALS:
        return None
    moment = _SERIAL_START + timedelta(days=number)
    return Day(moment.day, moment.month, moment.year)


def _day(day: str, month: str, year: str | None) -> Day | None:
    number = int(year) if year else None
    if number is not None and number < 100:  # noqa: PLR2004 - a year in two digits
        number += _CENTURY
    try:
        # 2024 had a 29th of February, which a day without a year may be.
        date(number or 2024, int(month), int(day))
    except ValueError:
        return None
    return Day(int(day), int(month), number)


@cache
def _months() -> dict[str, int]:
    """Return the months by name and by each abbreviation of three letters or more."""
    return {
        name[:length]: number
        for language in ("en", "fr")
        for number, written in get_month_names("wide", locale=language).items()
        for name in [folded(written)]
        for length in range(_LEAST_LETTERS, len(name) + 1)
        if name[:length] != "jui"  # June or July
    }


@cache
def _around() -> frozenset[str]:
    """Return the words that stand around a date and say no more than it does."""
    days = (
        *get_day_names("wide", locale="fr").values(),
        *get_day_names("abbreviated", locale="fr").values(),
    )
    return frozenset({"le", "du", "date", *map(folded, days)} - set(_months()))
