"""Rows to numbered lines, within what a sheet may hold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pvd_geo.reader import limits
from pvd_geo.reader.book import Line, Reason, RefusedError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


@dataclass(slots=True)
class Budget:
    """What a file may still hold: a text written once may stand in a thousand cells."""

    lines: int = limits.MAX_LINES
    characters: int = limits.MAX_CHARACTERS

    def spend(self, line: Line) -> None:
        """Take one line off.

        Raises
        ------
        RefusedError
            When it is one too many.
        """
        self.lines -= 1
        self.characters -= sum(map(len, line.cells))
        if self.lines < 0:
            raise RefusedError(Reason.TOO_MANY_LINES, line.number)
        if self.characters < 0:
            raise RefusedError(Reason.TOO_MUCH_TEXT, line.number)


def numbered(rows: Iterable[Sequence[str]], budget: Budget) -> tuple[Line, ...]:
    """Return the rows that hold something, with their numbers.

    Raises
    ------
    RefusedError
        When there are too many lines, columns or characters.
    """
    lines = []
    for number, row in enumerate(rows, start=1):
        if not any(row):
            continue
        if number > limits.MAX_LINES:
            raise RefusedError(Reason.TOO_MANY_LINES, number)
        if any(row[limits.MAX_COLUMNS :]):
            raise RefusedError(Reason.TOO_MANY_COLUMNS, number, str(len(row)))
        # A longer cell is a fault in any column; what is past the limit need not be looked at.
        cells = (cell[: limits.MAX_TEXT + 1] for cell in row[: limits.MAX_COLUMNS])
        line = Line(number, tuple(cells))
        budget.spend(line)
        lines.append(line)
    return tuple(lines)
