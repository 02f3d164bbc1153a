"""How old a vintage is, and how it is written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from pvd_geo.formatting import DASH, date_long, month_year, plural

_DATE: Final = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$")
_YEAR: Final = 12
_VOWELS: Final = "ao"
"""With which the names of months begin that lose the ``e`` before them: avril, août, octobre."""


def end(vintage: str) -> str:
    """Return the end of a vintage: ``2015-2021`` -> ``2021``, ``2022-07`` as it is."""
    start, _, last = vintage.partition("-")
    return last if len(last) == len(start) else vintage


def age(vintage: str, today: date) -> str:
    """Return the time since a vintage: ``4 ans``, ``7 mois``; never months of a year alone.

    Parameters
    ----------
    vintage
        A year, a month, a day, or a span of years of which the last counts. A year counts whole:
        what is of 2025 is one year old all through 2026.
    today
        The day to count from.

    Examples
    --------
    >>> from datetime import date
    >>> age("2022-09", date(2026, 11, 23)), age("2015-2021", date(2026, 11, 23))
    ('4 ans', '5 ans')
    >>> age("2026", date(2026, 11, 23)), age("2026-04", date(2026, 11, 23))
    ('cette année', '7 mois')
    """
    found = _DATE.search(end(vintage.strip()))
    if found is None:
        return DASH
    years = today.year - int(found[1])
    if found[2] is None:
        return plural(years, "an") if years > 0 else "cette année"
    month = int(found[2])
    if not 1 <= month <= _YEAR:
        return DASH
    months = _YEAR * years + today.month - month
    if months < 1:
        return "moins d’un mois"
    return plural(months // _YEAR, "an") if months >= _YEAR else f"{months} mois"


def written(vintage: str) -> str:
    """Write a vintage as French readers do.

    Examples
    --------
    >>> written("2026-04"), written("2024-08-01"), written("2015-2021"), written("2025")
    ('avril 2026', '1er août 2024', '2015-2021', '2025')
    """
    found = _DATE.fullmatch(vintage)
    if found is None or found[2] is None:
        return vintage
    day = date(int(found[1]), int(found[2]), int(found[3] or 1))
    return date_long(day) if found[3] else month_year(day)


@dataclass(frozen=True, slots=True)
class When:
    """A vintage with the words that French puts before it: ``of`` it, ``at`` it, the vintage."""

    of: str
    at: str
    the: str


def when(vintage: str) -> When:
    """Write a vintage with the words that French puts before it.

    Examples
    --------
    >>> when("2024-09").of, when("2024-09").at, when("2024-09").the, when("2026-04").of
    ('de septembre 2024', 'en septembre 2024', 'septembre 2024', 'd’avril 2026')
    >>> when("2026-11-28").of, when("2026-11-28").at, when("2026-11-28").the
    ('du 28 novembre 2026', 'le 28 novembre 2026', 'le 28 novembre 2026')
    """
    text = written(vintage)
    found = _DATE.fullmatch(vintage)
    if found is not None and found[3]:
        return When(f"du {text}", f"le {text}", f"le {text}")
    return When(f"d’{text}" if text[:1] in _VOWELS else f"de {text}", f"en {text}", text)


def spanned(oldest: str, latest: str) -> str:
    """Write the vintages of what comes from several sources, the oldest first.

    Examples
    --------
    >>> spanned("2018", "2026-07"), spanned("2026", "2026")
    ('2018 à juillet 2026', '2026')
    """
    ends = dict.fromkeys(written(vintage) for vintage in (oldest, latest))
    return " à ".join(ends)
