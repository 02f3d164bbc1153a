"""What the XML of a workbook says beside its values, whoever wrote it."""

from __future__ import annotations

import pytest

from pvd_geo.reader import marks
from pvd_geo.reader.book import Reason, RefusedError


def sheet(rows: str) -> bytes:
    return f"<worksheet><sheetData>{rows}</sheetData></worksheet>".encode()


@pytest.mark.parametrize("number", ["../../x.xml", "²", "-1", "9" * 5_000])
def test_a_row_whose_number_is_none_is_damage(number: str) -> None:
    # Found by `make fuzz`: the first ended the process that reads.
    with pytest.raises(RefusedError) as refused:
        marks.of_sheet(sheet(f'<row r="{number}"/>'))
    assert refused.value.refusal.reason is Reason.DAMAGED


@pytest.mark.parametrize("style", ["²", "a", "-0", "9" * 5_000])
def test_a_format_that_is_no_number_strikes_nothing(style: str) -> None:
    cell = f'<row r="1"><c r="A1" s="{style}"><v>{style}</v></c></row>'
    struck = marks.Struck(frozenset({0}), frozenset({0}))
    assert marks.of_sheet(sheet(cell), struck).struck == []
    assert marks.of_sheet(sheet(cell.replace("<c ", '<c t="s" ')), struck).struck == []


@pytest.mark.parametrize(
    ("value", "uncomputed"),
    [("0", 1), ("", 1), ("0.0", 1), ("-0", 1), ("0E+00", 1), ("12", 0), ("0.5", 0), ("a", 0)],
)
def test_a_formula_that_was_not_computed_is_told(value: str, uncomputed: int) -> None:
    cell = f'<row r="1"><c r="A1"><f>SUM(B1)</f><v>{value}</v></c></row>'
    assert len(marks.of_sheet(sheet(cell)).uncomputed) == uncomputed
