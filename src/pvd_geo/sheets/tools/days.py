"""The days that an export speaks of, whichever order its tool writes them in."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Final

from pvd_geo.sheets.values import dates

if TYPE_CHECKING:
    from collections.abc import Iterable

_HOUR: Final = re.compile(r"[\sT,]+\d{1,2}[:h]\d{2}.*$")
_SHORT: Final = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})")
_CENTURY: Final = 2_000


def of(text: str) -> frozenset[date]:
    """Return the days that a moment may mean: American tools write the month first.

    Examples
    --------
    >>> sorted(map(str, of("6/24/22, 9:31:22 AM"))), sorted(map(str, of("06/07/2022 09:31")))
    (['2022-06-24'], ['2022-06-07', '2022-07-06'])
    >>> sorted(map(str, of("Jul 05, 2022 09:00:00 AM")))
    ['2022-07-05']
    """
    bare = _HOUR.sub("", text.strip())
    if found := _SHORT.fullmatch(bare):
        first, second, year = map(int, found.groups())
        year = _full(year)
        return frozenset(filter(None, (_day(year, first, second), _day(year, second, first))))
    day = dates.parse(bare)
    if day is None or day.year is None:
        return frozenset()
    return frozenset(filter(None, [_day(day.year, day.month, day.day)]))


def of_all(texts: Iterable[str]) -> frozenset[date]:
    """Return the days that the moments of one file may mean.

    A file writes all of them in one order: a day above 12 tells which.

    Examples
    --------
    >>> sorted(map(str, of_all(["06/07/2022", "24/06/2022"])))
    ['2022-06-24', '2022-07-06']
    """
    moments = [_HOUR.sub("", text.strip()) for text in texts]
    short = [
        tuple(map(int, found.groups())) for text in moments if (found := _SHORT.fullmatch(text))
    ]
    days = frozenset().union(*(of(text) for text in moments if not _SHORT.fullmatch(text)))
    orders = [
        [_day(_full(year), *month_and_day) for year, month_and_day in order]
        for order in (
            [(year, (second, first)) for first, second, year in short],
            [(year, (first, second)) for first, second, year in short],
        )
    ]
    whole = [order for order in orders if all(order)] or orders
    return days | frozenset(day for order in whole for day in order if day)


def _full(year: int) -> int:
    return year + (_CENTURY if year < 100 else 0)  # noqa: PLR2004 - a year in two digits


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
