"""Sheets broken by a generator: no traceback, no sheet, every broken line named."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from harness.programme import SUMMER, references
from harness.sheets import check_here
from pvd_geo.sheets.presentation import sentences

if TYPE_CHECKING:
    from collections.abc import Callable

REFERENCES = references()
NONSENSE = st.sampled_from(
    [
        "xyzzy",
        "<img src=x onerror=alert(1)>",
        "=cmd|' /C calc'!A1",
        "-1",
        "12,5",
        "9" * 300,
        "𓀀\u202e",
        "31/02/2022",
        "'; DROP TABLE imports; --",
        "../../etc/passwd",
    ]
)
HEADERS = {
    "tally": ["rencontre", "public", "participants", "groupes"],
    "sign_in": ["rencontre", "public", "commune", "structure"],
    "contributions": ["rencontre", "theme", "nature", "texte"],
}
# Columns whose every nonsense is a fault; the others take free text.
CHECKED = {"tally": [0, 1, 2, 3], "sign_in": [0, 1, 2], "contributions": [0, 1, 2]}


def good(shape: str, number: int) -> list[str]:
    if shape == "tally":
        return [SUMMER[number % 12], "élu", str(number + 1), "3"]
    if shape == "sign_in":
        return ["Paimpol", "élu", "22162", "Mairie"]
    return ["Corte", "habitat", "idée", f"Texte {number}"]


@dataclass(frozen=True)
class Broken:
    data: bytes
    name: str
    lines: frozenset[int]


def as_csv(delimiter: str, encoding: str) -> Callable[[list[list[str]]], bytes]:
    def write(rows: list[list[str]]) -> bytes:
        buffer = io.StringIO()
        csv.writer(buffer, delimiter=delimiter).writerows(rows)
        return buffer.getvalue().encode(encoding, "replace")

    return write


def as_xlsx(rows: list[list[str]]) -> bytes:
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                sheet.write_string(number, column, cell)
    return buffer.getvalue()


WRITERS = [
    *(
        (f"x-{encoding}.csv", as_csv(delimiter, encoding))
        for delimiter in ";,\t"
        for encoding in ("utf-8", "utf-8-sig", "cp1252", "utf-16")
    ),
    ("x.xlsx", as_xlsx),
]


@st.composite
def broken_sheets(draw: st.DrawFn) -> Broken:
    shape = draw(st.sampled_from(sorted(HEADERS)))
    count = draw(st.integers(1, 12))
    rows = [good(shape, number) for number in range(count)]
    hit = draw(st.sets(st.integers(0, count - 1), min_size=1, max_size=count))
    for number in hit:
        rows[number][draw(st.sampled_from(CHECKED[shape]))] = draw(NONSENSE)
    order = draw(st.permutations(range(4)))
    table = [[row[column] for column in order] for row in [HEADERS[shape], *rows]]
    name, write = draw(st.sampled_from(WRITERS))
    return Broken(write(table), name, frozenset(number + 2 for number in hit))


@settings(max_examples=200, suppress_health_check=list(HealthCheck))
@given(broken_sheets())
def test_every_broken_line_of_two_hundred_sheets_is_named(broken: Broken) -> None:
    result = check_here(broken.data, broken.name, REFERENCES)
    assert result.sheet is None
    assert {fault.line for fault in result.faults} >= broken.lines
    assert all(sentences(result.faults))


@settings(max_examples=200, suppress_health_check=list(HealthCheck))
@given(
    st.sampled_from(WRITERS),
    st.sampled_from(sorted(HEADERS)),
    st.lists(st.tuples(st.floats(0, 1), st.binary(min_size=1, max_size=6)), max_size=8),
    st.floats(0, 1),
)
def test_damaged_files_never_raise(
    writer: tuple[str, Callable[[list[list[str]]], bytes]],
    shape: str,
    patches: list[tuple[float, bytes]],
    cut: float,
) -> None:
    name, write = writer
    data = bytearray(write([HEADERS[shape], *(good(shape, number) for number in range(6))]))
    for where, patch in patches:
        start = int(where * len(data))
        data[start : start + len(patch)] = patch
    result = check_here(bytes(data[: int(cut * len(data)) + 1]), name, REFERENCES)
    assert (result.sheet is None) == bool(result.faults or result.open)


@settings(max_examples=100)
@given(st.binary(max_size=2_000), st.text(max_size=40))
def test_anything_at_all_never_raises(data: bytes, name: str) -> None:
    for start in (b"", b"PK\x03\x04", b"rencontre;participants\n", b"\xff\xfe"):
        result = check_here(start + data, name, REFERENCES)
        assert (result.sheet is None) == bool(result.faults or result.open)
