"""The labelled sentences of tests/data/personal, and how a way of finding people is scored."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, field
from functools import cache
from math import sqrt
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pvd_geo.sheets.personal import lexicon
from pvd_geo.sheets.personal.lexicon import known

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

FOLDER: Final = Path(__file__).parents[1] / "data" / "personal"
_MARKS: Final = re.compile("[⟨⟩‹›]")
_WORD: Final = re.compile(r"[^\W_]+")
_CIVIL: Final = frozenset(
    {"m", "mm", "mme", "mmes", "mlle", "melle", "mr", "mrs", "monsieur", "madame", "mesdames"}
    | {"docteur", "dr", "pr", "me", "maître", "professeur", "et", "ou", "le", "la", "les", "l"}
    | {"d", "de", "du", "des", "el", "ben", "maire", "président", "présidente", "préfet", "sous"}
    | {"préfète", "curé", "conseillère", "départementale", "adjoint", "épouse"}
)
"""Words of a person's mention that tell nobody who it is."""

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence.

    Parameters
    ----------
    text
        Without its marks.
    people
        Cells of the sheet's own columns of people.
    names, contacts
        Where the people stand, and the addresses and numbers, in order.
    """

    text: str
    people: tuple[str, ...]
    names: tuple[Span, ...]
    contacts: tuple[Span, ...]


def sentences(half: str) -> tuple[Sentence, ...]:
    """Return one half of the set: ``dev`` or ``held-out``."""
    lines = (FOLDER / f"sentences-{half}.tsv").read_text(encoding="utf-8").splitlines()
    return tuple(_sentence(*line.split("\t")) for line in lines)


def _sentence(people: str, marked: str) -> Sentence:
    names: list[Span] = []
    contacts: list[Span] = []
    start = 0
    for shift, mark in enumerate(_MARKS.finditer(marked)):
        position = mark.start() - shift
        if mark[0] in "⟨‹":
            start = position
        else:
            (names if mark[0] == "⟩" else contacts).append((start, position))
    cells = tuple(people.split(";")) if people else ()
    return Sentence(_MARKS.sub("", marked), cells, tuple(names), tuple(contacts))


@dataclass
class Score:
    """Mentions of people, found or not, and what was removed, rightly or not."""

    found: int = 0
    mentions: int = 0
    right: int = 0
    removed: int = 0
    missed: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def add(self, text: str, mentions: Iterable[Span], removed: Iterable[Span]) -> None:
        """Score one sentence.

        A mention is found when none of the words that tell who it is remains. A removal is
        right when it takes words of mentions only.
        """
        mentions, removed = tuple(mentions), tuple(removed)
        for start, end in mentions:
            telling = [
                word for word in words(text, start, end) if text[slice(*word)].lower() not in _CIVIL
            ]
            found = all(_inside(word, removed) for word in telling)
            self.mentions += 1
            self.found += found
            if not found:
                self.missed.append(f"{text[start:end]!r} in {text!r}")
        for start, end in removed:
            right = all(
                _inside(word, mentions)
                for word in words(text, start, end)
                if text[slice(*word)].lower() not in _CIVIL
            )
            self.removed += 1
            self.right += right
            if not right:
                self.wrong.append(f"{text[start:end]!r} in {text!r}")

    @property
    def recall(self) -> float:
        """Return the share of mentions that were found."""
        return self.found / self.mentions

    @property
    def precision(self) -> float:
        """Return the share of removals that were right."""
        return self.right / self.removed


def words(text: str, start: int, end: int) -> Iterator[Span]:
    """Return where each word of a part of a text stands."""
    return (word.span() for word in _WORD.finditer(text, start, end))


def _inside(word: Span, spans: Iterable[Span]) -> bool:
    return any(start <= word[0] and word[1] <= end for start, end in spans)


def wilson(successes: int, trials: int) -> tuple[float, float]:
    """Return the 95 % score interval of a share (Wilson, 1927)."""
    z = 1.959964
    share = successes / trials
    centre = share + z * z / (2 * trials)
    reach = z * sqrt(share * (1 - share) / trials + z * z / (4 * trials * trials))
    scale = 1 + z * z / trials
    return (centre - reach) / scale, (centre + reach) / scale


@dataclass(frozen=True, slots=True)
class Person:
    """Nobody: a first name and a last name that meet by chance."""

    first: str
    last: str
    number: int

    @property
    def email(self) -> str:
        """Return an address of no domain."""
        return f"{self.last.replace(' ', '').lower()}.{self.number}@exemple.fr"

    @property
    def phone(self) -> str:
        """Return a number kept for fiction."""
        return f"06 39 98 {self.number // 100:02} {self.number % 100:02}"


PEOPLE: Final = 300
_LEAST_LETTERS: Final = 6
"""Letters of a name that no file of bytes holds by chance."""


def people(seed: str = "pvd-geo traces") -> tuple[Person, ...]:
    """Return three hundred people whose last names are no other words, so that one can search.

    Those of two words and more are always among them.
    """
    firsts = _listed("first-names.txt")
    lasts = [
        name
        for name in _listed("family-names.txt")
        if len(name) >= _LEAST_LETTERS and not known(name) and " " not in name
    ]
    compound = compound_names()
    draw = random.Random(seed)  # noqa: S311 - invented people, not secrets
    drawn = [*compound, *draw.sample(lasts, PEOPLE - len(compound))]
    draw.shuffle(drawn)
    return tuple(Person(draw.choice(firsts), last, number) for number, last in enumerate(drawn))


def compound_names() -> tuple[str, ...]:
    """Return the family names of two words and more: those of the lists, and other kinds."""
    ours = Path(lexicon.__file__).with_name("family_names.txt").read_text(encoding="utf-8")
    listed = {*_listed("family-names.txt"), *ours.splitlines(), *_OTHER_COMPOUNDS}
    return tuple(
        sorted(
            name
            for name in listed
            if re.search("[ -]", name) and name[0] != "#" and len(name) >= _LEAST_LETTERS
        )
    )


_OTHER_COMPOUNDS: Final = (
    *("Ait Ahmed", "Ben Ali", "De La Tour", "Della Rocca", "Di Stefano", "Du Pont", "El Amrani"),
    *("La Fontaine", "Le Petit", "Mac Donald", "Saint-Martin", "Van Damme", "Van der Berg"),
)


def _listed(name: str) -> list[str]:
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if not line.startswith("#")]


_WRITTEN: Final = (
    "MME {last} demande un banc",
    "Selon {first} {last}, la place manque d’ombre",
    "{last} veut une fontaine",
    "{upper} {first} a noté les remarques",
    "Monsieur le maire {last} l’a promis",
    "Appeler {last} au {phone}",
    "Écrire à {email}",
    "vu avec {lower}, qui loue la grange",
    "Le pré de M {last} est inondable",
    "Dixit {initial}. {last} : trop de bruit",
)


def contributions(everybody: Iterable[Person]) -> bytes:
    """Return a sheet of contributions that names each of them in its columns and its texts."""
    lines = ["rencontre;theme;nature;texte;groupe;rapporteur;courriel;téléphone"]
    for person in everybody:
        text = _WRITTEN[person.number % len(_WRITTEN)].format(
            first=person.first,
            last=person.last,
            upper=person.last.upper(),
            lower=person.last.lower(),
            initial=person.first[0],
            email=person.email,
            phone=person.phone,
        )
        cells = (
            *("Paimpol", "habitat", "idée", f"{text} (table {person.number})"),
            *(f"Groupe de {person.first} {person.last}", f"{person.first} {person.last}"),
            *(person.email, person.phone),
        )
        lines.append(";".join(cells))
    return "\n".join(lines).encode()


def sign_in_list(everybody: Iterable[Person]) -> bytes:
    """Return a list that each of them signed."""
    lines = ["rencontre;public;nom;prénom;courriel;téléphone;commune;structure"]
    lines += [
        f"Paimpol;élu;{person.last};{person.first};{person.email};{person.phone};Paimpol;"
        f"Cabinet {person.last}"
        for person in everybody
    ]
    return "\n".join(lines).encode()


def traces(everybody: Iterable[Person], content: bytes) -> set[str]:
    """Return what tells somebody in bytes: last names whatever their case, addresses, numbers."""
    lower, found = content.lower(), set()
    for encoding, needles in _needles(tuple(everybody)).items():
        found |= {match.decode(encoding) for match in needles.findall(lower)}
    return found


@cache
def _needles(everybody: tuple[Person, ...]) -> dict[str, re.Pattern[bytes]]:
    """Return what finds anybody, the longest of what begins alike: « Le Gall », not « Le Gal »."""
    told = {text.lower() for each in everybody for text in (each.email, each.last, each.phone)}
    told |= {each.phone.replace(" ", "") for each in everybody}
    return {
        encoding: re.compile(_any_of({text.encode(encoding) for text in told}))
        for encoding in ("utf-8", "cp1252", "utf-16-le")
    }


def _any_of(words: set[bytes]) -> bytes:
    """Return an expression of many words that looks at each byte once: beginnings are shared."""
    ends = b"" in words
    by_first: dict[int, set[bytes]] = {}
    for word in words - {b""}:
        by_first.setdefault(word[0], set()).add(word[1:])
    if not by_first:
        return b""
    branches = [re.escape(bytes([first])) + _any_of(rest) for first, rest in by_first.items()]
    return b"(?:" + b"|".join(branches) + b")" + (b"?" if ends else b"")
