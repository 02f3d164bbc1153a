"""Text in any usual encoding, cut with each delimiter that it may have."""

from __future__ import annotations

import csv
import io
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from pvd_geo.reader import limits
from pvd_geo.reader.book import Book, Line, Reason, RefusedError, Table
from pvd_geo.reader.encodings import decoded, rivals
from pvd_geo.reader.lines import Budget, cleaned, numbered

if TYPE_CHECKING:
    from collections.abc import Iterator

_DELIMITERS: Final = (";", ",", "\t")
_UNENDED: Final = "unexpected end of data"


def read(data: bytes, most: int = limits.MAX_LINES) -> Book:
    """Return the lines of a CSV, `most` at most, in each way they may be cut.

    Raises
    ------
    RefusedError
        When it is no text, or too large.
    """
    text, encoding = decoded(data)
    if "\x00" in text:
        raise RefusedError(Reason.NOT_A_SHEET)
    book = _book(text, encoding, most)
    return replace(book, rivals=tuple(_book(*each, most) for each in rivals(data, encoding)))


def _book(text: str, encoding: str, most: int) -> Book:
    # One that is not there cuts nothing, and reading a long file with it takes its time.
    there = [each for each in _DELIMITERS if each in text] or _DELIMITERS[:1]
    tables = [_table(text, each, most) for each in there]
    # A delimiter that cuts nothing is not the file's, unless none does.
    cut = [table for table in tables if any(len(line.cells) > 1 for line in table.lines)]
    return Book("text", tuple((table,) for table in cut or tables[:1]), encoding=encoding)


def _table(text: str, delimiter: str, most: int) -> Table:
    quoted: dict[int, int] = {}
    held: dict[int, tuple[int, int]] = {}
    lines: list[Line] = []
    try:
        # One by one, so that those before a refusal are kept.
        lines.extend(numbered(_records(text, delimiter, quoted, held), Budget(most)))
    except RefusedError as error:
        # Only the file's own delimiter counts, and its headers will tell which one that is.
        return Table(_marked(lines, quoted | _swallowed(held)), refusal=error.refusal)
    return Table(_marked(lines, quoted | _swallowed(held)))


def _marked(lines: list[Line], quoted: dict[int, int]) -> tuple[Line, ...]:
    return tuple(replace(line, quoted=quoted.get(line.number, 0)) for line in lines)


def _swallowed(held: dict[int, tuple[int, int]]) -> dict[int, int]:
    """Return the delimiters in cells of lines that lack as many: a quote took them for text."""
    if not held:
        return {}
    # What most lines have; a line of one cell is a title or a note.
    usual = Counter(cells for cells, _ in held.values() if cells > 1).most_common(1)
    width = usual[0][0] if usual else 0
    return {
        number: inside
        for number, (cells, inside) in held.items()
        if inside and cells < width <= cells + inside
    }


def _records(
    text: str, delimiter: str, quoted: dict[int, int], held: dict[int, tuple[int, int]]
) -> Iterator[list[str]]:
    raw = io.StringIO(text, newline="").readlines()
    reader = csv.reader(iter(raw), delimiter=delimiter)
    number = 0
    while True:
        first = reader.line_num
        try:
            record = next(reader)
        except StopIteration:
            break
        except csv.Error as error:
            raise RefusedError(Reason.LONG_CELL, number + 1) from error
        number += 1
        if reader.line_num == len(raw) and _is_open(raw[first:], delimiter):
            # A quote that is never closed swallows all that follows: say where it opens.
            raise RefusedError(Reason.OPEN_QUOTE, number)
        if reader.line_num > first + 1:
            quoted[number] = max(_held(cell, delimiter) for cell in record)
        else:
            held[number] = len(record), sum(cell.count(delimiter) for cell in record)
        yield [cleaned(cell) for cell in record]


def _is_open(raw: list[str], delimiter: str) -> bool:
    try:
        list(csv.reader(iter(raw), delimiter=delimiter, strict=True))
    except csv.Error as error:
        return _UNENDED in str(error)
    return False


def _held(cell: str, delimiter: str) -> int:
    """Return the most delimiters on one line of a cell that holds several."""
    lines = cell.splitlines()
    return max(line.count(delimiter) for line in lines) if len(lines) > 1 else 0
