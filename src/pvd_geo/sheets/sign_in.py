"""A sign-in list: one line for each person, of whom only the count is kept."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pvd_geo.formatting import listed
from pvd_geo.sheets import personal
from pvd_geo.sheets.presence import columns, mentions, rows, several
from pvd_geo.sheets.presence.people import Counts, Person, count, distinct
from pvd_geo.sheets.statuses import Status, strongest
from pvd_geo.tables.records import Attendance
from pvd_geo.text import folded

if TYPE_CHECKING:
    from pvd_geo.sheets.layout.lines import Line
    from pvd_geo.sheets.presence.rows import Rows
    from pvd_geo.sheets.rules import Check


def counts(check: Check) -> Counts:
    """Return who came, by meeting and audience; faults and questions go to ``check``."""
    found = rows.sort(check.layout, check.questions)
    for line in check.layout.lines:
        check.drop_private(line)
        check.dropped += personal.count(check.cell(line, "structure"))
    check.layout = replace(check.layout, lines=tuple(found.people))
    told = columns.find(check.layout)
    judge = columns.decide(told, found.people, check.questions)
    decided = {column.position for column in told}
    said = mentions.statuses_of(check.layout, found.people, decided, check.questions)
    numbers = several.ask(check, found.people)
    people = []
    for line in found.people:
        status = strongest((judge.status(line), said.get(line.place, Status.PRESENT)))
        if person := _person(check, line, status, decided):
            people.append(replace(person, number=numbers.get(line.place, 1)))
    _check_totals(check, found, people)
    kept, again = distinct(people, check.questions)
    return count(kept, [*found.left_out, *([again] if again else [])])


def attendance(found: Counts) -> tuple[Attendance, ...]:
    """Return the rows to record."""
    return tuple(
        Attendance(meeting_id, audience, number, None, note(len(found.towns.get(meeting_id, ()))))
        for (meeting_id, audience), number in found.present.items()
    )


def _person(check: Check, line: Line, status: Status, decided: set[int]) -> Person | None:
    """Return the person of a line; what a line says of somebody who is not counted may be wrong."""
    if status is not Status.PRESENT:
        return Person(line.place, "", "", status=status)
    used = {*check.layout.columns.values(), *check.layout.identity, *decided}
    if not check.is_computed(line, used):
        return None
    meeting_id, audience, town = check.meeting(line), check.audience(line), _town(check, line)
    if meeting_id is None or audience is None:
        return None
    return Person(line.place, meeting_id, audience, town, status, _identity(check, line))


def _identity(check: Check, line: Line) -> tuple[str, ...]:
    """Return what tells a person apart: the address, else the names."""
    kinds = check.layout.private
    for kind in ("emails", "names"):
        texts = (line.at(at) for at in check.layout.identity if kinds[at] == kind)
        if identity := tuple(filter(None, map(folded, texts))):
            return identity
    return ()


def _town(check: Check, line: Line) -> str:
    keys = []
    for name in ("insee", "town"):
        text = check.cell(line, name)
        found = check.references.town(text)
        if found.expected:
            check.fault(line, name, text, found.expected)
        elif found.key:
            keys.append(found.key)
        if found.notice and found.notice not in check.notices:
            check.notices.append(found.notice)
    if len(set(keys)) > 1:
        check.fault(line, "insee", keys[0], f"le code de la commune écrite, {keys[1]}")
    return keys[0] if keys else ""


def _check_totals(check: Check, found: Rows, people: list[Person]) -> None:
    """Compare each total that is written with the lines above it, all or since the last total."""
    last: dict[str, int] = {}
    for line in found.totals:
        above = [
            each for each in found.people if each.sheet == line.sheet and each.number < line.number
        ]
        since = [each for each in above if each.number > last.get(line.sheet, 0)]
        last[line.sheet] = line.number
        present = {each.place: each.number for each in people if each.status is Status.PRESENT}
        sums: set[int] = set()
        for lines in (above, since, found.people):
            there = [present[each.place] for each in lines if each.place in present]
            sums |= {len(lines), len(there), sum(there)}
        written = rows.total_of(line)
        if written not in sums and not check.faults and not check.questions.open:
            expected = f"le nombre de lignes au-dessus, {listed(map(str, sorted(sums)), 'or')}"
            check.fault(line, "", str(written), expected)


def note(towns: int) -> str:
    """Say how many towns of the programme were represented; empty when none was."""
    if not towns:
        return ""
    return f"{towns} communes du programme représentées" if towns > 1 else "1 commune représentée"
