"""What a file holds, as plain data: it crosses from the reading process to the server as JSON."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal


class Reason(StrEnum):
    """Why a file is not read; `pvd_geo.reader.refusals` has the words."""

    EMPTY = "empty"
    TOO_LARGE = "too-large"
    NOT_A_SHEET = "not-a-sheet"
    PDF = "pdf"
    PICTURE = "picture"
    DOCUMENT = "document"
    WEB_PAGE = "web-page"
    NUMBERS = "numbers"
    BINARY_WORKBOOK = "binary-workbook"
    ARCHIVE = "archive"
    PASSWORD = "password"  # noqa: S105 - the reason, not the word itself
    DAMAGED = "damaged"
    NO_WORKBOOK = "no-workbook"
    TOO_MANY_PARTS = "too-many-parts"
    REPEATED_PART = "repeated-part"
    CLIMBING_PART = "climbing-part"
    TOO_LARGE_UNPACKED = "too-large-unpacked"
    ENTITIES = "entities"
    TOO_MANY_SHEETS = "too-many-sheets"
    FAR_CELL = "far-cell"
    TOO_MANY_LINES = "too-many-lines"
    TOO_MANY_COLUMNS = "too-many-columns"
    TOO_MUCH_TEXT = "too-much-text"
    LONG_CELL = "long-cell"
    OPEN_QUOTE = "open-quote"
    ENCODING = "encoding"
    GARBLED = "garbled"
    MIXED_ENCODINGS = "mixed-encodings"
    TIME = "time"
    SLOW = "slow"
    MEMORY = "memory"
    FAILED = "failed"
    BUSY = "busy"


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a file is not read, on which line (0 is the whole file), and what was found there."""

    reason: Reason
    line: int = 0
    found: str = ""


class RefusedError(Exception):
    """A file that is not read."""

    def __init__(self, reason: Reason, line: int = 0, found: str = "") -> None:
        self.refusal = Refusal(reason, line, found)
        super().__init__(reason)


@dataclass(frozen=True, slots=True)
class Line:
    """A line that holds something, with the number a spreadsheet shows for it.

    Parameters
    ----------
    number
        Counts from 1.
    cells
        Their texts; a line break within a cell is kept.
    quoted
        Of a text file: the most delimiters on one line of the file that quotes hold in a cell. A
        quote that is not meant as one swallows the lines below it, with their delimiters.
    """

    number: int
    cells: tuple[str, ...]
    quoted: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """The lines of one sheet of a workbook, or of a text file read with one delimiter.

    Parameters
    ----------
    lines
        Those that hold something.
    name
        Of the sheet; empty for a text file.
    hidden
        Whether the workbook hides the sheet.
    hidden_lines
        Numbers of the lines that the workbook hides.
    filled
        Line and column, from 1, of cells that are merged with one above and have its value.
    uncomputed
        Line and column, from 1, of formulas whose value is missing or zero.
    struck
        Line and column, from 1, of cells whose text is struck through.
    refusal
        Why the lines end where they do; None when they were all read.
    """

    lines: tuple[Line, ...]
    name: str = ""
    hidden: bool = False
    hidden_lines: tuple[int, ...] = ()
    filled: tuple[tuple[int, int], ...] = ()
    uncomputed: tuple[tuple[int, int], ...] = ()
    struck: tuple[tuple[int, int], ...] = ()
    refusal: Refusal | None = None


Format = Literal["text", "xlsx", "ods", "xls"]


@dataclass(frozen=True, slots=True)
class Book:
    """A file's tables.

    Parameters
    ----------
    format
        What the file is.
    readings
        The ways in which it may be read, each with its tables: one for a workbook, one for each
        delimiter that a text file may have.
    left_out
        What an archive holds besides its cells: ``macros``, ``links``, ``objects``, ``controls``.
    encoding
        Of a text file, as Python names it; ``utf-8-twice`` when it was encoded two times.
    rivals
        The same file read in the other encodings that its bytes fit as well.
    """

    format: Format
    readings: tuple[tuple[Table, ...], ...]
    left_out: tuple[str, ...] = ()
    encoding: str = ""
    rivals: tuple[Book, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What the reading process says: a book or a refusal."""

    book: Book | None = None
    refusal: Refusal | None = None
