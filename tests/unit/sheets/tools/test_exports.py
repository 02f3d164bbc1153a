"""Exports of the tools that are known, and of some that are not: exact counts.

Covers: sheets.tools.counting, sheets.tools.days, sheets.tools.finding, sheets.tools.guessing,
sheets.tools.known, sheets.tools.mapping, sheets.tools.measures, sheets.tool,
sheets.tools.which.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from harness import exports
from harness.exports import EVERYBODY, Case
from harness.personal import traces
from harness.programme import references
from harness.sheets import CORPUS, check_here

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pvd_geo.sheets import Result

REFERENCES = references()
CORSE = {"meeting": "corse"}
PRESENCE = {"measure": "presence"}
BOTH = {"measure": "both"}
REGISTRATIONS = {"measure": "registrations"}

CASES: dict[str, Case] = {
    "Teams, report, French": Case(
        exports.teams_report(french=True), {}, 12, 12, {"robot": 1, "section": 14}
    ),
    "Teams, report, English": Case(
        exports.teams_report(french=False), {}, 12, 12, {"robot": 1, "section": 14}
    ),
    "Teams, report, other headers": Case(
        exports.teams_report(french=False, version=2), {}, 12, 12, {"robot": 1, "section": 14}
    ),
    "Teams, list of actions": Case(exports.teams_list(actions=True), {}, 9, 9, {"repeated": 5}),
    "Teams, list of times": Case(exports.teams_list(actions=False), {}, 9, 9, {"repeated": 5}),
    "Zoom, each time": Case(exports.zoom(total=False), {}, 11, 11, {"repeated": 3, "robot": 1}),
    "Zoom, in total": Case(exports.zoom(total=True), CORSE, 11, 11, {"repeated": 3}),
    "Forms, French, sign-in": Case(
        exports.forms(french=True),
        PRESENCE | {"repeated": "once"},
        9,
        9,
        {"repeated": 1},
        {"elected": 3, "project_manager": 3, "state_service": 2, "partner": 1},
    ),
    "Forms, French, registrations": Case(
        exports.forms(french=True, workbook=True),
        REGISTRATIONS | {"repeated": "once"},
        9,
        9,
        {"repeated": 1},
    ),
    "Forms, English": Case(exports.forms(french=False), PRESENCE | {"repeated": "each"}, 10, 10),
    "HelloAsso, CSV": Case(
        exports.helloasso(),
        CORSE | {"repeated": "once"},
        0,
        8,
        {"repeated": 1, "cancelled": 3},
    ),
    "HelloAsso, LibreOffice": Case(
        exports.helloasso(workbook=True),
        CORSE | {"repeated": "each"},
        0,
        9,
        {"cancelled": 3},
    ),
    "Eventbrite, both": Case(exports.eventbrite(), CORSE, 6, 11, {"registered": 5, "cancelled": 3}),
    "Eventbrite, presence": Case(
        exports.eventbrite(), CORSE | PRESENCE, 6, 11, {"registered": 5, "cancelled": 3}
    ),
    "Eventbrite, registrations": Case(
        exports.eventbrite(), CORSE | REGISTRATIONS, 6, 11, {"cancelled": 3}
    ),
    "Eventbrite, three places on a line": Case(
        exports.eventbrite(quantity="3"),
        CORSE | {"quantity": "all", "repeated": "each"},
        8,
        13,
        {"registered": 5, "cancelled": 3},
    ),
    "pretix, English": Case(exports.pretix(french=False), CORSE, 7, 11, {"registered": 4}),
    "pretix, French": Case(exports.pretix(french=True), CORSE, 7, 11, {"registered": 4}),
    "unknown: procedures": Case(
        exports.procedures(),
        CORSE
        | REGISTRATIONS
        | {
            "column.archive": "none",
            "status.etat-du-dossier.accepte": "registered",
            "status.etat-du-dossier.sans-suite": "cancelled",
        },
        0,
        8,
        {"cancelled": 2},
    ),
    "unknown: conference": Case(
        exports.indico(), CORSE | BOTH, 7, 9, {"registered": 2}, {"elected": 7}
    ),
    "unknown: video room": Case(
        exports.open_room(),
        PRESENCE | {"column.moderator": "none"} | {"repeated": "once"},
        6,
        6,
        {"repeated": 1},
    ),
    "unknown: shared sheet": Case(
        exports.shared_sheet(),
        CORSE | PRESENCE,
        12,
        12,
        {},
        {"elected": 3, "project_manager": 3, "state_service": 3, "partner": 3},
    ),
    "unknown: survey": Case(
        exports.survey(),
        CORSE | REGISTRATIONS,
        7,
        7,
        {"cancelled": 2},
    ),
    "unknown: badges": Case(
        exports.badges(),
        CORSE | BOTH | {"column.retire": "status"},
        4,
        10,
        {"registered": 6},
        {"elected": 4},
    ),
}


def answered(data: bytes, answers: Mapping[str, str]) -> Result:
    """Answer what is asked as given, else as proposed, until nothing is open."""
    given: dict[str, str] = {}
    while True:
        result = check_here(data, "export", REFERENCES, given)
        if result.faults or not result.open:
            return result
        for question in result.open:
            given[question.key] = answers.get(question.key, "") or question.proposed
            assert given[question.key], question


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
