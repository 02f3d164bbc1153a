"""What all shapes share: a line's fields, faults as they are met, the meeting of a line."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Final

from pvd_geo.audiences import AUDIENCES, EVERYONE
from pvd_geo.errors import Fault
from pvd_geo.formatting import integer
from pvd_geo.sheets import personal
from pvd_geo.sheets.matching import did_you_mean, nearest_label, one_of
from pvd_geo.sheets.shapes import FIELD_LABELS
from pvd_geo.tables.records import Dropped
from pvd_geo.text import folded

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pvd_geo.reader.book import Line
    from pvd_geo.sheets.headers import Layout
    from pvd_geo.sheets.references import References

_SHOWN: Final = 60
_WHOLE: Final = re.compile(r"\d+(?:[.,]0+)?")
_DATE_FORMS: Final = ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y")

_ALSO_WRITTEN: Final[dict[str, tuple[str, ...]]] = {
    "project_manager": (
        *("cheffe de projet", "cheffes de projet", "chef fe de projet", "cdp"),
        *("project manager", "project managers"),
    ),
    "state_service": (
        *("etat", "service etat", "ddt", "prefecture", "sous prefecture"),
        *("state service", "state services"),
    ),
    "partner": ("partner", "partners"),
    "elected": (
        *("elue", "elues", "elu e", "elus et elues", "maire", "maires"),
        *("elected", "elected official", "elected officials"),
    ),
    "local_staff": (
        *("agent", "agents", "agent territorial", "agents territoriaux", "agent de collectivite"),
        *("technicien", "techniciens", "local staff"),
    ),
    "other": ("divers", "habitant", "habitants", "other", "others"),
    EVERYONE: ("tous", "tout public", "total", "all", "everyone"),
}
"""How people write an audience besides its id and its labels; folded."""
_AUDIENCE_KEYS: Final = {
    folded(text): key
    for key, audience in AUDIENCES.items()
    for text in (key, audience.label, audience.plural, *_ALSO_WRITTEN[key])
}
_AUDIENCE_OPTIONS: Final = {text: AUDIENCES[key].label for text, key in _AUDIENCE_KEYS.items()}
AUDIENCE_CHOICES: Final = tuple(audience.label for audience in AUDIENCES.values())


@dataclass
class Check:
    """The faults, warnings and personal data met so far in one sheet."""

    file: str
    layout: Layout
    references: References
    faults: list[Fault] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    dropped: Dropped = field(default_factory=Dropped)
    doubts: dict[str, tuple[personal.Span, ...]] = field(default_factory=dict)

    @cached_property
    def people(self) -> personal.People:
        """Return who is named in the sheet's personal columns, or by itself in another one."""
        private, read = self.layout.private, set(self.layout.columns.values())
        return personal.People.of(
            cell
            for line in self.layout.lines
            for position, cell in enumerate(line.cells)
            if private.get(position) == "names"
            or (position not in read and personal.is_person(cell, self.references.places))
        )

    def masked(self, text: str, *, doubts_too: bool = False) -> personal.Masked:
        """Return a text without the people in it."""
        places = self.references.places
        return personal.mask(text, self.people, places, doubts_too=doubts_too)

    def fault(self, line: int, name: str, value: str, expected: str) -> None:
        """Add one fault; a personal value is not repeated in it."""
        shown = self.masked(value).text
        shown = shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN]}…"
        column = self.layout.headers.get(name, FIELD_LABELS.get(name, name))
        self.faults.append(Fault(self.file, line, column, shown, expected))

    def cell(self, line: Line, name: str) -> str:
        """Return the text of one field of a line; empty when it has none."""
        position = self.layout.columns.get(name)
        return line.cells[position] if position is not None and position < len(line.cells) else ""

    def meeting(self, line: Line) -> str | None:
        """Return the line's meeting, checked against its date when it has one."""
        text = self.cell(line, "meeting")
        found = self.references.meeting(text)
        if found.expected:
            self.fault(line.number, "meeting", text, found.expected)
            return None
        self._date(line, found.key)
        return found.key

    def _date(self, line: Line, meeting_id: str) -> None:
        text = self.cell(line, "date")
        held_on = self.references.meetings[meeting_id].date
        if not text or held_on is None:
            return
        written = _parsed_date(text)
        if written != held_on:
            expected = f"la date de cette rencontre, {held_on:%d/%m/%Y}"
            self.fault(line.number, "date", text, expected)

    def audience(self, line: Line) -> str | None:
        """Return the line's audience; `EVERYONE` when the sheet has no such column."""
        if "audience" not in self.layout.columns:
            return EVERYONE
        text = self.cell(line, "audience")
        audience = _AUDIENCE_KEYS.get(folded(text))
        if audience is None:
            near = did_you_mean(nearest_label(text, _AUDIENCE_OPTIONS)) if text else ""
            self.fault(line.number, "audience", text, one_of(AUDIENCE_CHOICES) + near)
        return audience

    def whole(self, line: Line, name: str, least: int, most: int) -> int | None:
        """Return a count, or None and a fault when it is not one within the bounds."""
        text = self.cell(line, name)
        digits = re.sub(r"[\s\u00a0\u202f]", "", text)
        if _WHOLE.fullmatch(digits) and digits.isascii() and len(digits) <= _SHOWN:
            number = int(re.split("[.,]", digits)[0])
            if least <= number <= most:
                return number
        self.fault(line.number, name, text, f"un nombre entier de {least} à {integer(most)}")
        return None

    def drop_private(self, line: Line) -> tuple[str, ...]:
        """Count the line's personal data; return its folded values, to compare people."""
        kinds: dict[str, int] = {}
        values = []
        for position, kind in self.layout.private.items():
            if position < len(line.cells) and line.cells[position]:
                kinds[kind] = kinds.get(kind, 0) + 1
                if kind in {"names", "emails"}:
                    values.append(folded(line.cells[position]))
        self.dropped += Dropped(**kinds)
        known = {*self.layout.columns.values(), *self.layout.private}
        for position, cell in enumerate(line.cells):
            if position not in known:
                self.dropped += personal.count(cell)
        return tuple(values)


def label_of(labels: Mapping[str, str], text: str) -> str | None:
    """Return the key whose label is ``text``, case and accents apart; plurals are accepted."""
    wanted = folded(text)
    for key, label in labels.items():
        if wanted in {folded(label), f"{folded(label)}s", folded(key)}:
            return key
    return None


def _parsed_date(text: str) -> date | None:
    for form in _DATE_FORMS:
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return None
