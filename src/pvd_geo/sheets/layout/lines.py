"""A table whose columns are known, in whatever sheets and blocks its lines stood."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pvd_geo.sheets.shapes import Shape
    from pvd_geo.sheets.tool import Export


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a table, with where it stands in the file.

    Parameters
    ----------
    number
        Line in its sheet.
    cells
        Texts in the order of the layout's columns; their line breaks are kept.
    sheet
        Name of its sheet when the file has several; else empty.
    quoted
        Of a text file: the most delimiters on one line that quotes hold in a cell.
    hidden
        Whether the workbook hides it.
    uncomputed
        Positions of the formulas that have no value, or zero.
    struck
        Positions of the cells whose text is struck through.
    merged
        Positions of the cells that have the value of one above, which they are merged with.
    borrowed
        How many cells hold what stands in the line above.
    own
        Positions of the columns that its own table has; None when it has all of the layout's.
    """

    number: int
    cells: tuple[str, ...]
    sheet: str = ""
    quoted: int = 0
    hidden: bool = False
    uncomputed: frozenset[int] = frozenset()
    struck: frozenset[int] = frozenset()
    merged: frozenset[int] = frozenset()
    borrowed: int = 0
    own: frozenset[int] | None = None

    def raw(self, position: int) -> str:
        """Return a cell as it is; empty where the line has none."""
        return self.cells[position] if position < len(self.cells) else ""

    def at(self, position: int) -> str:
        """Return a cell on one line of text."""
        return self.raw(position).replace("\n", " ")

    def has(self, position: int) -> bool:
        """Tell whether its table has a column: a cell of another table's is not empty but none."""
        return self.own is None or position in self.own

    @property
    def place(self) -> tuple[str, int]:
        """Return its sheet and number."""
        return self.sheet, self.number

    @property
    def filled(self) -> int:
        """Return how many cells hold something of the line's own."""
        return sum(map(bool, self.cells)) - self.borrowed


@dataclass(frozen=True, slots=True)
class Layout:
    """A table whose columns are known.

    Parameters
    ----------
    shape
        The shape its headers announce.
    header
        The line of headers, of the first block when there are several.
    lines
        The lines below it.
    columns
        Field to position.
    headers
        Field to the header as the person wrote it, for faults.
    private
        Position to kind of personal data.
    free
        Position to header, maybe empty, of the columns that are no field and that tell nobody
        by name, address or telephone.
    identity
        Positions of the columns that tell people apart: their names and addresses.
    export
        Of a file that has one meeting's people and no column for it: its tool and columns.
    """

    shape: Shape
    header: Line
    lines: tuple[Line, ...]
    columns: Mapping[str, int]
    headers: Mapping[str, str]
    private: Mapping[int, str] = field(default_factory=dict)
    free: Mapping[int, str] = field(default_factory=dict)
    identity: tuple[int, ...] = ()
    export: Export | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """One of the tables of a file.

    Parameters
    ----------
    number
        Among all tables of the file, read or not, from 1.
    places
        Sheet and number of each of its lines.
    titles
        What may name its meeting outside its lines, the nearest first.
    """

    number: int
    places: frozenset[tuple[str, int]]
    titles: tuple[str, ...]


def letters(column: int) -> str:
    """Return a column's letters in a spreadsheet: 1 is A, 27 is AA."""
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text
