"""A text as the rules walk through it: its words, and what stands around each."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Final

from pvd_geo.sheets.personal import lexicon
from pvd_geo.sheets.personal.words import shouts, words

if TYPE_CHECKING:
    from collections.abc import Collection

    from pvd_geo.sheets.personal.people import People
    from pvd_geo.sheets.personal.words import Word

Span = tuple[int, int]

_GLUE: Final = re.compile(r"\s{0,2}")
_AFTER_INITIAL: Final = re.compile(r"\.?\s{0,2}-?\s?")
MOST_WORDS: Final = 6
"""Words of a name, and words looked back at; the rules stay linear in the text."""
_ACRONYM: Final = 5
"""Letters up to which a word in capitals is taken for an acronym."""


class Context:
    """One text, with what is known of people and places.

    Parameters
    ----------
    text
        Free text.
    people
        Those of the sheet's own columns.
    places
        Names of places, as `pvd_geo.sheets.personal.place_names` makes them.
    """

    def __init__(self, text: str, people: People, places: Collection[str] = ()) -> None:
        self.text = text
        self.words = words(text)
        self.people = people
        self.places = places
        self.shouting = shouts(text)
        self._starts = [word.start for word in self.words]
        self._firsts = [word.start for word in self.words if word.first]

    def guard(self, at: int) -> str:
        """Tell whether a name that begins there is a street's or a shop's rather than a person's.

        Returns
        -------
        str
            ``street``, ``shop``, or nothing.
        """
        ranked = self.words[at].key in lexicon.CIVILITIES
        for step in range(at, max(0, at - MOST_WORDS), -1):
            if not self.joined(step):
                break
            key = self.key(step - 1)
            if key in lexicon.NAMED_AFTER:
                return "street"
            if key in lexicon.SHOPS and not ranked:
                return "shop"
            if key in lexicon.CIVILITIES:
                ranked = True
            elif not (ranked and key in lexicon.PARTICLES) and key not in lexicon.KINDS:
                break
        return ""

    def is_place(self, word: Word) -> bool:
        """Tell whether a word is the name of a place, of a service or of a feast."""
        return word.key in self.places or word.key in lexicon.NOT_PEOPLE

    def run(self, at: int) -> int:
        """Return the end of the words of a name that begins there."""
        end = at
        for step in range(at, min(len(self.words), at + MOST_WORDS)):
            word = self.words[step]
            if step > at and not self.joined(step):
                break
            if word.capital and not word.elided:
                end = step + 1
            elif not (word.key in lexicon.PARTICLES or word.elided):
                break
        return end

    def shouted(self, at: int, *, anything: bool = False) -> int:
        """Return the end of a name in a text that is all in capitals: words that are no others."""
        end = at + 1
        while self.key(end - 1) in lexicon.PARTICLES and anything and end < len(self.words):
            end += 1
        while (
            end < len(self.words) and self.joined(end) and not lexicon.known(self.words[end].text)
        ):
            end += 1
        return end

    def joined(self, at: int, *, titled: bool = False) -> bool:
        """Tell whether a word follows the one before it without a stop."""
        if not 0 < at < len(self.words):
            return False
        glue = _AFTER_INITIAL if titled or self.words[at - 1].initial else _GLUE
        return bool(glue.fullmatch(self.words[at].before))

    def is_capital(self, at: int) -> bool:
        """Tell whether a word begins with a capital."""
        return at < len(self.words) and self.words[at].capital

    def after(self, at: int) -> str:
        """Return the two characters after a word."""
        word = self.words[at]
        return self.text[word.end : word.end + 2]

    def before(self, at: int) -> str:
        """Return what stands before a word."""
        return self.words[at].before if at < len(self.words) else ""

    def key(self, at: int) -> str:
        """Return the key of a word; empty outside the text."""
        return self.words[at].key if 0 <= at < len(self.words) else ""

    def word_at(self, position: int) -> int:
        """Return the word that holds a position of the text."""
        return max(bisect_right(self._starts, position) - 1, 0)

    def stretch(self, start: int, end: int) -> tuple[Word, ...]:
        """Return the words of a part of the text, the first one whole."""
        return self.words[self.word_at(start) : bisect_left(self._starts, end)]

    def sentence(self, word: Word) -> Word:
        """Return the word that begins the sentence of another."""
        first = self._firsts[bisect_right(self._firsts, word.start) - 1]
        return self.words[self.word_at(first)]


def is_strange(word: Word) -> bool:
    """Tell whether a word is neither the language's nor an acronym."""
    return not lexicon.known(word.text) and (not is_acronym(word) or lexicon.last_name(word))


def is_acronym(word: Word) -> bool:
    """Tell whether a word is written as an acronym: « DDT », « SCoT »."""
    if word.upper:
        return all(len(part) <= _ACRONYM for part in word.text.split("-"))
    return any(
        letter.isupper() and before.isalpha() for before, letter in itertools.pairwise(word.text)
    )
