"""A workbook's sheets as lines of text: no formula is run, no link is followed."""

from __future__ import annotations

import datetime as dt
import io
from typing import TYPE_CHECKING

from python_calamine import CalamineWorkbook, SheetVisibleEnum

from pvd_geo.reader import archive, limits, marks
from pvd_geo.reader.book import Book, Reason, RefusedError, Table
from pvd_geo.reader.lines import Budget, numbered
from pvd_geo.tables.cells import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def read(data: bytes) -> Book:
    """Return the sheets of an ``.xlsx``.

    Raises
    ------
    RefusedError
        When it is damaged or too large.
    """
    rebuilt = archive.rebuild(data)
    for name, part in rebuilt.parts.items():
        if "/worksheets/" in name.lower():
            marks.of_sheet(part)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(rebuilt.packed()))
        return Book((tuple(_tables(book)),), rebuilt.left_out)
    except (RefusedError, MemoryError):
        raise
    # The parser is native code with errors of its own, and may panic on a crafted file.
    except BaseException as error:
        raise RefusedError(Reason.DAMAGED) from error


def _tables(book: CalamineWorkbook) -> Iterator[Table]:
    if len(book.sheets_metadata) > limits.MAX_SHEETS:
        raise RefusedError(Reason.TOO_MANY_SHEETS, found=str(len(book.sheets_metadata)))
    budget = Budget()
    for sheet in book.sheets_metadata:
        if sheet.visible is SheetVisibleEnum.Visible:
            rows = book.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False)
            yield Table(numbered(map(_texts, rows), budget), sheet.name)


def _texts(row: Iterable[object]) -> list[str]:
    return [_as_text(cell) for cell in row]


def _as_text(cell: object) -> str:
    if isinstance(cell, bool):
        return "VRAI" if cell else "FAUX"
    if isinstance(cell, float):
        return f"{cell:.0f}" if cell.is_integer() else repr(cell).replace(".", ",")
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat()
    return clean(str(cell))
