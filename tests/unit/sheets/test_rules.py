from __future__ import annotations

import pytest

from harness.programme import references
from pvd_geo.sheets import Result, check_sheet, shown_name
from pvd_geo.tables.records import Attendance

REFERENCES = references()


def check(text: str, name: str = "x.csv", answers: dict[str, str] | None = None) -> Result:
    return check_sheet(text.encode(), name, REFERENCES, answers)


def rows(text: str) -> tuple[Attendance, ...]:
    result = check(text)
    assert result.faults == ()
    assert result.sheet is not None
    return result.sheet.attendance


def test_a_breakdown_replaces_its_own_total_and_keeps_the_groups_once() -> None:
    found = rows(
        "rencontre,public,participants,groupes\n"
        "Corte,élus,10,3\nCorte,partenaires,5,3\nCorte,ensemble,15,3\n"
    )
    assert found == (
        Attendance("corse", "elected", 10, 3),
        Attendance("corse", "partner", 5, None),
    )


@pytest.mark.parametrize("number", ["1 234", "1\u202f234", "1234,0", "1234"])
def test_counts_are_read_as_people_write_them(number: str) -> None:
    assert rows(f"rencontre;participants\nCorte;{number}\n")[0].participants == 1234


@pytest.mark.parametrize("number", ["1,5", "-1", "1e3", "٣", "=12", "", "5001", "9" * 400])
def test_absurd_counts_are_faults(number: str) -> None:
    result = check(f"rencontre;participants\nCorte;{number}\n")
    assert [(fault.line, fault.column) for fault in result.faults] == [(2, "participants")]
    assert len(result.faults[0].value) <= 61


def test_a_wrong_total_line_is_a_fault() -> None:
    result = check("rencontre;participants\nCorte;10\nPaimpol;20\nTOTAL;31\n")
    assert [(fault.line, fault.expected) for fault in result.faults] == [
        (4, "la somme des lignes, 30")
    ]


def test_a_total_line_that_agrees_is_left_out() -> None:
    assert len(rows("rencontre;participants\nCorte;10\nPaimpol;20\nTOTAL;30\n")) == 2


def test_a_code_and_a_name_that_differ_are_a_fault() -> None:
    result = check("rencontre;public;commune;code insee\nCorte;élu;Paimpol;01034\n")
    assert [(fault.line, fault.column) for fault in result.faults] == [(2, "code insee")]


def test_people_signed_in_twice_are_asked_about() -> None:
    text = "rencontre;public;nom;commune\nCorte;élu;Petru;\nCorte;élu;PETRU;\nPaimpol;élu;Petru;\n"
    result = check(text)
    assert result.sheet is None
    assert [(each.key, each.text) for each in result.questions] == [
        ("repeated", "1 personne sur plusieurs lignes, par le nom ou l’adresse (lignes 2 et 3).")
    ]
    for answer, people in (("once", 1), ("each", 2)):
        sheet = check(text, answers={"repeated": answer}).sheet
        assert sheet is not None
        assert sheet.attendance[0] == Attendance("corse", "elected", people)


def test_a_personal_value_is_not_repeated_in_a_fault() -> None:
    result = check("rencontre;participants\njean@exemple.fr;12\n")
    assert result.faults[0].value == "[adresse électronique retirée]"


def test_lines_are_those_of_the_spreadsheet() -> None:
    result = check('rencontre;participants\n\n"Cor\nte";12\nCorte;x\n')
    assert [fault.line for fault in result.faults] == [3, 4]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\temp\\juin.csv", "juin.csv"),
        ("a\x00b\u202ecsv.exe", "abcsv.exe"),
        ("", "feuille"),
        ("x" * 500, "x" * 60),
    ],
)
def test_a_file_name_cannot_play_tricks(name: str, shown: str) -> None:
    assert shown_name(name) == shown
