"""The meetings' series and days: which were held, which belong to the summer of 2022."""

from __future__ import annotations

import calendar
import re
from typing import TYPE_CHECKING, Final

from pvd_geo.formatting import date_long, date_short, missing, month_year
from pvd_geo.text import folded

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    import pandas as pd

SUMMER: Final = "ete-2022"
"""The series of the twelve meetings whose total attendance was published."""


def held(meetings: pd.DataFrame) -> pd.DataFrame:
    """Keep the meetings that took place; each has a date and a host town."""
    return meetings[meetings["status"].eq("held")]


def announced(meetings: pd.DataFrame) -> pd.DataFrame:
    """Keep the meetings announced without a date or a place."""
    return meetings[meetings["status"].eq("announced")]


def summer(meetings: pd.DataFrame) -> pd.DataFrame:
    """Keep the twelve meetings of summer 2022."""
    return meetings[meetings["series"].eq(SUMMER)].reset_index(drop=True)


def years(meetings: pd.DataFrame) -> pd.Series[str]:
    """Return the year of each meeting: that of its day, else that of its series."""
    days = meetings["date"].dt.year.astype("Int64").astype("str")
    return days.where(meetings["date"].notna(), meetings["series"].str[-4:])


def within(meetings: pd.DataFrame, year: str | None, series: str | None) -> pd.DataFrame:
    """Keep the meetings of a year and of a series; of any where none is said."""
    if year:
        meetings = meetings[years(meetings).eq(year)]
    if series:
        meetings = meetings[meetings["series"].eq(series)]
    return meetings


def short_days(days: Sequence[date]) -> list[str]:
    """Write dates in short, each with its year where they are of several years."""
    several = len({day.year for day in days if not missing(day)}) > 1
    return [date_long(day) if several else date_short(day) for day in days]


_SEASONS: Final = {
    "hiver": ("hiver", "l’"),
    "printemps": ("printemps", "le "),
    "ete": ("été", "l’"),
    "automne": ("automne", "l’"),
}
"""The seasons by their id, with the article before them."""
_WRITTEN: Final = re.compile(r"(?:([a-z]+)[ -]+)?(20\d{2})")


def series_of(text: str) -> str:
    """Return the id of a series that somebody wrote, or the text itself when it is none.

    Examples
    --------
    >>> series_of("Été 2022"), series_of(" 2026 "), series_of("plus tard")
    ('ete-2022', '2026', 'plus tard')
    """
    found = _WRITTEN.fullmatch(folded(text))
    return "-".join(filter(None, found.groups())) if found else " ".join(text.split())


def series_name(series: str) -> str:
    """Return what a series is called: ``été 2022``, ``2026``."""
    season, _, year = series.rpartition("-")
    name, _ = _SEASONS.get(season, (season, ""))
    return f"{name} {year}".strip()


def the_series(series: str) -> str:
    """Return a series as it stands in a sentence: ``l’été 2022``, ``2026``."""
    _, article = _SEASONS.get(series.rpartition("-")[0], ("", ""))
    return article + series_name(series)


def period(first: date | None, last: date | None = None) -> str:
    """Write the days of a meeting: ``4 mars 2027``, ``du 4 au 5 mars 2027``, ``mars 2027``."""
    return _period(first, last)[1]


def on_days(first: date | None, last: date | None = None) -> str:
    """Write when a meeting is: ``le 4 mars 2027``, ``du 4 au 5 mars 2027``, ``en mars 2027``."""
    return "".join(_period(first, last))


def _period(first: date | None, last: date | None) -> tuple[str, str]:
    """Return the days in words, and the word that stands before them in a sentence."""
    if first is None or missing(first) or last is None or missing(last) or last == first:
        return "le ", date_long(first)
    months = (first.year, first.month), (last.year, last.month)
    if months[0] != months[1]:
        return "", f"du {date_long(first)} au {date_long(last)}"
    if (first.day, last.day) == (1, calendar.monthrange(*months[0])[1]):
        return "en ", month_year(first)
    return "", f"du {_number(first.day)} au {date_long(last)}"


def _number(day: int) -> str:
    return "1er" if day == 1 else str(day)
