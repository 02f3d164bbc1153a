"""A text as words: where each stands, what its capitals say, what joins it to the one before."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from pvd_geo.text import folded

_WORD: Final = re.compile(
    r"(?:[ldnsjmtc]|(?:lors|puis|jus|quoi|quel)?qu)[’'](?=[^\W\d_])"
    r"|[^\W\d_]+(?:[-‐‑][^\W\d_]+|(?<=[^\W\d_]{2})[’'][^\W\d_]+)*",
    re.IGNORECASE,
)
_ENDS: Final = re.compile(r"[.!?…:;«»“\"•\n|—–]")
_MOSTLY: Final = 0.6
"""Share of capitals from which a text shouts: its capitals then say nothing."""
_LEAST_LETTERS: Final = 12


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text.

    Parameters
    ----------
    text
        As it is written; a hyphenated word is one, an elision is a word of its own.
    key
        It folded, in one piece.
    start, end
        Where it stands.
    before
        What stands between the word before and this one.
    first
        Whether it begins a sentence, so that its capital says nothing.
    """

    text: str
    key: str
    start: int
    end: int
    before: str
    first: bool

    @property
    def capital(self) -> bool:
        """Tell whether it begins with a capital."""
        return self.text[0].isupper()

    @property
    def upper(self) -> bool:
        """Tell whether it is in capitals from end to end."""
        return len(self.text) > 1 and self.text.isupper()

    @property
    def elided(self) -> bool:
        """Tell whether it is an article or a pronoun cut short: ``d’``."""
        return self.text[-1] in "’'"

    @property
    def initial(self) -> bool:
        """Tell whether it is one capital letter."""
        return len(self.text) == 1 and self.capital


@lru_cache(maxsize=50_000)
def key(text: str) -> str:
    """Return a word folded, in one piece."""
    return folded(text).replace(" ", "")


def words(text: str) -> tuple[Word, ...]:
    """Return the words of a text."""
    found: list[Word] = []
    end = 0
    for word in _WORD.finditer(text):
        before = text[end : word.start()]
        first = not found or (bool(_ENDS.search(before)) and not found[-1].initial)
        found.append(Word(word[0], key(word[0]), word.start(), word.end(), before, first))
        end = word.end()
    return tuple(found)


def shouts(text: str) -> bool:
    """Tell whether a text is written in capitals."""
    letters = [letter for letter in text if letter.isalpha()]
    capitals = sum(letter.isupper() for letter in letters)
    return len(letters) >= _LEAST_LETTERS and capitals > _MOSTLY * len(letters)
