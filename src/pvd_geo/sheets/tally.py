"""A tally: one line for each meeting and audience, with how many came."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pvd_geo.audiences import EVERYONE
from pvd_geo.sheets import limits
from pvd_geo.tables.records import Attendance
from pvd_geo.text import folded

if TYPE_CHECKING:
    from pvd_geo.reader.book import Line
    from pvd_geo.sheets.rules import Check

_TOTAL_WORDS: Final = frozenset(
    {"total", "total general", "totaux", "somme", "ensemble", "grand total"}
)


@dataclass(frozen=True, slots=True)
class _Entry:
    line: int
    meeting_id: str
    audience: str
    participants: int
    groups: int | None


def rows(check: Check) -> tuple[Attendance, ...]:
    """Return the tally's rows; faults go to ``check``."""
    entries: list[_Entry] = []
    totals: list[Line] = []
    for line in check.layout.lines:
        check.drop_private(line)
        if folded(check.cell(line, "meeting")) in _TOTAL_WORDS:
            totals.append(line)
        elif (entry := _entry(check, line)) is not None:
            entries.append(entry)
    by_meeting: dict[str, list[_Entry]] = {}
    for entry in entries:
        by_meeting.setdefault(entry.meeting_id, []).append(entry)
    found = [row for group in by_meeting.values() for row in _meeting_rows(check, group)]
    for line in totals:
        _check_total(check, line, sum(row.participants for row in found))
    return tuple(found)


def _entry(check: Check, line: Line) -> _Entry | None:
    meeting_id, audience = check.meeting(line), check.audience(line)
    participants = check.whole(line, "participants", 0, limits.MAX_PARTICIPANTS)
    groups = None
    if check.cell(line, "groups"):
        groups = check.whole(line, "groups", 0, limits.MAX_GROUPS)
    if meeting_id is None or audience is None or participants is None:
        return None
    return _Entry(line.number, meeting_id, audience, participants, groups)


def _meeting_rows(check: Check, entries: list[_Entry]) -> list[Attendance]:
    seen: dict[str, _Entry] = {}
    for entry in entries:
        if entry.audience in seen:
            first = seen[entry.audience].line
            expected = f"une seule ligne par rencontre et public, déjà donnée ligne {first}"
            check.fault(entry.line, "audience", "", expected)
        seen.setdefault(entry.audience, entry)
    whole = seen.pop(EVERYONE, None)
    total = sum(entry.participants for entry in seen.values())
    if whole is not None and seen and whole.participants != total:
        expected = f"le total des publics de cette rencontre, {total}"
        check.fault(whole.line, "participants", str(whole.participants), expected)
    kept = list(seen.values()) or ([whole] if whole else [])
    if not sum(entry.participants for entry in kept):
        check.fault(entries[0].line, "participants", "0", "une personne au moins à la rencontre")
    groups = _groups(check, entries)
    return [
        Attendance(
            entry.meeting_id,
            entry.audience,
            entry.participants,
            groups if position == 0 else None,
        )
        for position, entry in enumerate(kept)
    ]


def _groups(check: Check, entries: list[_Entry]) -> int | None:
    # The number is the meeting's: written once, or the same on each of its lines.
    given = [entry for entry in entries if entry.groups is not None]
    for entry in given[1:]:
        if entry.groups != given[0].groups:
            expected = (
                f"le même nombre que ligne {given[0].line} ({given[0].groups}), ou rien :"
                " les groupes se comptent par rencontre"
            )
            check.fault(entry.line, "groups", str(entry.groups), expected)
    return given[0].groups if given else None


def _check_total(check: Check, line: Line, total: int) -> None:
    written = check.whole(line, "participants", 0, limits.MAX_PARTICIPANTS * 20)
    if written is not None and written != total and not check.faults:
        check.fault(line.number, "participants", str(written), f"la somme des lignes, {total}")
