"""The blocks of one sheet: each begins with a line of headers and ends before the next."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from pvd_geo.sheets.layout.headers import Heading, heading, is_known
from pvd_geo.sheets.layout.lines import Line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pvd_geo.reader.book import Table

_TITLE_LINES: Final = 15
"""Lines among which headers are looked for that lack a needed column."""
_COMMENT: Final = "#"
_OF_TEMPLATES: Final = re.compile(r"# .{1,40} : .+", re.DOTALL)


@dataclass(slots=True)
class Block:
    """Headers and the lines below them, with the lines of one cell right above a later block."""

    head: Heading
    lines: list[Line] = field(default_factory=list)
    titles: list[Line] = field(default_factory=list)


@dataclass(slots=True)
class Sheet:
    """The blocks of one sheet, and its lines that are in none.

    Parameters
    ----------
    table
        The sheet as it was read.
    position
        In the workbook, from 1.
    blocks
        Empty when no line has every column that a shape needs, or all but those that name the
        meeting.
    above
        Lines above the first headers, or all lines when there are none.
    titles
        Lines of one cell right above the headers of a later block.
    repeated
        Headers that repeat those of their block, as on each printed page.
    comments
        Lines of one cell that begins with ``#``, but for those of our templates.
    """

    table: Table
    position: int
    blocks: list[Block] = field(default_factory=list)
    above: list[Line] = field(default_factory=list)
    titles: list[Line] = field(default_factory=list)
    repeated: list[Line] = field(default_factory=list)
    comments: list[Line] = field(default_factory=list)

    def swallowed(self) -> list[Line]:
        """Return the lines, of those that are not counted, in which a quote holds other lines."""
        heads = (block.head.line for block in self.blocks)
        unread = (*heads, *self.above, *self.titles, *self.repeated, *self.comments)
        return [line for line in unread if line.quoted]

    def best(self) -> Heading | None:
        """Return its headers, or the line that comes nearest to being some."""
        if self.blocks:
            return max((block.head for block in self.blocks), key=lambda head: head.score)
        heads = map(heading, self.above[:_TITLE_LINES])
        return max(heads, key=lambda head: head.score, default=None)


def sheet_of(table: Table, position: int, *, named: bool) -> Sheet:
    """Cut a sheet into its blocks.

    Parameters
    ----------
    table
        A sheet, or a text.
    position
        In the workbook, from 1.
    named
        Whether its lines must say which sheet they stand in.
    """
    sheet = _cut(table, position, named=named, meetingless=False)
    # A line that lacks the meeting may be anything where another has all that is needed.
    return sheet if sheet.blocks else _cut(table, position, named=named, meetingless=True)


def _cut(table: Table, position: int, *, named: bool, meetingless: bool) -> Sheet:
    sheet = Sheet(table, position)
    for line in lines_of(table, named=named):
        if line.filled == 1 and line.at(0).startswith(_COMMENT):
            if not _OF_TEMPLATES.fullmatch(line.at(0)):
                sheet.comments.append(line)
        elif is_known(line) and _is_head(head := heading(line), meetingless=meetingless):
            _begin(sheet, head)
        elif sheet.blocks:
            sheet.blocks[-1].lines.append(line)
        else:
            sheet.above.append(line)
    return sheet


def _is_head(head: Heading, *, meetingless: bool) -> bool:
    return head.complete or (meetingless and head.meetingless)


def _begin(sheet: Sheet, head: Heading) -> None:
    block = Block(head)
    if sheet.blocks:
        last = sheet.blocks[-1]
        if head.same_as(last.head) and not _ends_with_title(last.lines):
            sheet.repeated.append(head.line)
            return
        while _ends_with_title(last.lines):
            block.titles.append(last.lines.pop())
        sheet.titles += block.titles
    sheet.blocks.append(block)


def _ends_with_title(lines: list[Line]) -> bool:
    return bool(lines) and lines[-1].filled == 1


def lines_of(table: Table, *, named: bool) -> list[Line]:
    """Return the lines of a sheet; ``named`` as in `sheet_of`."""
    hidden = set(table.hidden_lines)
    uncomputed, struck = _by_line(table.uncomputed), _by_line(table.struck)
    merged = _by_line(table.filled)
    return [
        Line(
            line.number,
            line.cells,
            table.name if named else "",
            line.quoted,
            line.number in hidden,
            frozenset(uncomputed.get(line.number, ())),
            frozenset(struck.get(line.number, ())),
            frozenset(merged.get(line.number, ())),
        )
        for line in table.lines
    ]


def _by_line(cells: Iterable[tuple[int, int]]) -> dict[int, set[int]]:
    """Return the positions of cells, counted from 0, by the number of their line."""
    found: dict[int, set[int]] = {}
    for line, column in cells:
        found.setdefault(line, set()).add(column - 1)
    return found
