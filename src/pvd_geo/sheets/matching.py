"""Comparing what a person typed with what is allowed."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from rapidfuzz import fuzz, process

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_NOT_WORD: Final = re.compile(r"[^0-9a-z]+")
_LIGATURES: Final = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o"})
_SAINTS: Final = {"st": "saint", "ste": "sainte"}
_NEAR: Final = 72  # of 100: one letter in four may differ
_LONGEST: Final = 80  # characters: a longer text is no name with a slip in it


def fold(text: str) -> str:
    """Return ``text`` without case, accents and punctuation.

    Examples
    --------
    >>> fold("Mézidon Vallée d’Auge"), fold(" CODE_INSEE ")
    ('mezidon vallee d auge', 'code insee')
    """
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_LIGATURES))
    ascii_only = "".join(char for char in plain if not unicodedata.combining(char))
    return _NOT_WORD.sub(" ", ascii_only).strip()


def fold_name(text: str) -> str:
    """Return ``text`` folded, with St and Ste in full, as towns are written both ways."""
    return " ".join(_SAINTS.get(word, word) for word in fold(text).split())


def nearest(text: str, options: Mapping[str, str]) -> str | None:
    """Return the label of the option nearest to ``text``, or None when none is near.

    Parameters
    ----------
    text
        What was typed.
    options
        Folded spelling to label.
    """
    if len(text) > _LONGEST:
        return None
    found = process.extractOne(
        fold_name(text), options.keys(), scorer=fuzz.ratio, score_cutoff=_NEAR
    )
    return options[found[0]] if found else None


def did_you_mean(label: str | None) -> str:
    """Return the question that ends a fault, or nothing."""
    return f". Vouliez-vous dire « {label} » ?" if label else ""


def one_of(labels: Iterable[str]) -> str:
    """Return the allowed values as a French list: « a », « b » ou « c »."""
    quoted = [f"« {label} »" for label in labels]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} ou {quoted[-1]}"
