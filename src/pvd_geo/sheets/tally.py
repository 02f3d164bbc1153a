"""A tally: one line for each meeting and audience, with how many came."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from pvd_geo.audiences import EVERYONE
from pvd_geo.formatting import listed
from pvd_geo.sheets import limits
from pvd_geo.sheets.presence import columns
from pvd_geo.sheets.presence.people import LeftOut, of_statuses
from pvd_geo.sheets.shapes import WHICH
from pvd_geo.sheets.statuses import Status
from pvd_geo.tables.records import Attendance
from pvd_geo.text import folded

if TYPE_CHECKING:
    from pvd_geo.sheets.layout.lines import Line
    from pvd_geo.sheets.presence.people import Place
    from pvd_geo.sheets.rules import Check

_TOTAL: Final = re.compile(r"(?:sous |grand )?(?:total|totaux|somme|ensemble)\b(?: general)?(.*)")
_MOST_IN_TOTAL: Final = limits.MAX_PARTICIPANTS * 20


@dataclass(frozen=True, slots=True)
class _Entry:
    line: Line
    meeting_id: str
    audience: str
    participants: int
    groups: int | None


def rows(check: Check) -> tuple[tuple[Attendance, ...], tuple[LeftOut, ...]]:
    """Return the tally's rows, and the lines that do not count; faults go to ``check``."""
    told = columns.find(check.layout)
    judge = columns.decide(told, check.layout.lines, check.questions)
    entries: list[_Entry] = []
    away: dict[Status, list[Place]] = {}
    totals: list[tuple[Line, int]] = []
    for line in check.layout.lines:
        check.drop_private(line)
        status = judge.status(line)
        if _total_of(check, line) is not None:
            totals.append((line, len(entries)))
        elif status is not Status.PRESENT:
            away.setdefault(status, []).append(line.place)
        elif entry := _entry(check, line):
            entries.append(entry)
    found = [row for group in _by_meeting(entries).values() for row in _meeting_rows(check, group)]
    if not check.faults and not check.questions.open:
        _check_totals(check, totals, entries)
    return tuple(found), of_statuses(away)


def _entry(check: Check, line: Line) -> _Entry | None:
    columns = check.layout.columns
    if not check.is_computed(
        line, [columns[name] for name in (*WHICH, "audience") if name in columns]
    ):
        return None
    meeting_id, audience = check.meeting(line), check.audience(line)
    participants = check.whole(line, "participants", 0, limits.MAX_PARTICIPANTS)
    groups = None
    if check.cell(line, "groups"):
        groups = check.whole(line, "groups", 0, limits.MAX_GROUPS)
    if meeting_id is None or audience is None or participants is None:
        return None
    return _Entry(line, meeting_id, audience, participants, groups)


def _by_meeting(entries: list[_Entry]) -> dict[str, list[_Entry]]:
    groups: dict[str, list[_Entry]] = {}
    for entry in entries:
        groups.setdefault(entry.meeting_id, []).append(entry)
    return groups


def _meeting_rows(check: Check, entries: list[_Entry]) -> list[Attendance]:
    seen = _by_audience(check, entries)
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
                f"le même nombre que ligne {given[0].line.number} ({given[0].groups}), ou rien :"
                " les groupes se comptent par rencontre"
            )
            check.fault(entry.line, "groups", str(entry.groups), expected)
    return given[0].groups if given else None


def _by_audience(check: Check, entries: list[_Entry]) -> dict[str, _Entry]:
    seen: dict[str, _Entry] = {}
    for entry in entries:
        former = seen.setdefault(entry.audience, entry)
        if former is entry:
            continue
        if check.layout.identity:
            # Somebody said that each line, with its name, counts some people.
            added = former.participants + entry.participants
            seen[entry.audience] = replace(former, participants=added)
            continue
        if entry.line.place in check.inherited:
            check.fault(entry.line, "meeting", "", check.references.meeting("").expected)
            continue
        expected = (
            f"une seule ligne par rencontre et public, déjà donnée {check.where([former.line])} ;"
            " une liste d’une personne par ligne n’a pas de colonne de nombres"
        )
        check.fault(entry.line, "audience", "", expected)
    return seen


def _total_of(check: Check, line: Line) -> str | None:
    """Return what a line is the total of, maybe nothing in particular; None when it is none."""
    for name in WHICH:
        if found := _TOTAL.fullmatch(folded(check.cell(line, name))):
            return found[1].strip()
    found = _TOTAL.fullmatch(folded(check.cell(line, "audience")))
    named_elsewhere = line.place in check.inherited or line.place in check.meetings
    return "" if found and named_elsewhere else None


def _check_totals(check: Check, totals: list[tuple[Line, int]], entries: list[_Entry]) -> None:
    """Compare each total that is written with what it may add up."""
    last = 0
    for line, position in totals:
        above, since = entries[:position], entries[last:position]
        last = position
        named = check.references.meeting_names.named("meeting", _total_of(check, line) or "").ids
        if named:
            sums = {_sum([entry for entry in entries if entry.meeting_id in named])}
        else:
            sums = {_sum(group) for group in (above, since, entries)}
        written = check.whole(line, "participants", 0, _MOST_IN_TOTAL)
        if written is not None and written not in sums:
            expected = f"la somme des lignes, {listed(map(str, sorted(sums)), 'or')}"
            check.fault(line, "participants", str(written), expected)


def _sum(entries: list[_Entry]) -> int:
    total = 0
    for group in _by_meeting(entries).values():
        parts = [entry.participants for entry in group if entry.audience != EVERYONE]
        total += sum(parts or [entry.participants for entry in group])
    return total
