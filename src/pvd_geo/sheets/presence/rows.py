"""Which lines of a list stand for a person: empty ones, totals and notes do not."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from statistics import median_high
from typing import TYPE_CHECKING, Final

from pvd_geo.sheets.presence import columns
from pvd_geo.sheets.presence.people import LeftOut, Reason
from pvd_geo.sheets.presentation import places
from pvd_geo.sheets.questions import Choice, Question
from pvd_geo.sheets.shapes import WHICH, announces_companions, announces_quantity
from pvd_geo.text import folded

if TYPE_CHECKING:
    from pvd_geo.sheets.layout.lines import Layout, Line
    from pvd_geo.sheets.questions import Questions

_TOTAL: Final = re.compile(
    r"(?:(?:sous |grand )?(?:total|totaux)|nombre de (?:participants|presents|personnes))\b.*"
)
_MOST_OF_TOTAL: Final = 3
"""Cells filled in a line that gives a total."""
_ERROR: Final = re.compile(r"#[A-Z/0]{2,8}[!?]?")
_NUMBERING: Final = frozenset({"n", "no", "num", "numero", "rang", "ordre", "id", "ligne"})
_CHOICES: Final = (Choice("leave", "ne pas les compter"), Choice("count", "compter une personne"))
_FULL: Final = 3
"""Cells of a usual line from which one with a single cell is a note or a title."""
_RANGES: Final = 5


@dataclass(slots=True)
class Rows:
    """The lines of a list, by what they are.

    Parameters
    ----------
    people
        Lines that stand for one person.
    left_out
        Lines that stand for nobody.
    totals
        Lines that give a number of people.
    """

    people: list[Line] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    totals: list[Line] = field(default_factory=list)


def sort(layout: Layout, questions: Questions) -> Rows:
    """Tell the lines of a list apart; ask about those that may be somebody or not."""
    telling, others = _telling(layout)
    # Prefilled lines and notes say nothing of how much is usually written of a person.
    filled = (line.filled + line.borrowed for line in layout.lines)
    usual = median_high([number for number in filled if number > 1] or [0])
    rows = Rows()
    alone: list[Line] = []
    nameless: list[Line] = []
    nobody: list[Line] = []
    for line in layout.lines:
        if is_total(line):
            rows.totals.append(line)
        elif line.filled == 1 and usual >= _FULL:
            alone.append(line)
        elif _has(line, telling):
            rows.people.append(line)
        else:
            (nameless if _has(line, others) else nobody).append(line)
    _ask(rows, questions, "alone", alone)
    _ask(rows, questions, "nameless", nameless)
    _leave(rows, "nobody", nobody)
    order = {line.place: number for number, line in enumerate(layout.lines)}
    rows.people.sort(key=lambda line: order[line.place])
    return rows


def is_total(line: Line) -> bool:
    """Tell whether a line gives a number of people rather than one of them."""
    # Anywhere: the columns of a second table stand in the order of the first.
    return (
        line.filled <= _MOST_OF_TOTAL
        and any(_TOTAL.fullmatch(folded(cell)) for cell in line.cells)
        and total_of(line) is not None
    )


def total_of(line: Line) -> int | None:
    """Return the number that a line of totals gives."""
    found = [number for cell in line.cells for number in re.findall(r"\d+", cell)]
    return int(found[-1]) if found and len(found[-1]) <= 6 else None  # noqa: PLR2004 - more is no count of people


def _telling(layout: Layout) -> tuple[list[int], list[int]]:
    """Return the columns that show somebody is there, and those that merely may."""
    own = [
        *(at for name, at in layout.columns.items() if name not in {*WHICH, "audience"}),
        *(
            at
            for at, kind in layout.private.items()
            if kind != "others" and not announces_companions(layout.header.at(at))
        ),
        *(
            at
            for at, header in layout.free.items()
            if not (columns.announces(header) or _is_numbering(header) or _counts(header))
        ),
    ]
    weak = [at for name, at in layout.columns.items() if name == "audience"]
    if layout.identity:
        return list(layout.identity), [*own, *weak]
    return own, weak


def _is_numbering(header: str) -> bool:
    return set(folded(header).split()) <= _NUMBERING


def _counts(header: str) -> bool:
    return announces_companions(header) or announces_quantity(header)


def _has(line: Line, positions: list[int]) -> bool:
    return any((text := line.at(at)) and not _ERROR.fullmatch(text) for at in positions)


_SAID: Final = {
    "alone": "N’ont qu’une cellule remplie, comme une note",
    "nameless": "Ne nomment personne, mais ne sont pas vides",
}


def _ask(rows: Rows, questions: Questions, key: str, lines: list[Line]) -> None:
    if not lines:
        return
    text = f"{_SAID[key]} : {places((line.place for line in lines), _RANGES)}."
    answer = questions.ask(Question(key, "Ces lignes sont-elles des personnes ?", text, _CHOICES))
    if answer == "count":
        rows.people += lines
    else:
        _leave(rows, "aside", lines)


def _leave(rows: Rows, reason: Reason, lines: list[Line]) -> None:
    if lines:
        rows.left_out.append(LeftOut(reason, tuple(line.place for line in lines)))
