"""The people of a sheet's own columns, however a text spells them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Self

from pvd_geo.sheets.personal import lexicon
from pvd_geo.sheets.personal.words import key as key_of
from pvd_geo.sheets.personal.words import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pvd_geo.sheets.personal.words import Word

_PART: Final = re.compile(r"[^\W\d_]+")
_JOINT: Final = re.compile(r"[\s\-‐‑.’']{0,2}")
_LEAST: Final = 2
"""Letters of a name; a single one is an initial."""
_MOST_PARTS: Final = 5


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of letters, hyphens and apostrophes apart."""

    start: int
    end: int
    key: str
    before: str


@dataclass(frozen=True, slots=True)
class People:
    """The names in a sheet's columns.

    Parameters
    ----------
    sure
        Names, and runs of the parts of a name, folded in one piece: removed wherever they are.
    ordinary
        Those that are words of the language as well (« Petit »): removed where they are
        written as a name.
    """

    sure: frozenset[str] = frozenset()
    ordinary: frozenset[str] = frozenset()

    @classmethod
    def of(cls, cells: Iterable[str]) -> Self:
        """Return the people that the cells of personal columns name."""
        sure: set[str] = set()
        ordinary: set[str] = set()
        for cell in cells:
            for key, is_ordinary in _keys(cell):
                (ordinary if is_ordinary else sure).add(key)
        return cls(frozenset(sure - ordinary), frozenset(ordinary))

    def __bool__(self) -> bool:
        """Tell whether there is anybody."""
        return bool(self.sure or self.ordinary)

    def stretches(self, text: str) -> Iterator[tuple[int, int, bool, int]]:
        """Return where their names stand: start, end, whether it is sure, how many parts."""
        parts = _parts(text)
        at = 0
        while at < len(parts):
            length, sure = self._longest(parts, at)
            if length:
                yield parts[at].start, parts[at + length - 1].end, sure, length
            at += max(length, 1)

    def _longest(self, parts: list[Part], at: int) -> tuple[int, bool]:
        key = ""
        best, sure = 0, False
        for length, part in enumerate(parts[at : at + _MOST_PARTS], 1):
            if length > 1 and not _JOINT.fullmatch(part.before):
                break
            key += part.key
            if key in self.sure or key in self.ordinary:
                best, sure = length, key in self.sure
        return best, sure


NOBODY: Final = People()


def _parts(text: str) -> list[Part]:
    found: list[Part] = []
    end = 0
    for part in _PART.finditer(text):
        before = text[end : part.start()]
        found.append(Part(part.start(), part.end(), key_of(part[0]), before))
        end = part.end()
    return found


def _keys(cell: str) -> Iterator[tuple[str, bool]]:
    """Return each name, and each run of its parts, with whether it is an ordinary word too."""
    named = [part for word in words(cell) for part in _telling(word)]
    for start in range(len(named)):
        for end in range(start + 1, min(len(named), start + _MOST_PARTS) + 1):
            yield from _key(named[start:end], whole=end - start == len(named))
    if len(named) <= _MOST_PARTS:
        for start in range(1, len(named)):  # « Yann Le Bras » signs « LE BRAS Yann »
            yield from _key([*named[start:], *named[:start]], whole=True)


def _key(run: list[tuple[str, bool | None]], *, whole: bool) -> Iterator[tuple[str, bool]]:
    key = "".join(part for part, _ in run)
    telling = [is_ordinary for _, is_ordinary in run if is_ordinary is not None]
    # « Le Du » is made of particles, and a family name.
    of_particles = len(run) > 1 and lexicon.family_name(key)
    if of_particles or (telling and (whole or run[-1][1] is not None)):
        yield key, all(telling)


def _telling(word: Word) -> list[tuple[str, bool | None]]:
    """Return the parts of a word: ordinary or not, None for those that tell nobody."""
    if word.key in lexicon.CIVILITIES and word.key != "maitre":
        return []
    found: list[tuple[str, bool | None]] = []
    for text in _PART.findall(word.text):
        part = words(text)[0]
        if part.key in lexicon.PARTICLES or len(part.key) < _LEAST:
            found.append((part.key, None))
        else:
            is_ordinary = lexicon.ordinary(part) or (
                lexicon.known(part.key) and not lexicon.first_name(part.text)
            )
            found.append((part.key, is_ordinary or len(part.key) == _LEAST))
    return found
