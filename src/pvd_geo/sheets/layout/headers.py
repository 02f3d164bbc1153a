"""Which line holds the headers, which shape they announce, what each column is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pvd_geo.errors import Fault
from pvd_geo.sheets import personal
from pvd_geo.sheets.layout.lines import Layout, Line
from pvd_geo.sheets.matching import did_you_mean, nearest_label, one_of
from pvd_geo.sheets.shapes import FIELD_LABELS, SHAPES, WHICH, Shape, announces_companions
from pvd_geo.text import folded

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

_COMPLETE: Final = 20
"""Added to the score of a line that has every column its shape needs."""
_MEETINGLESS: Final = 10
"""Added to the score of a line that lacks only what names the meeting."""
_LEAST_HEADERS: Final = 2
_NO_HEADER: Final = re.compile(r"[\d\s/.,:-]+")
_TELLING: Final = frozenset({"names", "emails"})
_TITLES: Final = frozenset({"civilite", "titre", "title"})
_LONGEST_HEADER: Final = 80
_KNOWN: Final = frozenset(
    name for shape in SHAPES for names in shape.fields.values() for name in names
)


@dataclass(frozen=True, slots=True)
class Heading:
    """A line that may hold headers, the shape it announces, and how well it does."""

    line: Line
    shape: Shape
    score: int

    @property
    def complete(self) -> bool:
        """Tell whether every needed column is there."""
        return self.score >= _COMPLETE

    @property
    def meetingless(self) -> bool:
        """Tell whether every needed column is there but for those that name the meeting."""
        return _MEETINGLESS <= self.score < _COMPLETE

    def same_as(self, other: Heading) -> bool:
        """Tell whether the headers are those of another line, repeated."""
        return [*map(folded, self.line.cells)] == [*map(folded, other.line.cells)]


def heading(line: Line) -> Heading:
    """Return what a line announces, should it hold headers."""
    texts = [cell for cell in line.cells if 0 < len(cell) <= _LONGEST_HEADER]
    people = any(tells_people(cell) for cell in line.cells if len(cell) <= _LONGEST_HEADER)
    numbers = any(_NO_HEADER.fullmatch(cell) for cell in line.cells if cell)
    fields = [{field_of(shape, text) for text in texts} - {None} for shape in SHAPES]
    most = max(map(len, fields))
    heads = []
    for shape, found in zip(SHAPES, fields, strict=True):
        # Names alone do not make a list of contributions, or of counts, a list of people.
        listed = people and len(found) == most
        missing = _missing(shape, found, people=listed)
        heads.append(Heading(line, shape, len(found) + (0 if numbers else _worth(missing, line))))
    return max(heads, key=lambda head: head.score)


def _worth(missing: list[tuple[str, ...]], line: Line) -> int:
    if not missing:
        return _COMPLETE
    known = sum(folded(cell) in _KNOWN or tells_people(cell) for cell in line.cells)
    alone = all(_names_meeting(group) for group in missing)
    return _MEETINGLESS if alone and known >= _LEAST_HEADERS else 0


def _names_meeting(group: Collection[str]) -> bool:
    return set(group) <= set(WHICH)


def field_of(shape: Shape, header: str) -> str | None:
    """Return the field that a header means, by itself or by the one of its lines that means one."""
    if name := shape.field_of(folded(header)):
        return name
    lines = header.split("\n")
    found = {name for line in lines if (name := shape.field_of(folded(line)))}
    return found.pop() if len(lines) > 1 and len(found) == 1 else None


def may_be_headers(head: Heading) -> bool:
    """Tell whether a line that lacks columns is a line of headers all the same."""
    people = any(tells_people(cell) for cell in head.line.cells)
    return head.score + people >= _LEAST_HEADERS


def tells_people(header: str) -> bool:
    """Tell whether a column holds what tells people apart: their names or addresses."""
    if folded(header) in _TITLES or announces_companions(header):
        return False
    return personal.header_kind(header) in _TELLING


def _missing(shape: Shape, found: Collection[str | None], *, people: bool) -> list[tuple[str, ...]]:
    return [
        group
        for group in shape.required
        if set(group).isdisjoint(found) and not (people and group == shape.people)
    ]


def layout(
    head: Heading, below: Sequence[Line], file: str, names: int | None = None
) -> tuple[Layout, list[Fault]]:
    """Return what each column is, and what is wrong with the headers.

    Parameters
    ----------
    head
        The line of headers, and the shape to read it as.
    below
        The lines under it.
    file
        Name of the file, for faults.
    names
        Position of a column that turned out to hold people's names.
    """
    line, shape = head.line, head.shape
    columns: dict[str, int] = {}
    headers: dict[str, str] = {}
    private: dict[int, str] = {}
    free: dict[int, str] = {}
    faults: list[Fault] = []
    width = max([len(line.cells), *(len(each.cells) for each in below)])
    for position in range(width):
        header = line.at(position)
        name = field_of(shape, line.raw(position))
        kind = "names" if position == names else personal.header_kind(header)
        if name in columns:
            faults.append(_twice(file, line, header, name))
        elif name:
            columns[name], headers[name] = position, header
        elif kind:
            private[position] = kind
        if not name and kind in {None, "others"}:
            free[position] = header
    identity = tuple(
        position for position in private if position == names or tells_people(line.at(position))
    )
    unknown = [header for header in free.values() if header]
    faults += [
        _absent(group, unknown, line, file)
        for group in _missing(shape, columns, people=bool(identity))
        if not (head.meetingless and _names_meeting(group))
    ]
    found = Layout(shape, line, tuple(below), columns, headers, private, free, identity)
    return found, faults


def _twice(file: str, line: Line, header: str, name: str) -> Fault:
    expected = f"une seule colonne « {FIELD_LABELS[name]} »"
    return Fault(file, line.number, header, "", expected, line.sheet)


def _absent(group: tuple[str, ...], unknown: list[str], line: Line, file: str) -> Fault:
    near = next(
        (
            (header, name)
            for header in unknown
            for name in group
            if nearest_label(header, {folded(FIELD_LABELS[name]): name})
        ),
        None,
    )
    expected = f"une colonne {one_of(FIELD_LABELS[name] for name in group)}"
    if near is None:
        return Fault(file, line.number, "", "", expected, line.sheet)
    header, name = near
    expected += did_you_mean(FIELD_LABELS[name])
    return Fault(file, line.number, header, "", expected, line.sheet)


def is_known(line: Line) -> bool:
    """Tell whether one cell at least is a header that some shape knows, or announces people."""
    return any(
        any(folded(part) in _KNOWN for part in (cell, *cell.split("\n"))) or tells_people(cell)
        for cell in line.cells
        if 0 < len(cell) <= _LONGEST_HEADER
    )
