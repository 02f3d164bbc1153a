"""Words such as "excusé" outside any column that is about them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pvd_geo.sheets import statuses
from pvd_geo.sheets.layout.lines import letters
from pvd_geo.sheets.presentation import places
from pvd_geo.sheets.questions import Choice, Question, key_of
from pvd_geo.sheets.statuses import DECISIONS, Status

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from pvd_geo.sheets.layout.lines import Layout, Line
    from pvd_geo.sheets.questions import Questions

_CHOICES: Final = tuple(Choice(status.value, label) for status, label in DECISIONS.items())
_RANGES: Final = 5


def statuses_of(
    layout: Layout, lines: Sequence[Line], decided: Collection[int], questions: Questions
) -> dict[tuple[str, int], Status]:
    """Ask what stray words mean; return the status of the lines where they stand.

    Parameters
    ----------
    layout
        The table.
    lines
        Those that stand for people.
    decided
        Positions of the columns whose values are asked about already.
    questions
        Where to ask.
    """
    found: dict[tuple[int, str], list[Line]] = {}
    for line in lines:
        for position in range(len(line.cells)):
            word = "" if position in decided else statuses.mention(line.at(position))
            if word:
                found.setdefault((position, word), []).append(line)
    said: dict[tuple[str, int], Status] = {}
    for (position, word), where in found.items():
        header = layout.header.at(position) or letters(position + 1)
        listed = places((line.place for line in where), _RANGES)
        question = Question(
            key_of("mention", header, word),
            "Ce mot dit-il qui est venu ?",
            f"« {word} » dans la colonne « {header} » ({listed})",
            _CHOICES,
            (statuses.of(word) or Status.UNKNOWN).value,
        )
        if answer := questions.ask(question):
            said |= dict.fromkeys((line.place for line in where), Status(answer))
    return said
