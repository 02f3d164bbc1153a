"""A sign-in list: one line for each person, of whom only the count is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pvd_geo.formatting import line_numbers
from pvd_geo.sheets import personal
from pvd_geo.tables.records import Attendance

if TYPE_CHECKING:
    from pvd_geo.reader.book import Line
    from pvd_geo.sheets.rules import Check


def rows(check: Check) -> tuple[Attendance, ...]:
    """Return the people counted by meeting and audience; faults go to ``check``."""
    people: dict[str, dict[str, int]] = {}
    towns: dict[str, set[str]] = {}
    met: dict[tuple[str, ...], int] = {}
    again: list[int] = []
    for line in check.layout.lines:
        person = check.drop_private(line)
        structure = personal.count(check.cell(line, "structure"))
        check.dropped += structure
        meeting_id, audience, town = check.meeting(line), check.audience(line), _town(check, line)
        if meeting_id is None or audience is None:
            continue
        counts = people.setdefault(meeting_id, {})
        counts[audience] = counts.get(audience, 0) + 1
        if town:
            towns.setdefault(meeting_id, set()).add(town)
        if person and met.setdefault((meeting_id, *person), line.number) != line.number:
            again.append(line.number)
    if again:
        check.notices.append(_repeated(again))
    return tuple(
        Attendance(meeting_id, audience, number, None, _note(len(towns.get(meeting_id, ()))))
        for meeting_id, counts in people.items()
        for audience, number in counts.items()
    )


def _town(check: Check, line: Line) -> str:
    keys = []
    for name in ("insee", "town"):
        text = check.cell(line, name)
        found = check.references.town(text)
        if found.expected:
            check.fault(line.number, name, text, found.expected)
        elif found.key:
            keys.append(found.key)
        if found.notice and found.notice not in check.notices:
            check.notices.append(found.notice)
    if len(set(keys)) > 1:
        check.fault(line.number, "insee", keys[0], f"le code de la commune écrite, {keys[1]}")
    return keys[0] if keys else ""


def _note(towns: int) -> str:
    if not towns:
        return ""
    return f"{towns} communes du programme représentées" if towns > 1 else "1 commune représentée"


def _repeated(lines: list[int]) -> str:
    if len(lines) == 1:
        return (
            f"La ligne {lines[0]} semble répéter une personne déjà inscrite à la même"
            " rencontre ; elle est comptée quand même."
        )
    return (
        f"Les {line_numbers(lines)} semblent répéter des personnes déjà inscrites à la même"
        " rencontre ; elles sont comptées quand même."
    )
