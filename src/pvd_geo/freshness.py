"""How old a vintage is, in words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pvd_geo.formatting import DASH, plural

if TYPE_CHECKING:
    from datetime import date

_DATE: Final = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$")
_YEAR: Final = 12


def age(vintage: str, today: date) -> str:
    """Return the time since the end of a vintage: ``4 ans``, ``7 mois``.

    Parameters
    ----------
    vintage
        A year, a month, a day, or a span of years of which the last counts.
    today
        The day to count from.

    Examples
    --------
    >>> from datetime import date
    >>> age("2022-09", date(2026, 11, 23)), age("2015-2021", date(2026, 11, 23))
    ('4 ans', '4 ans')
    """
    found = _DATE.search(vintage.strip())
    if found is None:
        return DASH
    year, month = int(found[1]), int(found[2] or _YEAR)
    if not 1 <= month <= _YEAR:  # a span of years: "2015-2021" ends with a year
        return DASH
    months = _YEAR * (today.year - year) + today.month - month
    if months < 1:
        return "moins d’un mois"
    return plural(months // _YEAR, "an") if months >= _YEAR else f"{months} mois"
