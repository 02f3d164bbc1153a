"""The people of an export: who is counted, as present or as registered, and who is not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pvd_geo.audiences import AUDIENCES, EVERYONE
from pvd_geo.formatting import plural
from pvd_geo.sheets import personal
from pvd_geo.sheets.presence import columns, mentions, rows, several
from pvd_geo.sheets.presence.people import Counts, LeftOut, Person, count, distinct
from pvd_geo.sheets.presentation import places
from pvd_geo.sheets.questions import Choice, Question, key_of
from pvd_geo.sheets.statuses import Status, strongest
from pvd_geo.sheets.tools import measures, which
from pvd_geo.sheets.values import audiences
from pvd_geo.tables.records import Attendance, Dropped
from pvd_geo.text import folded

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pvd_geo.sheets.layout.lines import Line
    from pvd_geo.sheets.rules import Check
    from pvd_geo.sheets.tool import Export, Tool
    from pvd_geo.tables.records import Measure

_RANGES: Final = 5
_SHOWN: Final = 40
_MOST_AUDIENCES: Final = 40
"""Different values of a column of audiences; more are texts."""
_NOBODY: Final = frozenset({"anonymous", "anonyme", "invite", "guest", "participant", "unknown"})
"""What tools write in the place of a name or an address."""
_ROBOT: Final = re.compile(
    r"\b(?:bot|robot|notetaker|note taker|otter ai|fireflies ai|read ai|tl dv|meetgeek|sembly"
    r"|enregistreur|recorder)\b"
)
_ORIGINAL: Final = re.compile(r".*\((?P<name>[^()]+)\)\s*")
_LEAVE: Final = Choice("leave", "ne pas les compter")
_COUNT: Final = Choice("count", "compter une personne")
_ONE: Final = Choice("one", "compter une personne par ligne")
_ALL: Final = Choice("all", "compter chaque place")


def counts(check: Check) -> tuple[Counts, frozenset[Measure]]:
    """Return who came or registered, and what of it is to be recorded; faults go to ``check``."""
    export = check.layout.export
    if export is None:
        raise ValueError("not an export")
    for line in check.layout.lines:
        check.drop_private(line)
        _drop_named(check, export, line)
    # What people typed has totals and notes; what a tool wrote has people only.
    typed = rows.sort(check.layout, check.questions) if export.tool is None else None
    lines = typed.people if typed else list(check.layout.lines)
    left_out = typed.left_out if typed else []
    lines = _without_robots(check, export, lines, left_out)
    statuses = _statuses(check, export, lines)
    counted, came = measures.asked(export, list(statuses.values()), check.questions)
    meetings = {check.meetings.get(line.place, "") for line in lines}
    meeting_id = meetings.pop() if len(meetings) == 1 else ""
    which.doubt(check, export, meeting_id, counted)
    of_value = _audiences(check, lines)
    numbers = (
        several.ask(check, lines) if export.tool is None else _quantities(check, export, lines)
    )
    same = _addresses(export, lines)
    people = []
    for line in lines:
        status = statuses[line.place]
        if came and status is Status.REGISTERED:
            status = Status.PRESENT
        person = Person(
            line.place,
            meeting_id,
            of_value.get(_word(check.cell(line, "audience")), EVERYONE),
            _town(check, line),
            status,
            _identity(export, line, same) if status in _STANDING else (),
            number=numbers.get(line.place, 1),
        )
        people.append(person)
    people.sort(key=lambda person: person.status is not Status.PRESENT)
    joins = bool(export.tool and export.tool.joins)
    kept, again = distinct(people, check.questions, asks=not joins)
    left_out += [again] if again else []
    left_out += [LeftOut("section", export.repeats)] if export.repeats else []
    found = count(kept, left_out)
    if "registered" in counted and "present" not in counted:
        others = tuple(each for each in found.left_out if each.reason != "registered")
        return Counts(found.present, found.registered, found.towns, others), counted
    return found, counted


_STANDING: Final = frozenset({Status.PRESENT, Status.REGISTERED})
"""Statuses of people who are counted: somebody who cancels and registers again is counted once."""


def _drop_named(check: Check, export: Export, line: Line) -> None:
    """Count what a column of the tool's own says of a payer or a guest."""
    for position in export.at("own"):
        if check.layout.header.at(position) and line.at(position):
            kind = personal.header_kind(check.layout.header.at(position))
            if kind == "names":
                check.dropped += Dropped(names=1)


def _without_robots(
    check: Check, export: Export, lines: list[Line], left_out: list[LeftOut]
) -> list[Line]:
    """Ask whether what is named like a robot is a person."""
    names = export.at("name")
    robots = [line for line in lines if any(_ROBOT.search(folded(line.at(at))) for at in names)]
    if not robots:
        return lines
    where = places((line.place for line in robots), _RANGES)
    text = f"Le nom est celui d’un robot, comme en invitent les organisateurs : {where}."
    question = Question("robot", "Est-ce une personne ?", text, (_LEAVE, _COUNT), _LEAVE.key)
    if check.questions.ask(question) == _COUNT.key:
        return lines
    gone = tuple(line.place for line in robots)
    left_out.append(LeftOut("robot", gone))
    return [line for line in lines if line.place not in gone]


def _statuses(check: Check, export: Export, lines: Sequence[Line]) -> dict[tuple[str, int], Status]:
    """Return each line's status: by the tool's rule, else by what is answered of each value."""
    positions = export.at("status")
    if export.tool is not None and (own := _own_status(export.tool, check, positions)):
        return {line.place: export.tool.status_of(folded(line.at(own[0]))) for line in lines}
    told = [
        columns.StatusColumn(
            position,
            personal.mask(check.layout.header.at(position)).text,
            announced=True,
            whole=columns.says_something(
                check.layout.header.at(position), {line.at(position) for line in lines} - {""}
            ),
        )
        for position in positions
    ]
    judge = columns.decide(told, lines, check.questions)
    said = mentions.statuses_of(check.layout, lines, set(positions), check.questions)
    return {
        line.place: strongest((judge.status(line), said.get(line.place, Status.PRESENT)))
        for line in lines
    }


def _own_status(tool: Tool, check: Check, positions: Sequence[int]) -> list[int]:
    return [at for at in positions if folded(check.layout.header.at(at)) in tool.status]


def _audiences(check: Check, lines: Sequence[Line]) -> Mapping[str, str]:
    """Ask which audience each value is; return those that are decided, by folded value."""
    if "audience" not in check.layout.columns:
        return {}
    where: dict[str, list[Line]] = {}
    for line in lines:
        where.setdefault(_word(check.cell(line, "audience")), []).append(line)
    if len(where) > _MOST_AUDIENCES:
        expected = (
            f"{_MOST_AUDIENCES} valeurs différentes au plus dans la colonne du public :"
            f" celle-ci en a {len(where)} ; choisissez une autre colonne"
        )
        check.fault(check.layout.header, "audience", "", expected)
        return {}
    decided = {}
    for word in sorted(where, key=lambda each: (-len(where[each]), each)):
        sample = check.cell(where[word][0], "audience")
        exact = audiences.of(sample) if sample else None
        answer = exact or check.questions.ask(_question(check, sample, where[word]))
        if answer:
            decided[word] = answer
    return decided


_TOPIC: Final = "Quel public est-ce ?"
_CHOICES: Final = tuple(
    Choice(key, audience.label) for key, audience in AUDIENCES.items() if key != EVERYONE
)


def _question(check: Check, sample: str, lines: Sequence[Line]) -> Question:
    masked = check.masked(sample, doubts_too=True).text
    safe = masked == sample and not personal.is_person(sample, check.references.places)
    shown = f"« {masked[:_SHOWN]} »" if sample else "cellule vide"
    return Question(
        key_of("audience", sample if safe and sample else masked or "vide"),
        _TOPIC,
        f"{shown} : {plural(len(lines), 'ligne')} ({places((e.place for e in lines), _RANGES)})",
        _CHOICES,
        audiences.proposed(sample) or "other",
        kept=safe,
    )


def _word(text: str) -> str:
    return folded(text) or text.strip()


def _quantities(
    check: Check, export: Export, lines: Sequence[Line]
) -> Mapping[tuple[str, int], int]:
    """Ask what to do with lines for several places; return how many people each is."""
    at = export.at("quantity")
    several = {
        line.place: int(text)
        for line in lines
        if at and re.fullmatch(r"\d{1,3}", text := line.at(at[0])) and int(text) > 1
    }
    if not several:
        return {}
    text = f"{plural(sum(several.values()), 'place')} sur {places(several, _RANGES)}."
    question = Question("quantity", "Des lignes valent plusieurs places.", text, (_ONE, _ALL))
    return several if check.questions.ask(question) == _ALL.key else {}


def _addresses(export: Export, lines: Sequence[Line]) -> Mapping[tuple[str, ...], str]:
    """Return the address of each name that has one: on another line it may be missing."""
    found: dict[tuple[str, ...], str] = {}
    for line in lines:
        if (name := _name(export, line)) and (address := _address(export, line)):
            found.setdefault(name, address)
    return found


def _identity(export: Export, line: Line, same: Mapping[tuple[str, ...], str]) -> tuple[str, ...]:
    """Return what tells a person apart: the address, else the name."""
    name = _name(export, line)
    address = _address(export, line) or same.get(name, "")
    return (address,) if address else name


def _address(export: Export, line: Line) -> str:
    texts = (line.at(at).strip().casefold() for at in export.at("email"))
    return next((text for text in texts if text and folded(text) not in _NOBODY), "")


def _name(export: Export, line: Line) -> tuple[str, ...]:
    found = []
    for at in export.at("name"):
        text = line.at(at)
        # « Lena (Lena Abgrall) » is how somebody is shown who changed their name on the way.
        inside = _ORIGINAL.fullmatch(text)
        if inside and folded(inside["name"]) not in _NOBODY:
            text = inside["name"]
        found.append(folded(text.partition("(")[0] if inside is None or "(" in text else text))
    return tuple(part for part in found if part and part not in _NOBODY)


def _town(check: Check, line: Line) -> str:
    """Return the town of the programme that a line names; any other place is none."""
    text = check.cell(line, "town")
    return check.references.town(text).key if text else ""


def attendance(found: Counts, counted: frozenset[Measure]) -> tuple[Attendance, ...]:
    """Return the rows to record."""
    numbers: dict[Measure, Mapping[tuple[str, str], int]] = {
        "present": found.present,
        "registered": found.registered,
    }
    return tuple(
        Attendance(meeting_id, audience, number, measure=measure)
        for measure, people in numbers.items()
        if measure in counted
        for (meeting_id, audience), number in people.items()
    )
