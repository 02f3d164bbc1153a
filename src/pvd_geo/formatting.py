"""Numbers, dates, distances and lists as French readers expect them.

Every function returns `DASH` for a missing value: unknown is never written as zero.
"""

from __future__ import annotations

import math
import re
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from itertools import groupby, islice, takewhile
from typing import TYPE_CHECKING, Any, Final, Literal

import pandas as pd
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

LOCALE: Final = "fr_FR"
DASH: Final = "–"
_WHOLE, _TENTHS = 100, 10

NARROW: Final = "\u202f"
"""The narrow no-break space of French typography: thousands, units, ``; : ! ?``."""

_SPACED: Final = re.compile(r"(?<=«) | (?=[;:!?»%])")
_STRAIGHT: Final = re.compile(r"(?<=[^\W\d_])'(?=\w)")
_PRECISION: Final = {"at_least": "plus de", "about": "environ", "exactly": ""}


def missing(value: Any) -> bool:  # noqa: ANN401 - a scalar of any frame
    """Tell whether a scalar of a frame is unknown (``None``, ``NaN``, ``NA``, ``NaT``)."""
    return value is None or bool(pd.isna(value))


def rounded(value: float, digits: int = 0) -> float:
    """Round as every figure on the screen is: half away from zero, as French readers do.

    A difference shown beside the two figures it comes from is taken between these, so that the
    three agree. What floating point adds (``100 * 0.145`` is less than 14.5) is no digit.

    Examples
    --------
    >>> rounded(12.5), rounded(-12.5), rounded(100 * 0.145), rounded(-0.04, 1)
    (13.0, -13.0, 15.0, 0.0)
    """
    if not math.isfinite(value):
        return value
    exact = Decimal(f"{value:.14g}")
    return float(exact.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)) + 0.0


def decimal(value: float | None, digits: int = 1) -> str:
    """Write a number with a fixed number of decimals: ``12,5``."""
    if value is None or missing(value):
        return DASH
    return _written(float(value), digits)


def measured(value: float | None) -> str:
    """Write a measure with as many decimals as tell anything: ``1 927``, ``12,5``, ``0,35``."""
    if value is None or missing(value):
        return DASH
    size = abs(float(value))
    digits = 0 if size >= _WHOLE else 1 if size >= _TENTHS else 2
    return decimal(value, digits)


@lru_cache(maxsize=8192)
def _written(value: float, digits: int) -> str:
    """Write a number; a page writes the same ones at each run, and Babel takes its time."""
    pattern = "#,##0" + ("." + "0" * digits if digits else "")
    return str(format_decimal(rounded(value, digits), format=pattern, locale=LOCALE)).replace(
        "-", "−"
    )


def integer(value: float | None) -> str:
    """Write a whole number with its thousands apart: ``7 185 587``."""
    return decimal(value, 0)


def signed(value: float | None, digits: int = 2) -> str:
    """Write a number with its sign: ``+0,35``."""
    if missing(value):
        return DASH
    return ("+" if value is not None and rounded(value, digits) > 0 else "") + decimal(
        value, digits
    )


def percent(value: float | None, digits: int = 1) -> str:
    """Write a figure that is already a percentage: ``12.5`` gives ``12,5 %``."""
    return DASH if missing(value) else f"{decimal(value, digits)}{NARROW}%"


def share(value: float | None, digits: int = 0) -> str:
    """Write a share of one as a percentage: ``0.125`` gives ``13 %``."""
    return DASH if value is None or missing(value) else percent(100 * value, digits)


def distance(km: float | None) -> str:
    """Write a distance in kilometres, whole from ten kilometres on: ``123 km``, ``7,4 km``."""
    if km is None or missing(km):
        return DASH
    # Exactly nothing, and not what rounds to it: the place itself.
    return f"{decimal(km, _km_digits(km) if km else 0)}{NARROW}km"


def rounded_km(km: float) -> float:
    """Round a distance as `distance` writes it, for a difference that agrees with it."""
    return rounded(km, _km_digits(km))


def beyond_the_cut(shown: Iterable[object], kept: int) -> int:
    """Count those left out of a sorted list that are shown the same as the last one kept.

    Parameters
    ----------
    shown
        What is shown of each, in the order of the list, those left out too; asked for no
        further than the first that differs.
    kept
        How many the list keeps.

    Examples
    --------
    >>> beyond_the_cut(["9 km", "8 km", "8 km", "8 km", "3 km"], 2), beyond_the_cut(["9 km"], 2)
    (2, 0)
    """
    found = iter(shown)
    last = next(islice(found, kept - 1, None), None)
    return sum(1 for _ in takewhile(lambda one: one == last, found))


def date_long(day: date | None) -> str:
    """Write a date in words: ``22 juin 2022``, ``1er juillet 2022``."""
    return DASH if day is None or missing(day) else _day(day, " MMMM y")


def date_short(day: date | None) -> str:
    """Write a date without its year: ``22 juin``, ``1er juillet``."""
    return DASH if day is None or missing(day) else _day(day, " MMMM")


def month_year(day: date | None) -> str:
    """Write a month: ``septembre 2022``."""
    return DASH if missing(day) else str(format_date(day, format="MMMM y", locale=LOCALE))


def precise(value: float | None, precision: str) -> str:
    """Write a published figure with its precision: ``plus de 800``, ``environ 15``, ``12``.

    Raises
    ------
    KeyError
        When ``precision`` is not one of ``at_least``, ``about``, ``exactly``.
    """
    if value is None or missing(value):
        return DASH
    words = precision_words(precision)
    number = decimal(value, 0 if float(value).is_integer() else 1)
    return f"{words} {number}" if words else number


def precision_words(precision: str) -> str:
    """Write the precision of a published figure alone: ``plus de``, ``environ``, or nothing.

    Raises
    ------
    KeyError
        When ``precision`` is not one of ``at_least``, ``about``, ``exactly``.
    """
    return _PRECISION[precision]


def plural(count: float, singular: str, several: str | None = None) -> str:
    """Write a count with its noun; French takes the singular below two.

    Examples
    --------
    >>> plural(1, "commune"), plural(0, "commune"), plural(134, "commune")
    ('1 commune', '0 commune', '134 communes')
    """
    noun = singular if abs(count) < 2 else several or f"{singular}s"  # noqa: PLR2004
    return f"{integer(count)} {noun}"


def capitalised(text: str) -> str:
    """Return a text that begins with a capital; its other letters stay what they are.

    Examples
    --------
    >>> capitalised("service de l’État"), capitalised("élu")
    ('Service de l’État', 'Élu')
    """
    return text[:1].upper() + text[1:]


def listed(
    items: Iterable[str],
    style: Literal["standard", "or"] = "standard",
    *,
    most: int | None = None,
    others: tuple[str, str] = ("autre", "autres"),
) -> str:
    """Write an enumeration, with "et" or, in the style ``or``, with "ou".

    Parameters
    ----------
    items
        What is listed; of nothing comes an empty text.
    style
        Babel's: ``standard`` or ``or``.
    most
        Items named when there are many; the rest is a number. A single one left is named too.
    others
        The noun of that number, in the singular and in the plural.

    Examples
    --------
    >>> listed(["Corte", "Belley", "Paimpol"]), listed(["Corte", "Belley"], "or")
    ('Corte, Belley et Paimpol', 'Corte ou Belley')
    >>> listed("abcd", most=2), listed("abc", most=2)
    ('a, b et 2 autres', 'a, b et c')
    >>> listed(["Côte-d'Or", "Val-d'Oise"])
    'Côte-d’Or et Val-d’Oise'
    """
    named = list(items)
    if most is not None and len(named) > most + 1:
        named[most:] = [plural(len(named) - most, *others)]
    return curled(str(format_list(named, style=style, locale=LOCALE)))


def line_numbers(lines: Iterable[int], most: int | None = None) -> str:
    """Write line numbers in words, those that follow one another as a range.

    Parameters
    ----------
    lines
        At least one, in any order.
    most
        Ranges written when there are many; the other lines are counted.

    Examples
    --------
    >>> line_numbers([3]), line_numbers([9, 3, 4, 5]), line_numbers([2, 4, 6, 8], most=2)
    ('ligne 3', 'lignes 3 à 5 et 9', 'lignes 2, 4 et 2 autres')
    """
    numbers = sorted(set(lines))
    ranges = _ranges(numbers)
    shown = len(ranges) if most is None or len(ranges) <= most + 1 else most
    texts = [str(first) if first == last else f"{first} à {last}" for first, last in ranges[:shown]]
    left = sum(last - first + 1 for first, last in ranges[shown:])
    texts += [plural(left, "autre")] if left else []
    return f"ligne{'s' if len(numbers) > 1 else ''} {listed(texts)}"


def typeset(text: str) -> str:
    """Return French text with the spaces that typography wants before ``; : ! ? » %``.

    Its apostrophes are those of `curled`.

    Examples
    --------
    >>> typeset("Attendu : « élu » ?") == "Attendu\u202f: «\u202félu\u202f»\u202f?"
    True
    """
    return curled(_SPACED.sub(NARROW, text))


def curled(text: str) -> str:
    """Return a text as it is read, with the curly apostrophe inside its words.

    Names are as INSEE codes them, with the straight one, in data, joins and files of data; what
    is read, on the screen or on paper, is written like the sentences around it.

    Examples
    --------
    >>> curled("Provence-Alpes-Côte d'Azur, 'tel quel'")
    "Provence-Alpes-Côte d’Azur, 'tel quel'"
    """
    return _STRAIGHT.sub("’", text) if "'" in text else text


def _ranges(numbers: Iterable[int]) -> list[tuple[int, int]]:
    """Return sorted numbers as first and last of those in a row, from three in a row on."""
    ranges: list[tuple[int, int]] = []
    for _, run in groupby(enumerate(numbers), lambda pair: pair[1] - pair[0]):
        row = [number for _, number in run]
        ranges += [(row[0], row[-1])] if len(row) > 2 else [(each, each) for each in row]  # noqa: PLR2004
    return ranges


def _km_digits(km: float) -> int:
    return 0 if rounded(km, 1) >= 10 else 1  # noqa: PLR2004 - whole from ten kilometres on


@lru_cache(maxsize=1024)  # a slider writes a hundred of them whenever something is chosen
def _day(day: date, rest: str) -> str:
    number = "1er" if day.day == 1 else str(day.day)
    return number + str(format_date(day, format=rest, locale=LOCALE))
