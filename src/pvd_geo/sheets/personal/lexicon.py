"""Words that tell a person's name from an ordinary word, a street or a shop."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING, Final

from simplemma import is_known

from pvd_geo.sheets.personal.words import words
from pvd_geo.text import folded

if TYPE_CHECKING:
    from pvd_geo.sheets.personal.words import Word

_LEAST_PLACE: Final = 3
"""Letters; shorter parts of a place's name are articles."""


_ENDINGS: Final = ("ment", "iser", "isation", "ifier", "ification")
"""Of words that are made by the day, and of no names."""


def _read(file: str) -> str:
    return resources.files(__package__).joinpath(file).read_text(encoding="utf-8")


_WORDS: Final = {
    topic: frozenset(listed.split())
    for topic, listed in tomllib.loads(_read("lexicon.toml")).items()
}
CIVILITIES: Final = _WORDS["civilities"]
PLURAL: Final = _WORDS["plural"]
AMBIGUOUS: Final = _WORDS["ambiguous"]
PARTICLES: Final = _WORDS["particles"]
FUNCTIONS: Final = _WORDS["functions"]
QUALIFIERS: Final = _WORDS["qualifiers"]
NAMED_AFTER: Final = _WORDS["named_after"]
KINDS: Final = _WORDS["kinds"]
SHOPS: Final = _WORDS["shops"]
SAID: Final = _WORDS["said"]
DETERMINERS: Final = _WORDS["determiners"]
BEFORE_PLACES: Final = _WORDS["before_places"]
BEFORE_PEOPLE: Final = _WORDS["before_people"]
NOT_PEOPLE: Final = _WORDS["not_people"]
NUMBERED: Final = _WORDS["numbered"]
"""Topics of ``lexicon.toml``, which says what each is for."""


def _names(file: str) -> frozenset[str]:
    return frozenset(line.lower() for line in _read(file).splitlines() if line[:1] != "#")


_FIRST: Final = _names("first_names.txt")
_FIRST_PLAIN: Final = frozenset(folded(name).replace(" ", "") for name in _FIRST)
_LAST: Final = frozenset(folded(name).replace(" ", "") for name in _names("family_names.txt"))


@lru_cache(maxsize=50_000)
def known(text: str) -> bool:
    """Tell whether a word is in the dictionary, or all its parts are."""
    return all(
        part in _WORDS["missing"] or part.endswith(_ENDINGS) or is_known(part, lang="fr")
        for part in text.lower().split("-")
    )


@lru_cache(maxsize=50_000)
def first_name(text: str) -> bool:
    """Tell whether a word is a common first name, by itself or with another by a hyphen."""
    if text.lower() in _FIRST:
        return True
    parts = folded(text).split()
    if not all(part in _FIRST_PLAIN for part in parts):
        return False
    return len(parts) > 1 or not known(text)


def both(word: Word) -> bool:
    """Tell whether a first name is an ordinary word or a place as well."""
    return word.key in _WORDS["both"]


def last_name(word: Word) -> bool:
    """Tell whether a word is a common family name."""
    return family_name(word.key)


def family_name(key: str) -> bool:
    """Tell whether a name, folded in one piece, is a common family name."""
    return key in _LAST


def ordinary(word: Word) -> bool:
    """Tell whether a word is one of the language's, and not a first name above all."""
    return known(word.text) and not (first_name(word.text) and not both(word))


@lru_cache(maxsize=4)
def place_names(names: tuple[str, ...]) -> frozenset[str]:
    """Return the names of places as they are looked for: folded, each in one piece.

    Of a name in several words, those that are nothing else count by themselves.
    """
    found = set()
    for name in names:
        found.add(folded(name).replace(" ", ""))
        found |= {word.key for word in words(name) if _is_only_a_place(word)}
    return frozenset(found)


def _is_only_a_place(word: Word) -> bool:
    return (
        len(word.key) > _LEAST_PLACE
        and not known(word.text)
        and not last_name(word)
        and not set(folded(word.text).split()) & _FIRST_PLAIN
    )
