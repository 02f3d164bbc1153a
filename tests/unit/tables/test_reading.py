from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pvd_geo.tables.checks import _likewise
from pvd_geo.tables.fields import Field, Table
from pvd_geo.tables.reading import converted, read_csv

if TYPE_CHECKING:
    from pathlib import Path


def written(folder: Path, content: bytes) -> Path:
    path = folder / "t.csv"
    path.write_bytes(content)
    return path


def test_a_cell_over_several_lines_does_not_shift_the_lines_after_it(tmp_path: Path) -> None:
    text = read_csv(written(tmp_path, b'a,b\n1,"x\ny\nz"\n2,w\n\n3\n'), ("a", "b"))
    assert dict(zip(text.lines, text.cells["b"], strict=True)) == {2: "x\ny\nz", 5: "w"}
    assert [(fault.line, fault.value) for fault in text.faults] == [(7, "3")]


def test_what_comes_before_an_open_quote_is_kept(tmp_path: Path) -> None:
    text = read_csv(written(tmp_path, b'a,b\n1,x\n2,"y\n3,z\n'), ("a", "b"))
    assert list(text.cells["a"]) == ["1"]
    assert [fault.line for fault in text.faults] == [3]


@pytest.mark.parametrize(
    "content",
    [
        b"b,a\nx,1\ny,2\n",
        b"b,a\r\nx,1\r\ny,2\r\n",
        b"\xef\xbb\xbfb,a\nx,1\ny,2",
        b"b,a\rx,1\ry,2\r",
    ],
    ids=["unix", "windows", "byte order mark", "old mac"],
)
def test_columns_in_any_order_and_line_ends_of_any_system(tmp_path: Path, content: bytes) -> None:
    text = read_csv(written(tmp_path, content), ("a", "b"))
    assert text.faults == []
    assert list(text.cells.columns) == ["a", "b"]
    assert list(text.cells["a"]) == ["1", "2"]
    assert list(text.lines) == [2, 3]


def test_an_empty_file_lacks_its_header(tmp_path: Path) -> None:
    (fault,) = read_csv(written(tmp_path, b""), ("a", "b")).faults
    assert (fault.line, fault.expected) == (1, "un en-tête avec des virgules : a,b")


@pytest.mark.parametrize(
    ("kind", "cell", "value"),
    [
        ("integer", "007", 7),
        ("integer", "1.0", None),
        ("integer", "9" * 16, None),
        ("number", "-2.50", -2.5),
        ("number", "1e3", None),
        ("number", "inf", None),
        ("number", "٣", None),
        ("boolean", "true", True),
        ("boolean", "True", None),
    ],
)
def test_a_cell_becomes_a_value_or_a_fault(
    kind: str, cell: str, value: object, tmp_path: Path
) -> None:
    table = Table("t", "T", (Field("a", "A", kind), Field("b", "B", optional=True)), ("a",))  # type: ignore[arg-type]
    frame, faults = converted(
        read_csv(written(tmp_path, f"a,b\n{cell},\n".encode()), table.columns), table
    )
    found = frame["a"].iloc[0]
    if value is None:
        assert frame["a"].isna().all()
        assert [(fault.line, fault.column, fault.value) for fault in faults] == [(2, "a", cell)]
    else:
        assert found == value
        assert faults == []
    assert frame["b"].isna().all()


def test_lines_are_told_as_ranges() -> None:
    assert _likewise([]) == ""
    assert _likewise([4]) == " ; de même ligne 4"
    assert _likewise([3, 4, 5, 9]) == " ; de même lignes 3 à 5 et 9"
    assert _likewise([1, 3, 5, 7, 9, 11]).endswith("lignes 1, 3, 5, 7, 9 et 11")
    assert _likewise([1, 3, 5, 7, 9, 11, 13, 15]).endswith("lignes 1, 3, 5, 7, 9 et 3 autres")
