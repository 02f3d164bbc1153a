"""Tables that do not say which meeting they are of: it is asked, never guessed.

A table is asked about when it has no column that names a meeting, or when none of its lines fills
one, as the exports of tools for sign-ups are. The key of the question is ``meeting`` for the first
table of a file and ``meeting.2`` for the second, whichever of them are read; its answer is the
meeting's id (``--answer meeting=corse``), so that code that brings in such a file passes
``answers={"meeting": meeting_id}`` to `pvd_geo.sheets.check_sheet`. Other answers are ``region``
(that of each line, where a list has such a column) and ``leave`` (where a file has more tables).
A meeting on whose day an export is, or that a title, the name of the sheet or of the file names,
is proposed, and only that.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from pvd_geo.sheets.presence import rows
from pvd_geo.sheets.presentation import days_told, places
from pvd_geo.sheets.questions import Choice, Question, Questions
from pvd_geo.sheets.shapes import WHICH

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from pvd_geo.sheets.layout.filling import Filled
    from pvd_geo.sheets.layout.lines import Layout, Line, Part
    from pvd_geo.sheets.values.meetings import MeetingNames

_TOPIC: Final = "De quelle rencontre est-ce ?"
_REGION: Final = Choice("region", "celle de la région de chaque ligne")
_LEAVE: Final = Choice("leave", "aucune : laisser ce tableau de côté")
_RANGES: Final = 5


@dataclass(frozen=True, slots=True)
class Given:
    """What was said of the tables that do not name their meeting.

    Parameters
    ----------
    layout
        The lines, without those that were left aside.
    meetings
        Place of a line to the id of its meeting; to the key of the question while it is open, so
        that what else is to be asked is asked at once.
    left
        The lines that were left aside, by place.
    """

    layout: Layout
    meetings: Mapping[tuple[str, int], str] = field(default_factory=dict)
    left: tuple[tuple[str, int], ...] = ()


def ask(
    parts: Collection[Part], filled: Filled, names: MeetingNames, questions: Questions
) -> Given:
    """Ask for the meeting of each table that names none.

    Parameters
    ----------
    parts
        The tables that were read.
    filled
        Their lines.
    names
        The meetings that may be answered.
    questions
        Where to ask.
    """
    meetings: dict[tuple[str, int], str] = {}
    left: list[tuple[str, int]] = []
    for part in parts:
        lines = [line for line in filled.layout.lines if line.place in part.places]
        if not lines or any(_names_meeting(line, filled.layout) for line in lines):
            continue
        question = _question(part, lines, filled.layout, names, alone=len(parts) == 1)
        answer = questions.ask(question) or question.key
        if answer == _LEAVE.key:
            left += [line.place for line in lines]
        elif answer != _REGION.key:
            meetings |= {line.place: answer for line in lines}
    kept = tuple(line for line in filled.layout.lines if line.place not in set(left))
    return Given(replace(filled.layout, lines=kept), meetings, tuple(left))


def _names_meeting(line: Line, layout: Layout) -> bool:
    listed = layout.shape.kind == "sign_in"
    return not rows.is_total(line) and any(
        line.at(at)
        for name, at in layout.columns.items()
        # A region in a list may be a person's own.
        if name in WHICH and not (listed and name == "region")
    )


def _question(
    part: Part, lines: list[Line], layout: Layout, names: MeetingNames, *, alone: bool
) -> Question:
    column = layout.columns.get("region")
    regions = [] if column is None else [text for line in lines if (text := line.at(column))]
    titles = [*part.titles, *(set(regions) if len(set(regions)) == 1 else ())]
    days = layout.export.days if layout.export else frozenset()
    proposed = names.only_on(days) or next(filter(None, map(names.told_in, titles)), "")
    choices = [Choice(key, label) for key, label in names.held().items()]
    where = places((line.place for line in lines), _RANGES)
    return Question(
        "meeting" if part.number == 1 else f"meeting.{part.number}",
        _TOPIC,
        f"Aucune ligne de ce tableau ne nomme sa rencontre : {where}.{days_told(days)}",
        (*choices, *([_REGION] if regions else []), *([] if alone else [_LEAVE])),
        proposed,
    )
