"""Covers: reader.book."""

from __future__ import annotations

import io
import zipfile

import pytest
import xlsxwriter

from harness.programme import references
from pvd_geo.reader import archive, limits
from pvd_geo.reader.book import Reason, RefusedError
from pvd_geo.sheets import check_sheet


def workbook(rows: list[list[object]]) -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return buffer.getvalue()


def changed(data: bytes, name: str, old: bytes, new: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(buffer, "w") as target:
        for member in source.infolist():
            content = source.read(member)
            target.writestr(
                member.filename, content.replace(old, new) if name in member.filename else content
            )
    return buffer.getvalue()


def test_only_the_parts_with_cells_reach_the_parser() -> None:
    buffer = io.BytesIO(workbook([["rencontre", "participants"], ["Corte", 12]]))
    with zipfile.ZipFile(buffer, "a") as target:
        target.writestr("xl/externalLinks/externalLink1.xml", "<x/>")
        target.writestr("xl/vbaProject.bin", b"macro")
        target.writestr("xl/embeddings/oleObject1.bin", b"object")
    rebuilt = archive.rebuild(buffer.getvalue())
    with zipfile.ZipFile(io.BytesIO(rebuilt.packed())) as kept:
        names = " ".join(kept.namelist())
    assert "vba" not in names
    assert "external" not in names
    assert "embeddings" not in names
    assert rebuilt.left_out == ("macros", "links", "objects")


def test_a_part_that_lies_about_its_size_is_not_unpacked_whole() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr("xl/workbook.xml", "<x/>")
        target.writestr("xl/worksheets/sheet1.xml", b"<row/>" * 4_000_000)
    data = bytearray(buffer.getvalue())
    true_size = (24_000_000).to_bytes(4, "little")
    data = bytearray(bytes(data).replace(true_size, (100).to_bytes(4, "little")))
    # Python's own reader may also find that the checksum does not hold.
    with pytest.raises(RefusedError) as error:
        archive.rebuild(bytes(data))
    assert error.value.refusal.reason in {Reason.TOO_LARGE_UNPACKED, Reason.DAMAGED}


def test_a_cell_that_is_only_formatted_may_be_far() -> None:
    data = workbook([["rencontre", "participants"], ["Corte", 12]])
    far = changed(data, "sheet1", b"</row></sheetData>", b'<c r="XFD2" s="1"/></row></sheetData>')
    result = check_sheet(far, "x.xlsx", references())
    assert result.sheet is not None
    assert result.sheet.attendance[0].participants == 12


def test_too_many_parts_are_refused() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as target:
        for number in range(limits.MAX_MEMBERS + 1):
            target.writestr(f"xl/media/{number}.png", b"")
    with pytest.raises(RefusedError) as error:
        archive.rebuild(buffer.getvalue())
    assert error.value.refusal.reason is Reason.TOO_MANY_PARTS


def test_a_formula_is_read_as_its_value() -> None:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["rencontre", "participants"])
        sheet.write_string(1, 0, "Corte")
        sheet.write_formula(1, 1, '=WEBSERVICE("http://example.org")', None, 17)
    result = check_sheet(buffer.getvalue(), "x.xlsx", references())
    assert result.sheet is not None
    assert result.sheet.attendance[0].participants == 17


def test_too_many_lines_are_refused() -> None:
    rows = "Corte;12\n" * limits.MAX_LINES
    result = check_sheet(f"rencontre;participants\n{rows}".encode(), "x.csv", references())
    assert [(fault.line, fault.expected) for fault in result.faults] == [
        (5001, "5\u202f000 lignes au plus")
    ]


def test_a_file_that_is_too_large_is_refused() -> None:
    data = b"rencontre;participants\n" + b"x" * limits.MAX_BYTES
    assert check_sheet(data, "x.csv", references()).faults[0].expected == (
        "un fichier de 5 Mo au plus"
    )
