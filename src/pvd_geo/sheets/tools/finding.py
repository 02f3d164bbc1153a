"""Which tool a file comes from, by its headers or its sections; what it does not list is left."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from pvd_geo.sheets.layout.blocks import lines_of
from pvd_geo.sheets.layout.lines import Layout, Line
from pvd_geo.sheets.shapes import SIGN_IN
from pvd_geo.sheets.tool import Export
from pvd_geo.sheets.tools import days
from pvd_geo.sheets.tools.known import TOOLS
from pvd_geo.text import folded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pvd_geo.reader.book import Book, Table
    from pvd_geo.sheets.tool import Role, Tool

_TITLE_LINES: Final = 40
"""Lines among which a tool's headers are looked for: Zoom and Teams sum up above them."""
_SECTION: Final = re.compile(r"(\d)\. \S.*")
_LEAST_COLUMNS: Final = 5
"""Of a section that is read by position."""
_KINDS: Final[dict[Role, str]] = {"name": "names", "email": "emails", "phone": "phones"}


@dataclass(frozen=True, slots=True)
class Found:
    """A tool's list in a file.

    Parameters
    ----------
    layout
        Its lines and columns, with its `Export`.
    table
        The sheet in which it stands.
    others
        The other sheets that hold something.
    """

    layout: Layout
    table: Table
    others: tuple[tuple[int, Table], ...]


def find(book: Book) -> Found | None:
    """Return the list of the first tool that is recognised; None when none is."""
    for reading in book.readings:
        for table in reading:
            lines = lines_of(table, named=len(reading) > 1)
            layout = _by_headers(lines) or _by_sections(lines)
            if layout is not None:
                others = tuple(
                    (position, other)
                    for position, other in enumerate(reading, start=1)
                    if other is not table and other.lines
                )
                return Found(layout, table, others)
    return None


def _by_headers(lines: Sequence[Line]) -> Layout | None:
    for number, line in enumerate(lines[:_TITLE_LINES]):
        headers = [folded(cell) for cell in line.cells]
        for tool in TOOLS:
            if any(telling.issubset(headers) for telling in tool.telling):
                export = Export(tool, _roles(tool, headers))
                return _layout(line, lines[number + 1 :], export, lines[:number])
    return None


def _roles(tool: Tool, headers: Sequence[str]) -> dict[int, Role]:
    """Return the role of each column that is the tool's own."""
    known: dict[str, Role] = {
        **dict.fromkeys(tool.own, "own"),
        **dict.fromkeys(tool.names, "name"),
        **dict.fromkeys(tool.emails, "email"),
        **dict.fromkeys(tool.phones, "phone"),
        **dict.fromkeys(tool.days, "day"),
        **dict.fromkeys(tool.status, "status"),
        **({tool.quantity: "quantity"} if tool.quantity else {}),
    }
    roles: dict[int, Role] = {}
    met: set[str] = set()
    for position, header in enumerate(headers):
        # A question of the organisers' may be headed like a column of the tool's, after it.
        if header in known and header not in met:
            roles[position] = known[header]
            met.add(header)
    return roles


def _by_sections(lines: Sequence[Line]) -> Layout | None:
    tool = next(each for each in TOOLS if each.sections)
    listed, repeating = tool.sections or (0, 0)
    starts = dict(_sections(lines))
    if 1 not in starts or listed not in starts or starts[1] > _TITLE_LINES:
        return None
    end = starts.get(repeating, len(lines))
    section = lines[starts[listed] + 1 : end]
    if not section or section[0].filled < _LEAST_COLUMNS:
        return None
    repeats = tuple(line.place for line in lines[end + 2 :])
    export = Export(tool, dict(enumerate(tool.order)), repeats=repeats)
    return _layout(section[0], section[1:], export, lines[: starts[listed]])


def _sections(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Yield the number of each section and where it starts."""
    for position, line in enumerate(lines):
        title = _SECTION.fullmatch(line.at(0))
        if title and line.filled == 1:
            yield int(title[1]), position


def _layout(header: Line, lines: Sequence[Line], export: Export, above: Sequence[Line]) -> Layout:
    moments = [line.at(at) for at in export.at("day") for line in lines]
    moments += [cell for line in above for cell in line.cells]
    return as_layout(header, lines, replace(export, days=days.of_all(moments)))


def as_layout(header: Line, lines: Sequence[Line], export: Export) -> Layout:
    """Return a list as an export: columns that name people apart, those of no known role free."""
    roles = export.roles
    width = max(len(each.cells) for each in (header, *lines))
    return Layout(
        SIGN_IN,
        header,
        tuple(lines),
        columns={},
        headers={},
        private={at: _KINDS[role] for at, role in roles.items() if role in _KINDS},
        free={at: header.at(at) for at in range(width) if at not in roles},
        identity=tuple(at for at, role in roles.items() if role in {"name", "email"}),
        export=export,
    )
