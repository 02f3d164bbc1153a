"""The sample files say what they are, and each shows what the tour promises of it."""

from __future__ import annotations

import pytest

from demo.__main__ import SAMPLES
from harness.sheets import check_here
from pvd_geo.sheets import References, Result
from pvd_geo.tables import loading

FILES = sorted(SAMPLES.iterdir())


@pytest.fixture(scope="module")
def known() -> References:
    data = loading.read(loading.data_dir(), "meetings", "towns", "themes", "regions")
    return References(data.meetings, data.towns, data.themes, data.regions)


def checked(number: int, known: References, **answers: str) -> Result:
    file = FILES[number - 1]
    given = {name.replace("__", "."): value for name, value in answers.items()}
    return check_here(file.read_bytes(), file.name, known, given)


def test_each_says_that_it_is_invented() -> None:
    assert len(FILES) == 5
    for file in FILES:
        assert file.name.startswith("demonstration-")
        assert "DÉMONSTRATION" in file.read_text("utf-8-sig").split("\r\n\r\n")[0]


def test_a_sign_in_list_asks_who_came(known: References) -> None:
    assert [each.proposed for each in checked(1, known).questions] == ["present", "excused"]
    answered = checked(
        1, known, status__presence__oui="present", status__presence__excuse="excused"
    )
    assert answered.sheet is not None
    assert sum(row.participants for row in answered.sheet.attendance) == 12


def test_a_tally_is_ready(known: References) -> None:
    sheet = checked(2, known).sheet
    assert sheet is not None
    assert sum(row.participants for row in sheet.attendance) == 139
    assert set(sheet.meetings) == {"occitanie", "bretagne", "normandie"}


def test_faults_are_named_by_line(known: References) -> None:
    result = checked(3, known)
    assert [fault.line for fault in result.faults] == [3, 4, 5]
    assert result.sheet is None


def test_contributions_are_ready(known: References) -> None:
    sheet = checked(4, known).sheet
    assert sheet is not None
    assert len(sheet.contributions) == 3


def test_an_export_asks_for_its_meeting_and_for_its_robot(known: References) -> None:
    asked = {each.key: each.proposed for each in checked(5, known).questions}
    assert asked == {"meeting": "nouvelle-aquitaine", "robot": "leave"}
