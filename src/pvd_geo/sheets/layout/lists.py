"""A list of people that its headers make look like a tally."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from pvd_geo.sheets import statuses
from pvd_geo.sheets.layout.headers import field_of, tells_people
from pvd_geo.sheets.questions import Choice, Question
from pvd_geo.sheets.shapes import SIGN_IN, TALLY

if TYPE_CHECKING:
    from pvd_geo.sheets.layout.blocks import Block
    from pvd_geo.sheets.layout.headers import Heading
    from pvd_geo.sheets.questions import Questions

_LEAST_NAMES: Final = 3
_DISTINCT: Final = 0.67
"""Share of different texts in a column of names; the words of an audience come back."""
_CHOICES: Final = (
    Choice("sign_in", "une personne par ligne : le nombre n’est pas lu"),
    Choice("tally", "le nombre : il compte les personnes de la ligne"),
)


def reconsidered(block: Block, questions: Questions) -> tuple[Heading, int | None]:
    """Return what a block's headers announce once its cells were looked at.

    Returns
    -------
    tuple
        The headers with their shape, and the position of a column of people's names that its
        header does not announce.
    """
    head = block.head
    if head.shape is not TALLY:
        return head, None
    position = _counts(head)
    values = [text for line in block.lines if (text := line.at(position))]
    if any(letter.isdigit() for text in values for letter in text):
        return _asked(head, questions), None
    as_list = replace(head, shape=SIGN_IN)
    if values and all(map(statuses.of, values)):
        return as_list, None
    if len(values) >= _LEAST_NAMES and len(set(values)) >= _DISTINCT * len(values):
        return as_list, position
    return head, None


def _counts(head: Heading) -> int:
    fields = [field_of(TALLY, cell) for cell in head.line.cells]
    return fields.index("participants")


def _asked(head: Heading, questions: Questions) -> Heading:
    """Ask what counts, where lines have names and numbers."""
    if not any(tells_people(cell) for cell in head.line.cells):
        return head
    header = head.line.at(_counts(head))
    text = f"Chaque ligne porte un nom de personne et un nombre (colonne « {header} »)."
    answer = questions.ask(Question("count", "Qu’est-ce qui compte ?", text, _CHOICES))
    return replace(head, shape=SIGN_IN) if answer == "sign_in" else head
