"""Exports of the tools that are known, and of some that are not: exact counts.

Covers: sheets.tools.counting, sheets.tools.days, sheets.tools.finding, sheets.tools.guessing,
sheets.tools.known, sheets.tools.mapping, sheets.tools.measures, sheets.tool,
sheets.tools.which.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from harness import exports
from harness.exports import CASES, CORSE, EVERYBODY, PRESENCE, REFERENCES, REGISTRATIONS, settled
from harness.personal import traces
from harness.sheets import CORPUS, check_here

if TYPE_CHECKING:
    from collections.abc import Mapping

    from harness.exports import Case
    from pvd_geo.sheets import Result


def answered(data: bytes, answers: Mapping[str, str]) -> Result:
    return settled(data, answers)[0]


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_an_export_is_counted_exactly(case: Case) -> None:
    result = answered(case.data, case.answers)
    assert result.faults == ()
    assert result.counts is not None
    assert sum(result.counts.present.values()) == case.present
    assert sum(result.counts.registered.values()) == case.registered
    assert {each.reason: len(each.places) for each in result.left_out} == case.left
    if case.audiences:
        found = {audience: number for (_, audience), number in result.counts.present.items()}
        assert found == case.audiences


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_nothing_that_is_said_of_an_export_names_anybody(case: Case) -> None:
    result = answered(case.data, case.answers)
    first = check_here(case.data, "export", REFERENCES)
    assert traces(EVERYBODY, repr((result, first)).encode()) == set()


def test_an_old_workbook_is_read() -> None:
    data = (CORPUS.parent / "exports" / "helloasso.xls").read_bytes()
    result = answered(data, CORSE | {"repeated": "once"})
    assert result.counts is not None
    assert sum(result.counts.registered.values()) == 8


def test_the_meeting_of_the_day_is_proposed_and_another_is_doubted() -> None:
    data = exports.zoom(total=False)
    asked = {each.key: each for each in check_here(data, "x", REFERENCES).open}
    assert asked["meeting"].proposed == "corse"
    assert "24/06/2022" in asked["meeting"].text
    answers = {"meeting": "bretagne", "robot": "leave"}
    (doubt,) = check_here(data, "x", REFERENCES, answers).open
    assert doubt.key == "days.bretagne"
    assert "13/07/2022" in doubt.text
    sure = check_here(data, "x", REFERENCES, {**answers, doubt.key: "sure"})
    assert sure.sheet is not None
    assert [row.meeting_id for row in sure.sheet.attendance] == ["bretagne"]


def test_registrations_after_the_meeting_are_doubted_and_before_it_are_not() -> None:
    data = exports.helloasso().replace(b"02/06/2022", b"25/07/2022")
    answers = {**CORSE, **REGISTRATIONS, "repeated": "once"}
    answers |= {"column.fonction": "none", "column.commune-representee": "town"}
    asked = {each.key for each in check_here(data, "x", REFERENCES, answers).open}
    assert "days.corse" in asked
    asked = {each.key for each in check_here(exports.helloasso(), "x", REFERENCES, answers).open}
    assert "days.corse" not in asked


def test_registrations_brought_as_presence_are_asked_about() -> None:
    answers = CORSE | PRESENCE | {"repeated": "once", "column.fonction": "none"}
    with pytest.raises(AssertionError, match="came"):
        answered(exports.helloasso(), answers)
    result = answered(exports.helloasso(), {**answers, "came": "came"})
    assert result.counts is not None
    assert sum(result.counts.present.values()) == 8
    refused = answered(exports.helloasso(), {**answers, "came": "registered"})
    assert refused.sheet is None
    assert [fault.expected for fault in refused.faults] == [
        "une personne au moins, dont la présence est sûre"
    ]


def test_registered_and_present_are_recorded_as_two_measures() -> None:
    sheet = answered(exports.eventbrite(), CORSE).sheet
    assert sheet is not None
    assert [(row.measure, row.participants) for row in sheet.attendance] == [
        ("present", 6),
        ("registered", 11),
    ]


def test_a_value_of_the_audience_that_nobody_mapped_keeps_the_file_open() -> None:
    data = exports.shared_sheet()
    answers = CORSE | PRESENCE
    answers |= {"column.casquette": "audience", "column.vient-de": "town"}
    answers |= {"audience.cheffe-de-projet-pvd": "project_manager", "audience.ddt-22": "partner"}
    (left,) = check_here(data, "x", REFERENCES, {**answers, "audience.ddt-22": ""}).open
    assert (left.key, left.proposed, left.kept) == ("audience.ddt-22", "state_service", True)
    result = check_here(data, "x", REFERENCES, answers)
    assert result.sheet is not None
    assert {row.audience: row.participants for row in result.sheet.attendance} == {
        "elected": 3,
        "project_manager": 3,
        "partner": 6,
    }


def test_a_column_of_as_many_values_as_people_is_no_audience() -> None:
    rows = [["Qui", "Contact", "Idée"]]
    rows += [[exports.name(each), each.email, f"idée {each.number}"] for each in EVERYBODY[:60]]
    answers = CORSE | PRESENCE | {"column.idee": "audience"}
    (fault,) = check_here(exports.text(rows), "x", REFERENCES, answers).faults
    assert "40 valeurs différentes au plus" in fault.expected
    assert fault.line == 1


def test_the_columns_of_an_unknown_tool_are_shown_without_anybody() -> None:
    (first, *_) = check_here(exports.shared_sheet(), "x", REFERENCES).open
    assert first.text == (
        "« Casquette » : « Élu(e) », « Cheffe de projet PVD » et « DDT 22 » (4 valeurs différentes)"
    )
    assert first.proposed == "audience"


def test_two_values_that_begin_alike_are_asked_apart() -> None:
    long = "Agente de la collectivité territoriale, service "
    rows = [["Qui", "Contact", "Casquette"]]
    rows += [
        [exports.name(each), each.email, long + ("de l’urbanisme", "des fêtes")[each.number % 2]]
        for each in EVERYBODY[:8]
    ]
    answers = CORSE | PRESENCE | {"column.casquette": "audience"}
    asked = check_here(exports.text(rows), "x", REFERENCES, answers).open
    assert len({each.key for each in asked if each.key.startswith("audience.")}) == 2


def test_columns_that_were_given_a_use_are_not_said_to_have_none() -> None:
    notices = answered(exports.shared_sheet(), CORSE | PRESENCE).notices
    assert not [notice for notice in notices if "Casquette" in notice]
    notices = answered(
        exports.shared_sheet(), CORSE | PRESENCE | {"column.vient-de": "none"}
    ).notices
    assert "Colonnes sans usage ici, non conservées : « Vient de »." in notices
