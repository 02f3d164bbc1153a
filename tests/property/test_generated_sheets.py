"""Thousands of sheets whose counts are known: right, asked or refused, never wrong in silence."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from harness.generated.files import a_file
from harness.programme import references
from harness.sheets import check_here
from pvd_geo.sheets import check_sheet

if TYPE_CHECKING:
    from random import Random

    from harness.generated import Generated
    from pvd_geo.sheets import Result

REFERENCES = references()
FILES = 2_000
IN_A_PROCESS = 40
# The same files at each run: whoever meets a fault meets it again.
SAME = {
    "derandomize": True,
    "deadline": None,
    "database": None,
    "suppress_health_check": list(HealthCheck),
}
RANDOM = st.randoms(use_true_random=False)


@dataclass
class Tried:
    """What became of the files: in all, and by what was unusual about them."""

    outcomes: Counter[str] = field(default_factory=Counter)
    by_trait: Counter[tuple[str, str]] = field(default_factory=Counter)
    refusals: Counter[str] = field(default_factory=Counter)


def counts(result: Result) -> dict[tuple[str, str], int] | None:
    if result.sheet is None:
        return None
    return {(row.meeting_id, row.audience): row.participants for row in result.sheet.attendance}


def outcome(file: Generated) -> tuple[str, Result]:
    """Return what became of a file, without a word from anybody and with what she knows."""
    result, answers = check_here(file.data, "x", REFERENCES), {}
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
    assert found == file.truth, (file, found, answers, result.notices)
    return "right when answered" if asked else "right", result


def test_no_generated_sheet_is_counted_wrong_in_silence() -> None:
    tried = Tried()

    @settings(max_examples=FILES, **SAME)
    @given(RANDOM)
    def each(random: Random) -> None:
        file = a_file(random)
        said, result = outcome(file)
        tried.outcomes[said] += 1
        for trait in file.traits or ("nothing unusual",):
            tried.by_trait[trait, said] += 1
        if said == "refused":
            tried.refusals[result.faults[0].expected[:60]] += 1

    each()
    print(tried)
    assert tried.outcomes.total() >= FILES
