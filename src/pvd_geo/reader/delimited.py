"""Text in any usual encoding, read with each delimiter that it may have."""

from __future__ import annotations

import codecs
import csv
import io
from typing import TYPE_CHECKING, Final

from pvd_geo.reader.book import Book, Reason, RefusedError, Table
from pvd_geo.reader.lines import Budget, numbered
from pvd_geo.tables.cells import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

_DELIMITERS: Final = (";", ",", "\t")


def read(data: bytes) -> Book:
    """Return the lines of a CSV, in each way they may be cut.

    Raises
    ------
    RefusedError
        When it is no text, or too large.
    """
    text = _decoded(data)
    if "\x00" in text:
        raise RefusedError(Reason.NOT_A_SHEET)
    return Book(tuple((Table(numbered(_records(text, each), Budget())),) for each in _DELIMITERS))


def _decoded(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings: tuple[str, ...] = ("utf-16",)  # what Excel calls « Texte Unicode »
    else:
        encodings = ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise RefusedError(Reason.ENCODING)


def _records(text: str, delimiter: str) -> Iterator[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    odd, last = text.count('"') % 2, len(io.StringIO(text, newline="").readlines())
    number = 0
    while True:
        first = reader.line_num + 1
        try:
            record = next(reader)
        except StopIteration:
            break
        except csv.Error as error:
            raise RefusedError(Reason.LONG_CELL, number + 1) from error
        number += 1
        if reader.line_num > first and odd and reader.line_num >= last:
            # A quote that is never closed swallows all that follows: say where it opens.
            raise RefusedError(Reason.OPEN_QUOTE, number)
        yield [clean(cell) for cell in record]
