"""What the groups wrote: one line for each idea, irritant or observation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pvd_geo.formatting import integer, line_numbers
from pvd_geo.reader import limits
from pvd_geo.sheets.limits import MAX_FREE_TEXT
from pvd_geo.sheets.matching import did_you_mean, nearest_label, one_of
from pvd_geo.sheets.rules import label_of
from pvd_geo.tables.records import NATURE_LABELS, Contribution
from pvd_geo.text import folded

if TYPE_CHECKING:
    from pvd_geo.sheets.layout.lines import Line
    from pvd_geo.sheets.rules import Check

_NATURES: Final = {folded(label): label for label in NATURE_LABELS.values()}
_MAX_GROUP: Final = 80


def rows(check: Check) -> tuple[Contribution, ...]:
    """Return the contributions, without people in them, each once; faults go to ``check``."""
    seen: dict[Contribution, int] = {}
    again: list[int] = []
    fields = ("text", "group")
    written = sum(len(check.cell(line, name)) for line in check.layout.lines for name in fields)
    if written > MAX_FREE_TEXT:
        expected = (
            f"{integer(MAX_FREE_TEXT)} caractères de textes au plus, et cette feuille en a"
            f" {integer(written)} : apportez-la en plusieurs fois, elles s’ajoutent"
        )
        check.fault(check.layout.header, "text", "", expected)
        return ()
    for line in check.layout.lines:
        check.drop_private(line)
        row = _row(check, line)
        if row is not None and seen.setdefault(row, line.number) != line.number:
            again.append(line.number)
    if again:
        check.notices.append(_repeated(again))
    return tuple(seen)


def _row(check: Check, line: Line) -> Contribution | None:
    meeting_id = check.meeting(line)
    theme = check.references.theme(check.cell(line, "theme"))
    if theme.expected:
        check.fault(line, "theme", check.cell(line, "theme"), theme.expected)
    written = check.cell(line, "nature")
    nature = label_of(NATURE_LABELS, written)
    if nature is None:
        near = did_you_mean(nearest_label(written, _NATURES)) if written else ""
        check.fault(line, "nature", written, one_of(NATURE_LABELS.values()) + near)
    text = _text(check, line, "text", limits.MAX_TEXT)
    if text == "":
        check.fault(line, "text", "", "ce que le groupe a écrit")
    group = _text(check, line, "group", _MAX_GROUP)
    if meeting_id is None or theme.expected or nature is None or not text or group is None:
        return None
    return Contribution(meeting_id, theme.key, nature, text, group)


def _text(check: Check, line: Line, name: str, longest: int) -> str | None:
    # Nobody looks a group up by its name: whatever may be a person's goes from it.
    masked = check.masked(check.cell(line, name), doubts_too=name == "group")
    check.dropped += masked.dropped
    if masked.doubts:
        check.doubts[masked.text] = masked.doubts
    if len(masked.text) > longest:
        check.fault(line, name, masked.text, f"{integer(longest)} caractères au plus")
        return None
    return masked.text


def _repeated(lines: list[int]) -> str:
    if len(lines) == 1:
        return f"La ligne {lines[0]} répète une contribution déjà donnée : une seule reste."
    return f"Les {line_numbers(lines)} répètent des contributions déjà données : une seule reste."
