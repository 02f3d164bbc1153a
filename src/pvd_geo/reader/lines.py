"""Rows to numbered lines, within what a sheet may hold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pvd_geo.reader import limits
from pvd_geo.reader.book import Line, Reason, RefusedError
from pvd_geo.reader.encodings import garbled
from pvd_geo.tables.cells import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


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


def numbered(rows: Iterable[Sequence[str]], budget: Budget) -> Iterator[Line]:
    """Yield the rows that hold something, with their numbers.

    Raises
    ------
    RefusedError
        When there are too many lines, columns or characters, or accents that were lost.
    """
    most = max(budget.lines, limits.MAX_LINES)
    for number, row in enumerate(rows, start=1):
        if not any(row):
            continue
        if number > most:
            raise RefusedError(Reason.TOO_MANY_LINES, number)
        if any(row[limits.MAX_COLUMNS :]):
            raise RefusedError(Reason.TOO_MANY_COLUMNS, number, str(len(row)))
        # A longer cell is a fault in any column; what is past the limit need not be looked at.
        line = Line(number, tuple(cell[: limits.MAX_TEXT + 1] for cell in row))
        budget.spend(line)
        if any(map(garbled, line.cells)):
            raise RefusedError(Reason.GARBLED, number)
        yield line


def cleaned(text: str) -> str:
    """Return a cell's text without what cannot be seen; its line breaks are kept."""
    if "\n" not in text and "\r" not in text:
        return clean(text)
    return "\n".join(filter(None, map(clean, text.splitlines())))
