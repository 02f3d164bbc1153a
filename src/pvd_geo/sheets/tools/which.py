"""Whether an export is of the meeting that it is brought in for: doubted when days disagree."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pvd_geo.sheets.presentation import days_told
from pvd_geo.sheets.questions import Choice, Question

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from pvd_geo.sheets.rules import Check
    from pvd_geo.sheets.tool import Export
    from pvd_geo.tables.records import Measure

_TOPIC: Final = "Ce fichier est-il d’une autre rencontre ?"
_SURE: Final = Choice("sure", "c’est bien cette rencontre")


def doubt(check: Check, export: Export, meeting_id: str, counted: Collection[Measure]) -> None:
    """Ask whether an export is of a meeting when its days are not.

    Parameters
    ----------
    check
        The file.
    export
        Its tool, and its days.
    meeting_id
        The meeting that was chosen.
    counted
        What its lines are: days of presence are those of the meeting, days of registration come
        before it.
    """
    chosen = check.references.meetings.get(meeting_id)
    if chosen is None or chosen.date is None or not _disagree(chosen.date, export, counted):
        return
    text = f"La rencontre choisie est du {chosen.date:%d/%m/%Y} ({chosen.label})."
    text += days_told(export.days)
    # The answer holds for this meeting: of another one it is asked again.
    check.questions.ask(Question(f"days.{meeting_id}", _TOPIC, text, (_SURE,)))


def _disagree(day: date, export: Export, counted: Collection[Measure]) -> bool:
    if not export.days or not counted:
        return False
    registers = export.tool is not None and export.tool.says in {"registrations", "both"}
    if registers or "registered" in counted:
        return min(export.days) > day
    return day not in export.days
