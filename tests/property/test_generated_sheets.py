"""Thousands of sheets whose counts are known: right, asked or refused, never wrong in silence."""

from __future__ import annotations

import sys
from collections import Counter
from random import Random
from typing import TYPE_CHECKING

import pytest

from harness.generated.files import a_file
from harness.programme import references
from harness.sheets import check_here
from pvd_geo.sheets import check_sheet

if TYPE_CHECKING:
    from harness.generated import Generated
    from pvd_geo.sheets import Result

REFERENCES = references()
FILES = 2_000
IN_A_PROCESS = 40


def numbered(number: int) -> Generated:
    """Return the same file at each run: whoever meets a fault meets it again, by its number."""
    return a_file(Random(number))  # noqa: S311 - nobody guards anything with it


def counts(result: Result) -> dict[tuple[str, str], int] | None:
    if result.sheet is None:
        return None
    return {(row.meeting_id, row.audience): row.participants for row in result.sheet.attendance}


def outcome(file: Generated, number: int) -> tuple[str, Result]:
    """Return what became of a file, without a word from anybody and with what she knows."""
    answers: dict[str, str] = {}
    result = check_here(file.data, "x", REFERENCES)
    asked = bool(result.open)
    while result.open:
        assert result.sheet is None
        said = file.answered(result.open)
        if not said:
            return "asked", result
        answers |= said
        result = check_here(file.data, "x", REFERENCES, answers)
    found = counts(result)
    if found is None:
        assert result.faults
        return "refused", result
    assert found == file.truth, (number, file, file.data, answers, result.notices)
    return "right when answered" if asked else "right", result


def test_no_generated_sheet_is_counted_wrong_in_silence() -> None:
    outcomes: Counter[str] = Counter()
    refusals: Counter[str] = Counter()
    for number in range(FILES):
        said, result = outcome(numbered(number), number)
        outcomes[said] += 1
        refusals.update({fault.expected.split(" : ")[0][:60] for fault in result.faults})
    # Shown by `pytest -s`, for the table of docs/recording.md.
    sys.stdout.write(f"{outcomes}\n{refusals.most_common(8)}\n")
    assert outcomes.total() == FILES
    # A check that refuses or asks about everything would be right too, and of no use.
    assert outcomes["right"] + outcomes["right when answered"] > FILES / 2
    assert outcomes["refused"]
    assert outcomes["asked"]


@pytest.mark.parametrize("number", range(IN_A_PROCESS))
def test_a_process_of_its_own_reads_the_same(number: int) -> None:
    file = numbered(number)
    assert check_sheet(file.data, "x", REFERENCES) == check_here(file.data, "x", REFERENCES)
