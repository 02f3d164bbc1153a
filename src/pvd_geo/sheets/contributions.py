"""What the groups wrote: one line for each idea, irritant or observation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pvd_geo.formatting import integer
from pvd_geo.reader import limits
from pvd_geo.sheets import personal
from pvd_geo.sheets.matching import did_you_mean, nearest_label, one_of
from pvd_geo.sheets.rules import label_of
from pvd_geo.tables.records import NATURE_LABELS, Contribution
from pvd_geo.text import folded

if TYPE_CHECKING:
    from pvd_geo.reader.book import Line
    from pvd_geo.sheets.rules import Check

_NATURES: Final = {folded(label): label for label in NATURE_LABELS.values()}
_MAX_GROUP: Final = 80


def rows(check: Check) -> tuple[Contribution, ...]:
    """Return the contributions, without people in them; faults go to ``check``."""
    names = _names(check)
    seen: dict[Contribution, int] = {}
    for line in check.layout.lines:
        check.drop_private(line)
        row = _row(check, line, names)
        if row is None:
            continue
        if row in seen:
            check.fault(
                line.number, "text", row.text, f"un texte nouveau, déjà donné ligne {seen[row]}"
            )
        seen.setdefault(row, line.number)
    return tuple(seen)


def _row(check: Check, line: Line, names: frozenset[str]) -> Contribution | None:
    meeting_id = check.meeting(line)
    theme = check.references.theme(check.cell(line, "theme"))
    if theme.expected:
        check.fault(line.number, "theme", check.cell(line, "theme"), theme.expected)
    written = check.cell(line, "nature")
    nature = label_of(NATURE_LABELS, written)
    if nature is None:
        near = did_you_mean(nearest_label(written, _NATURES)) if written else ""
        check.fault(line.number, "nature", written, one_of(NATURE_LABELS.values()) + near)
    text = _text(check, line, "text", names, limits.MAX_TEXT)
    if text == "":
        check.fault(line.number, "text", "", "ce que le groupe a écrit")
    group = _text(check, line, "group", names, _MAX_GROUP)
    if meeting_id is None or theme.expected or nature is None or not text or group is None:
        return None
    return Contribution(meeting_id, theme.key, nature, text, group)


def _text(check: Check, line: Line, name: str, names: frozenset[str], longest: int) -> str | None:
    text, dropped = personal.mask(check.cell(line, name), names)
    check.dropped += dropped
    if len(text) > longest:
        check.fault(line.number, name, text, f"{integer(longest)} caractères au plus")
        return None
    return text


def _names(check: Check) -> frozenset[str]:
    """Return the names in the sheet's personal columns: they are looked for in its texts."""
    cells = (
        line.cells[position]
        for line in check.layout.lines
        for position, kind in check.layout.private.items()
        if kind == "names" and position < len(line.cells)
    )
    return personal.spellings(cells)
