"""Workbooks (XLSX): one sheet a table, and a sheet of sources."""

from __future__ import annotations

import io
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, Any, Final

from xlsxwriter import Workbook

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from pvd_geo.export.stamp import Stamp
    from pvd_geo.export.tables import Column, Table

_WIDEST: Final = 48
_MARGIN: Final = 2
_LONGEST_SHEET_NAME: Final = 31
_HEADING: Final = {
    "bold": True,
    "text_wrap": True,
    "valign": "top",
    "bg_color": "#1d4f91",
    "font_color": "#ffffff",
}
# Nothing in a cell is ever taken for a formula or a link.
_OPTIONS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def xlsx_bytes(tables: Sequence[Table]) -> bytes:
    """Write tables as a workbook, the origin of the first on a sheet named "Sources".

    Codes are text, numbers are numbers, dates are dates; the heading stays in view and has
    filters. Unknown is an empty cell.

    Parameters
    ----------
    tables
        At least one; names of sheets are cut to the 31 letters that the format allows.
    """
    out = io.BytesIO()
    book = Workbook(out, _OPTIONS)
    stamp = tables[0].stamp
    book.set_properties(
        {
            "title": stamp.title,
            "subject": stamp.selection,
            "company": "",
            "created": datetime.combine(stamp.made_on, time(), UTC),
        }
    )
    for table in tables:
        _write_table(book, table)
    _write_sources(book, stamp)
    book.close()
    return out.getvalue()


def _write_table(book: Workbook, table: Table) -> None:
    sheet: Worksheet = book.add_worksheet(table.name[:_LONGEST_SHEET_NAME])
    heading = book.add_format(_HEADING)
    rows = len(table.frame)
    for position, column in enumerate(table.columns):
        cells = table.cells(column)
        style = book.add_format({"num_format": _number_format(column)})
        sheet.set_column(position, position, _width(column, cells), style)
        sheet.write_string(0, position, column.label, heading)
        _write_cells(sheet, position, column, cells, style)
    sheet.freeze_panes(1, min(2, len(table.columns) - 1))
    if rows and table.columns:
        sheet.autofilter(0, 0, rows, len(table.columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _write_cells(
    sheet: Worksheet, position: int, column: Column, cells: list[Any], style: Format
) -> None:
    for row, value in enumerate(cells, start=1):
        if value is None:
            continue
        if column.kind == "date":
            sheet.write_datetime(row, position, value, style)
        elif column.kind in ("text", "code"):
            sheet.write_string(row, position, str(value), style)
        else:
            sheet.write_number(row, position, value, style)


def _write_sources(book: Workbook, stamp: Stamp) -> None:
    sheet = book.add_worksheet("Sources")
    bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True})
    sheet.set_column(0, 0, 14)
    sheet.set_column(1, 1, 110, wrapped)
    for row, (label, text) in enumerate(stamp.lines()):
        sheet.write_string(row, 0, label, bold)
        sheet.write_string(row, 1, text, wrapped)


def _number_format(column: Column) -> str:
    decimals = "." + "0" * column.digits if column.digits else ""
    return {
        "integer": "#,##0",
        "decimal": f"#,##0{decimals}",
        "percent": f'#,##0{decimals}" %"',
        "date": "dd/mm/yyyy",
        "code": "@",
        "text": "@",
    }[column.kind]


def _width(column: Column, cells: list[Any]) -> int:
    if column.kind == "date":
        longest = len("22/06/2022")
    elif column.kind in ("text", "code"):
        longest = max((len(str(cell)) for cell in cells if cell is not None), default=0)
    else:
        longest = len("1 234 567")
    word = max(map(len, column.label.split()), default=0)
    return min(max(longest, word) + _MARGIN, _WIDEST)
