"""Lines of a list that stand for more than one person: several names, people who came along."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pvd_geo.formatting import plural
from pvd_geo.sheets import limits, statuses
from pvd_geo.sheets.presentation import places
from pvd_geo.sheets.questions import Choice, Question, key_of
from pvd_geo.sheets.shapes import announces_companions, announces_quantity
from pvd_geo.sheets.statuses import Status
from pvd_geo.sheets.values import numbers
from pvd_geo.text import folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pvd_geo.sheets.layout.lines import Layout, Line
    from pvd_geo.sheets.questions import Questions
    from pvd_geo.sheets.rules import Check

_TOPIC: Final = "Combien de personnes ces lignes comptent-elles ?"
_EITHER: Final = re.compile(r"\bM(?:r|\.)?\s*/\s*Mme\b", re.IGNORECASE)
_AND: Final = re.compile(r"[;/&]|\b(?:et|and)\b|\+(?!\s*\d)", re.IGNORECASE)
_MAYBE: Final = re.compile(r"[,\n]")
"""Between two people, or between the last and the first name of one."""
_ASIDE: Final = re.compile(r"\([^()+]*\)")
_MORE: Final = re.compile(r"\+\s*(\d{1,2})\b")
_COUNTED: Final = re.compile(r"\b(\d{1,2})\s*(?:personnes?|pers|participants?|elus?|agents?)\b")
_CIVILITIES: Final = frozenset({"m", "mr", "mme", "mlle", "madame", "monsieur", "mm", "mmes"})
_SAME: Final = frozenset({"ne", "nee", "epouse", "ep", "veuve", "dit", "dite", "alias"})
"""Words before another name of the same person."""
_FULL_NAME: Final = 2
"""Words of a name that is whole by itself."""
_NONE: Final = frozenset({"sans", "aucun", "aucune", "neant", "seul", "seule"})
_RANGES: Final = 5
_EXPECTED: Final = (
    f"un nombre de personnes de 0 à {limits.MAX_COMPANIONS}, leurs noms séparés par « et », ou rien"
)


def ask(check: Check, lines: Sequence[Line]) -> dict[tuple[str, int], int]:
    """Ask how many people lines stand for; return it for those that stand for several.

    Parameters
    ----------
    check
        The list; a number that cannot be read is a fault of it.
    lines
        Those that stand for people.
    """
    found = _named(check.layout, lines, check.questions)
    for position, header in columns(check.layout):
        filled = [line for line in lines if line.at(position)]
        counts = {line.place: _number(line.raw(position)) for line in filled}
        answer = _asked(header, filled, counts, check.questions)
        if answer not in {"add", "instead"}:
            continue
        for line in filled:
            number = counts[line.place]
            if number is None:
                check.fault(line, header, line.at(position), _EXPECTED)
            elif answer == "add":
                found[line.place] = found.get(line.place, 1) + number
            else:
                found[line.place] = max(number, 1)
    return found


def columns(layout: Layout) -> Iterator[tuple[int, str]]:
    """Yield the columns that tell of more people than the line's own, by position."""
    known = {*layout.free, *layout.private} - {*layout.identity}
    for position in sorted(known):
        header = layout.free.get(position) or layout.header.at(position)
        if announces_companions(header) or announces_quantity(header):
            yield position, header


def _asked(
    header: str, lines: list[Line], counts: dict[tuple[str, int], int | None], questions: Questions
) -> str:
    usual = 1 if announces_quantity(header) else 0
    telling = [line for line in lines if counts[line.place] != usual]
    if not telling:
        return ""
    total = sum(filter(None, counts.values()))
    where = places((line.place for line in telling), _RANGES)
    choices = (
        Choice("add", f"ajouter {plural(total, 'personne')} à celles des lignes"),
        Choice("instead", "c’est le nombre de personnes de la ligne, la sienne comprise"),
        Choice("ignore", "ne pas en tenir compte : une personne par ligne"),
    )
    return questions.ask(
        Question(
            key_of("companions", header),
            _TOPIC,
            f"La colonne « {header} » est remplie : {where}.",
            choices,
            "add" if announces_companions(header) else "",
        )
    )


def _number(text: str) -> int | None:
    """Return how many people a cell tells of, by a number, a word or their names."""
    if folded(text) in _NONE:
        return 0
    if any(letter.isdigit() for letter in text):
        found = numbers.readings(text.lstrip("+ "))
        only = found[0] if len(found) == 1 else None
        return only if only is not None and only <= limits.MAX_COMPANIONS else None
    status = statuses.of(text)
    if status is not None:
        return int(status is Status.PRESENT)
    return people_in(text)


def _named(
    layout: Layout, lines: Iterable[Line], questions: Questions
) -> dict[tuple[str, int], int]:
    """Ask about cells that seem to name several people."""
    columns = [at for at in layout.identity if layout.private[at] == "names"]
    groups: dict[int, list[Line]] = {}
    for line in lines:
        number = max(
            (people_in(line.raw(at), first=_is_first(layout.header.at(at))) for at in columns),
            default=1,
        )
        if number > 1:
            groups.setdefault(number, []).append(line)
    found: dict[tuple[str, int], int] = {}
    for number, group in sorted(groups.items()):
        choices = (
            Choice("one", "une seule personne par ligne"),
            Choice("several", f"{number} personnes par ligne"),
        )
        where = (line.place for line in group)
        text = f"Semblent nommer {number} personnes : {places(where, _RANGES)}."
        if questions.ask(Question(f"several.{number}", _TOPIC, text, choices)) == "several":
            found |= dict.fromkeys((line.place for line in group), number)
    return found


def _is_first(header: str) -> bool:
    words = set(folded(header).split())
    return bool(words & {"prenom", "prenoms", "firstname"}) and "nom" not in words


def people_in(text: str, *, first: bool = False) -> int:
    """Return how many people a cell seems to name, one at least.

    Parameters
    ----------
    text
        The cell, with its line breaks.
    first
        Whether it holds first names alone.

    Examples
    --------
    >>> people_in("Mme Riou, M. Le Goff"), people_in("RIOU, Anna"), people_in("Anna Riou +2")
    (2, 1, 3)
    """
    more = sum(int(number) for number in _MORE.findall(text))
    said = max((int(number) for number in _COUNTED.findall(folded(text))), default=0)
    bare = _EITHER.sub(" ", _ASIDE.sub(" ", _MORE.sub(" ", text)))
    parts = [
        part
        for part in _AND.split(bare)
        if (words := folded(part).split()) and not _SAME & {words[0]}
    ]
    named = sum(_listed(part, first=first) for part in parts)
    return max(1, min(max(named + more, said), limits.MAX_COMPANIONS))


def _listed(text: str, *, first: bool) -> int:
    parts = [words for part in _MAYBE.split(text) if (words := folded(part).split())]
    whole = all(len(words) >= _FULL_NAME or words[0] in _CIVILITIES for words in parts)
    return len(parts) if whole or first else 1
