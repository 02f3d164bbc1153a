"""Files that were made to stop a server: small to send, ruinous to read."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINKS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
ROW: Final = b'<row r="1"><c r="A1"><v>1</v></c></row>'


def workbook(*sheets: bytes, names: int | None = None, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return an .xlsx of which each sheet's rows are given as XML.

    Parameters
    ----------
    sheets
        What stands in ``<sheetData>`` of each sheet.
    names
        How many names the first sheet has; one for each sheet when None.
    method
        How the parts are packed.
    """
    targets = list(range(len(sheets))) if names is None else [0] * names
    listed = "".join(
        f'<sheet name="f{number}" sheetId="{number + 1}" r:id="r{target}"/>'
        for number, target in enumerate(targets)
    )
    links = "".join(
        f'<Relationship Id="r{number}" Type="{_LINKS}/worksheet"'
        f' Target="worksheets/sheet{number}.xml"/>'
        for number in range(len(sheets))
    )
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"/>',
        "_rels/.rels": (
            f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1"'
            f' Type="{_LINKS}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
        ),
        "xl/workbook.xml": (
            f'<workbook xmlns="{_MAIN}" xmlns:r="{_LINKS}"><sheets>{listed}</sheets></workbook>'
        ),
        "xl/_rels/workbook.xml.rels": (
            f'<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>'
        ),
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
        for number, rows in enumerate(sheets):
            archive.writestr(
                f"xl/worksheets/sheet{number}.xml",
                f'<worksheet xmlns="{_MAIN}"><sheetData>'.encode()
                + rows
                + b"</sheetData></worksheet>",
            )
    return buffer.getvalue()


def far_cell() -> bytes:
    """Return the workbook that asked for 550 GB: no expression over XML sees its far cell."""
    return workbook(
        b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c x=">" r="XFD1048576">'
        b"<v>1</v></c></row>"
    )


def hidden_far_cell() -> bytes:
    """Return a far cell outside any row, where only the parser of values meets it."""
    return workbook(ROW + b'<c r="XFD1048576"><v>1</v></c>')


def slow_tags() -> bytes:
    """Return the workbook over which a search by expression is quadratic."""
    return workbook(ROW + b"<c " + b'r="A1" ' * 26_000, method=zipfile.ZIP_STORED)


def many_sheets() -> bytes:
    """Return 990 sheets with as many lines and columns as one may have."""
    cells = b'<row r="5000"><c r="BH5000"><v>1</v></c></row>'
    return workbook(*[ROW + cells] * 990)


def many_names() -> bytes:
    """Return one large sheet that has 20,000 names."""
    cells = b'<row r="5000"><c r="BH5000"><v>1</v></c></row>'
    return workbook(ROW + cells, names=20_000)


def full_sheets() -> bytes:
    """Return as many sheets as a workbook may have, each with as many empty cells as it may."""
    cells = b'<row r="5000"><c r="BH5000"><v>1</v></c></row>'
    return workbook(*[ROW + cells] * 50)


HOSTILE: Final[dict[str, Callable[[], bytes]]] = {
    each.__name__: each for each in (far_cell, hidden_far_cell, slow_tags, many_sheets, many_names)
}
