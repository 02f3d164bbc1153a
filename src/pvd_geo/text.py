"""Text as it is compared, one way for the whole package: folded, and for what it comes near."""

from __future__ import annotations

import re
import unicodedata
from itertools import filterfalse
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

_NOT_WORD: Final = re.compile(r"[^0-9a-z]+")
_LIGATURES: Final = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o"})
_ABBREVIATIONS: Final = {"st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes"}


def folded(text: str) -> str:
    """Return ``text`` without case, accents and punctuation.

    Examples
    --------
    >>> folded("Mézidon Vallée d’Auge"), folded(" CODE_INSEE "), folded("Œting")
    ('mezidon vallee d auge', 'code insee', 'oeting')
    """
    letters = text.casefold()
    if not letters.isascii():
        plain = unicodedata.normalize("NFKD", letters.translate(_LIGATURES))
        letters = "".join(filterfalse(unicodedata.combining, plain))
    return _NOT_WORD.sub(" ", letters).strip()


def folded_name(text: str) -> str:
    """Return the name of a place folded, with "saint" in full, as it is written both ways.

    Examples
    --------
    >>> folded_name("St-Flour"), folded_name("L'Île-d'Yeu")
    ('saint flour', 'l ile d yeu')
    """
    return " ".join(_ABBREVIATIONS.get(word, word) for word in folded(text).split())


def nearest(text: str, options: Iterable[str], least: float = 0.8) -> str | None:
    """Return the option that ``text`` may have been meant to be, None when none is near.

    Parameters
    ----------
    text, options
        Compared letter by letter: fold them first where case and accents do not matter.
    least
        Share of the letters of the longer that may not be added, lost, changed or swapped.

    Examples
    --------
    >>> nearest("bretange", ["bretagne", "bourgogne"]), nearest("corse", ["bretagne"])
    ('bretagne', None)
    >>> nearest("paris", ["arbois"])  # four letters in common, in order, and no slip
    """
    from rapidfuzz import process  # noqa: PLC0415 - most words are names as they are
    from rapidfuzz.distance import OSA  # noqa: PLC0415

    found = process.extractOne(
        text, list(options), scorer=OSA.normalized_similarity, score_cutoff=least
    )
    return found[0] if found else None
