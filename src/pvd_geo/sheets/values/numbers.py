"""A count as people write it, and the two counts that a few ways of writing may mean."""

from __future__ import annotations

import re
from typing import Final

_LONGEST: Final = 60
_BLANK: Final = r"[ \u00a0\u202f\u2009'’]"
_GROUPED: Final = re.compile(rf"\d{{1,3}}(?:{_BLANK}\d{{3}})+")
_MARKED: Final = re.compile(r"\d{1,3}(?:(?P<mark>[.,])\d{3})(?:(?P=mark)\d{3})*")
_WITH_DECIMALS: Final = re.compile(r"(?P<whole>\d+|\d{1,3}(?:[.,]\d{3})+)[.,]0{1,2}")


def readings(text: str) -> tuple[int, ...]:
    """Return the whole numbers that a text may mean: none, one, or two.

    ``1.000`` is a thousand in one country and one in another; ``4`` above ``5`` in the same cell
    is neither 45 nor 9.

    Examples
    --------
    >>> readings("1 234"), readings("12,0"), readings("1.000"), readings("40 35")
    ((1234,), (12,), (1000, 1), ())
    """
    text = text.strip()
    if len(text) > _LONGEST or (not text.isascii() and not _plain(text)):
        return ()
    if text.isdigit():
        return (int(text),)
    if _GROUPED.fullmatch(text):
        return (int(re.sub(_BLANK, "", text)),)
    if _MARKED.fullmatch(text):
        return _two(text)
    if found := _WITH_DECIMALS.fullmatch(text):
        return (int(re.sub("[.,]", "", found["whole"])),)
    return ()


def _plain(text: str) -> bool:
    # Digits of other scripts are digits to Python; here they are more likely a trick.
    return re.sub(_BLANK, "", text).isascii()


def _two(text: str) -> tuple[int, ...]:
    whole, *rest = re.split("[.,]", text)
    grouped = int("".join((whole, *rest)))
    # Three decimals that are not zeros are no count: the mark parts thousands, or is a slip.
    return (grouped, int(whole)) if len(rest) == 1 else (grouped,)


def only_one_in(text: str) -> int | None:
    """Return the number in a text that holds one, such as ``environ 12 personnes``."""
    found = re.findall(r"\d+", text)
    return int(found[0]) if len(found) == 1 and len(found[0]) <= 5 else None  # noqa: PLR2004 - no meeting is larger
