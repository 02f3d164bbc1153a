"""Workbooks as people and programs make them."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import xlsxwriter

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

Rows = "Sequence[Sequence[object]]"


def xlsx(
    sheets: Mapping[str, Sequence[Sequence[object]]],
    *,
    hidden_sheets: Collection[str] = (),
    hidden_lines: Collection[int] = (),
    struck: Collection[tuple[int, int]] = (),
    merged: Mapping[str, object] | None = None,
) -> bytes:
    """Return an .xlsx; a text that starts with ``=`` is a formula that was never computed.

    Parameters
    ----------
    sheets
        Name to rows.
    hidden_sheets
        Names of those that are hidden.
    hidden_lines
        Numbers, from 1, of the lines that are hidden in every sheet.
    struck
        Line and column, from 1, of the cells that are struck through in every sheet.
    merged
        Range of cells, such as ``A2:A5``, to its value, in every sheet.
    """
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        struck_through = book.add_format({"font_strikeout": True})
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
            for line, column in struck:
                sheet.write(line - 1, column - 1, rows[line - 1][column - 1], struck_through)
            for number in hidden_lines:
                sheet.set_row(number - 1, None, None, {"hidden": True})
            for cells, value in (merged or {}).items():
                sheet.merge_range(cells, value)
            if name in hidden_sheets:
                sheet.hide()
    return buffer.getvalue()


_ODS = "urn:oasis:names:tc:opendocument:xmlns"


def ods(
    sheets: Mapping[str, Sequence[Sequence[str]]],
    hidden_lines: Collection[int] = (),
    struck: Collection[tuple[int, int]] = (),
) -> bytes:
    """Return an .ods of texts, as LibreOffice writes it; `struck` as in `xlsx`."""
    tables = []
    for name, rows in sheets.items():
        lines = []
        for number, row in enumerate(rows, start=1):
            cells = "".join(
                f'<table:table-cell office:value-type="string"{_style((number, column), struck)}>'
                f"<text:p>{cell}</text:p></table:table-cell>"
                for column, cell in enumerate(row, start=1)
            )
            hidden = ' table:visibility="collapse"' if number in hidden_lines else ""
            lines.append(f"<table:table-row{hidden}>{cells}</table:table-row>")
        tables.append(f'<table:table table:name="{name}">{"".join(lines)}</table:table>')
    content = (
        f'<office:document-content xmlns:office="{_ODS}:office:1.0" xmlns:table="{_ODS}:table:1.0"'
        f' xmlns:text="{_ODS}:text:1.0" xmlns:style="{_ODS}:style:1.0"><office:automatic-styles>'
        '<style:style style:name="ce1" style:family="table-cell"><style:text-properties'
        ' style:text-line-through-style="solid"/></style:style></office:automatic-styles>'
        f"<office:body><office:spreadsheet>{''.join(tables)}"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        f'<manifest:manifest xmlns:manifest="{_ODS}:manifest:1.0"><manifest:file-entry'
        ' manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.'
        'spreadsheet"/></manifest:manifest>'
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", manifest)
        archive.writestr("content.xml", content)
    return buffer.getvalue()


def _style(place: tuple[int, int], struck: Collection[tuple[int, int]]) -> str:
    return ' table:style-name="ce1"' if place in struck else ""
