"""A workbook's sheets as lines of text: no formula is run, no link is followed."""

from __future__ import annotations

import datetime as dt
import io
from typing import TYPE_CHECKING, Any

from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from pvd_geo.reader import archive, formats, limits, marks, opendocument
from pvd_geo.reader.book import Book, Reason, RefusedError, Table
from pvd_geo.reader.lines import Budget, cleaned, numbered

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from python_calamine import CalamineSheet

    from pvd_geo.reader.marks import Marks


def read(data: bytes) -> Book:
    """Return the sheets of an ``.xlsx``, ``.ods`` or ``.xls``.

    Raises
    ------
    RefusedError
        When it is damaged or too large.
    """
    if data.startswith(formats.OLD_OFFICE):
        if formats.old_document(data):
            raise RefusedError(Reason.DOCUMENT)
        return Book("xls", (_tables(data, {}),))
    rebuilt = archive.rebuild(data)
    if rebuilt.format == "xlsx":
        marked = marks.of_workbook(rebuilt.parts)
    else:
        marked = opendocument.marks_of(rebuilt.parts["content.xml"])
    return Book(rebuilt.format, (_tables(rebuilt.packed(), marked),), rebuilt.left_out)


def _tables(data: bytes, marked: Mapping[str, Marks]) -> tuple[Table, ...]:
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        return tuple(_of_book(book, marked))
    except (RefusedError, MemoryError):
        raise
    # The parser is native code with errors of its own, and may panic on a crafted file.
    except BaseException as error:
        locked = "password" in str(error).lower() or _LOCKED in data
        raise RefusedError(Reason.PASSWORD if locked else Reason.DAMAGED) from error


_LOCKED = "EncryptedPackage".encode("utf-16-le")


def _of_book(book: CalamineWorkbook, marked: Mapping[str, Marks]) -> Iterator[Table]:
    if len(book.sheets_metadata) > limits.MAX_SHEETS:
        raise RefusedError(Reason.TOO_MANY_SHEETS, found=str(len(book.sheets_metadata)))
    budget = Budget()
    for position, sheet in enumerate(book.sheets_metadata):
        if sheet.typ is SheetTypeEnum.WorkSheet:
            hidden = sheet.visible is not SheetVisibleEnum.Visible
            known = marked.get(sheet.name, marks.Marks())
            yield _table(book.get_sheet_by_index(position), known, budget, hidden=hidden)


def _table(sheet: CalamineSheet, known: Marks, budget: Budget, *, hidden: bool) -> Table:
    rows = [[_as_text(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
    for (line, column), error in known.errors.items():
        if line <= len(rows) and column <= len(rows[line - 1]):
            rows[line - 1][column - 1] = error
    filled = _fill(rows, sheet.merged_cell_ranges or [])
    return Table(
        tuple(numbered(rows, budget)),
        sheet.name,
        hidden=hidden,
        hidden_lines=tuple(known.hidden),
        filled=tuple(filled),
        uncomputed=tuple(known.uncomputed),
        struck=tuple(known.struck),
    )


def _fill(
    rows: list[list[str]], merged: list[tuple[tuple[int, int], tuple[int, int]]]
) -> list[tuple[int, int]]:
    """Give each line the value of a cell that is merged with the one above; return which cells."""
    held = [any(row) for row in rows]
    filled = set()
    for (first, column), (last, _) in merged:
        if first < len(rows) and column < len(rows[first]) and rows[first][column]:
            for number in range(first + 1, min(last + 1, len(rows))):
                if held[number] and not rows[number][column]:
                    rows[number][column] = rows[first][column]
                    filled.add((number + 1, column + 1))
    return sorted(filled)


def _as_text(cell: Any) -> str:  # noqa: ANN401 - whatever a cell may hold
    if isinstance(cell, str):
        return cleaned(cell)
    if isinstance(cell, bool):
        return "VRAI" if cell else "FAUX"
    if isinstance(cell, float):
        return f"{cell:.0f}" if cell.is_integer() else repr(cell).replace(".", ",")
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat()
    return str(cell)
