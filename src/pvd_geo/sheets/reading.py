"""Bytes to lines of text: CSV in any usual encoding and delimiter, XLSX. Nothing is judged."""

from __future__ import annotations

import codecs
import csv
import datetime as dt
import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from python_calamine import CalamineWorkbook, SheetVisibleEnum

from pvd_geo.errors import DataError, Fault
from pvd_geo.formatting import integer
from pvd_geo.sheets import limits
from pvd_geo.sheets.archive import ArchiveError, rebuild
from pvd_geo.tables.cells import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_DELIMITERS: Final = (";", ",", "\t")
_OLD_WORKBOOK: Final = b"\xd0\xcf\x11\xe0"
_NAME_SHOWN: Final = 60
_COMMENT: Final = "#"  # the templates explain themselves on such lines


@dataclass(frozen=True, slots=True)
class Line:
    """A line that holds something, with the number a spreadsheet shows for it."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """A file's lines, in each way they may be read: by sheet, or by delimiter."""

    tables: tuple[tuple[Line, ...], ...]
    notices: tuple[str, ...] = ()


def shown_name(name: str) -> str:
    r"""Return the last part of a file's name, short and without anything invisible.

    Examples
    --------
    >>> shown_name("../../etc/passwd"), shown_name("C:\\tmp\\juin.csv")
    ('passwd', 'juin.csv')
    """
    last = clean(re.split(r"[/\\]", name)[-1])
    return last[-_NAME_SHOWN:] or "feuille"


def read(data: bytes, name: str) -> Reading:
    """Return the lines of a sheet.

    Raises
    ------
    DataError
        When the file cannot be read at all; the fault says what to bring instead.
    """
    try:
        return _read(data)
    except (ArchiveError, UnreadableError) as error:
        where = error.line if isinstance(error, UnreadableError) else 0
        raise DataError([Fault(shown_name(name), where, "", "", str(error))]) from error


class UnreadableError(ValueError):
    """A file that holds no lines; the message, in French, says what was expected."""

    def __init__(self, expected: str, line: int = 0) -> None:
        super().__init__(expected)
        self.line = line


def _read(data: bytes) -> Reading:
    if not data.strip():
        raise UnreadableError("un fichier qui n’est pas vide")
    if len(data) > limits.MAX_BYTES:
        raise UnreadableError(f"un fichier de {limits.MAX_BYTES // 1_000_000} Mo au plus")
    if data.startswith(b"PK"):
        return _workbook(data)
    if data.startswith(_OLD_WORKBOOK):
        raise UnreadableError(
            "un classeur .xlsx sans mot de passe, ou un fichier CSV (dans Excel : Enregistrer sous)"
        )
    return _text(data)


def _workbook(data: bytes) -> Reading:
    archive = rebuild(data)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(archive.data))
        tables = tuple(
            _lines(book.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False))
            for sheet in book.sheets_metadata
            if sheet.visible is SheetVisibleEnum.Visible
        )
    except UnreadableError:
        raise
    # The parser is native code with errors of its own, and may panic on a crafted file.
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt | SystemExit):
            raise
        raise UnreadableError("un classeur .xlsx entier : celui-ci est endommagé") from error
    notices = tuple(f"Le classeur contient {what} : rien n’en est lu." for what in archive.left_out)
    return Reading(tables, notices)


def _text(data: bytes) -> Reading:
    text = _decoded(data)
    if "\x00" in text:
        raise UnreadableError("un fichier CSV ou un classeur .xlsx")
    return Reading(tuple(_lines(_records(text, each)) for each in _DELIMITERS))


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
    raise UnreadableError("un fichier CSV en UTF-8 ou Windows-1252, ou un classeur .xlsx")


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
            message = f"{integer(limits.MAX_TEXT)} caractères au plus par cellule"
            raise UnreadableError(message, number + 1) from error
        number += 1
        if reader.line_num > first and odd and reader.line_num >= last:
            # A quote that is never closed swallows all that follows: say where it opens.
            raise UnreadableError("un guillemet fermant après celui qui ouvre", number)
        yield record


def _lines(rows: Iterable[Iterable[object]]) -> tuple[Line, ...]:
    lines = []
    for number, row in enumerate(rows, start=1):
        cells = tuple(_as_text(cell) for cell in row)
        if number > limits.MAX_LINES and any(cells):
            raise UnreadableError(f"{integer(limits.MAX_LINES)} lignes au plus", number)
        # A longer cell is a fault in any column; what is past the limit need not be looked at.
        cells = tuple(cell[: limits.MAX_TEXT + 1] for cell in cells[: limits.MAX_COLUMNS])
        if any(cells) and not cells[0].startswith(_COMMENT):
            lines.append(Line(number, cells))
    return tuple(lines)


def _as_text(cell: object) -> str:
    if isinstance(cell, bool):
        return "VRAI" if cell else "FAUX"
    if isinstance(cell, float):
        return f"{cell:.0f}" if cell.is_integer() else repr(cell).replace(".", ",")
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat()
    return clean(str(cell))
