"""Text as it is compared: without case, accents and punctuation, one way for the whole package."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

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
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_LIGATURES))
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return _NOT_WORD.sub(" ", letters).strip()


def folded_name(text: str) -> str:
    """Return the name of a place folded, with "saint" in full, as it is written both ways.

    Examples
    --------
    >>> folded_name("St-Flour"), folded_name("L'Île-d'Yeu")
    ('saint flour', 'l ile d yeu')
    """
    return " ".join(_ABBREVIATIONS.get(word, word) for word in folded(text).split())
