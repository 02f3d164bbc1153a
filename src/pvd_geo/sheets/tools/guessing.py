"""A list of people with headers that nobody here knows: one person a line, of an unknown tool."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING, Final

from pvd_geo.sheets import personal
from pvd_geo.sheets.layout.blocks import lines_of
from pvd_geo.sheets.layout.headers import tells_people
from pvd_geo.sheets.tool import Export
from pvd_geo.sheets.tools.finding import as_layout
from pvd_geo.sheets.values import dates

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pvd_geo.reader.book import Book
    from pvd_geo.sheets.layout.lines import Layout, Line
    from pvd_geo.sheets.tool import Role

_TITLE_LINES: Final = 15
_LEAST_COLUMNS: Final = 2
_MOST: Final = 0.6
"""Share of the lines in which a column without a telling header must hold a name or an address."""
_LONGEST: Final = 200
"""Characters of a header: a form's question may be a sentence."""


def find(book: Book) -> Layout | None:
    """Return the people of a file of an unknown tool; None when it lists none, or lists several.

    Of a text that may be cut in several ways, the one with most columns is read.
    """
    found: list[Layout] = []
    for reading in book.readings:
        tables = [lines_of(table, named=len(reading) > 1) for table in reading if table.lines]
        lists = [layout for layout in map(guess, tables) if layout]
        if len(lists) == 1 and len(tables) == 1:
            found += lists
    return max(found, key=lambda layout: len(layout.header.cells), default=None)


def guess(lines: Sequence[Line]) -> Layout | None:
    """Return the people of a sheet whose headers are unknown; None when it lists none."""
    for number, line in enumerate(lines[:_TITLE_LINES]):
        below = lines[number + 1 :]
        if not below or not _heads(line, below):
            continue
        width = max(len(each.cells) for each in (line, *below))
        roles: dict[int, Role] = {}
        for position in range(width):
            if role := _telling(line.at(position), [each.at(position) for each in below]):
                roles[position] = role
        if roles:
            return as_export(line, below, roles)
    return None


def of_list(layout: Layout) -> Layout:
    """Return a list of people whose headers are ours, as of an unknown tool.

    One whose lines may each name their region, or that names nobody, stays what it is.
    """
    listed = layout.shape.kind == "sign_in" and bool(layout.identity)
    if "region" in layout.columns or not listed:
        return layout
    fields: dict[str, Role] = {"audience": "audience", "town": "town", "structure": "own"}
    roles: dict[int, Role] = {}
    for name, position in layout.columns.items():
        roles[position] = fields.get(name, "own")
    for position, kind in layout.private.items():
        if kind in _ROLES:
            roles[position] = _ROLES[kind]
    if "insee" in layout.columns and "town" not in layout.columns:
        roles[layout.columns["insee"]] = "town"
    return as_export(layout.header, layout.lines, roles)


_ROLES: Final[dict[str, Role]] = {"names": "name", "emails": "email", "phones": "phone"}


def as_export(header: Line, lines: Sequence[Line], roles: dict[int, Role]) -> Layout:
    """Return a list as the export of an unknown tool, some of its columns being known."""
    return as_layout(header, lines, Export(None, roles))


def _heads(line: Line, below: Sequence[Line]) -> bool:
    """Tell whether a line holds headers: as many as there are columns, and none a value."""
    cells = [cell for cell in line.cells if cell]
    usual = median([each.filled for each in below])
    return (
        len(cells) >= max(_LEAST_COLUMNS, usual / 2)
        and len(set(cells)) == len(cells)
        and not any(
            _is_value(cell, [each.at(position) for each in below])
            for position, cell in enumerate(line.cells)
            if cell
        )
    )


def _is_value(cell: str, below: Sequence[str]) -> bool:
    """Tell whether a cell is no header: a date, a number, a person above other people."""
    return (
        len(cell) > _LONGEST
        or not any(letter.isalpha() for letter in cell)
        or dates.parse(cell) is not None
        or personal.count(cell).total > 0
        or (personal.is_person(cell) and _are_people(below))
    )


def _are_people(values: Sequence[str]) -> bool:
    filled = [value for value in values if value]
    return sum(map(personal.is_person, filled)) > _MOST * len(filled)


def _telling(header: str, values: Sequence[str]) -> Role | None:
    """Return what a column tells of who people are; None when nothing."""
    filled = [value for value in values if value]
    if not filled:
        return None
    if sum(personal.count(value).emails > 0 for value in filled) > _MOST * len(filled):
        return "email"
    if sum(personal.count(value).phones > 0 for value in filled) > _MOST * len(filled):
        return "phone"
    if tells_people(header):
        return "email" if personal.header_kind(header) == "emails" else "name"
    return "name" if _are_people(filled) else None
