"""Covers: reader.delimited, reader.formats, reader.lines, reader.workbook,
sheets.contributions, sheets.layout.describing, sheets.layout.headers, sheets.layout.tables,
sheets.limits, sheets.presentation, sheets.shapes, sheets.sign_in, sheets.tally,
sheets.values.audiences, sheets.values.dates, sheets.values.meetings, sheets.values.numbers.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from harness.programme import SUMMER, references
from pvd_geo.sheets import check_sheet
from pvd_geo.sheets.presentation import sentences
from pvd_geo.tables.records import Attendance, Contribution, Dropped

CORPUS = Path(__file__).parents[2] / "data" / "sheets"
REFERENCES = references()

# Each broken sheet: the faults a person must see, as (line, column, part of what is expected).
BROKEN: dict[str, list[tuple[int, str, str]]] = {
    "empty.csv": [(0, "", "pas vide")],
    "only-headers.csv": [(1, "", "une ligne au moins")],
    "no-headers.csv": [(1, "", "une ligne d’en-têtes")],
    "picture.png.csv": [(0, "", "celui-ci est une image")],
    "old-workbook.xls": [(0, "", "endommagé")],
    "hungry.xls": [(0, "", "sans remplir la mémoire")],  # found by make fuzz
    "truncated.xlsx": [(0, "", "endommagé")],
    "not-a-workbook.xlsx": [(0, "", "une archive ; sortez-en le fichier")],
    "climbing.xlsx": [(0, "", "ne sort de l’archive")],
    "far-cell.xlsx": [(0, "", "XFD1048576")],
    "bomb.xlsx": [(0, "", "40 Mo au plus")],
    "entities.xlsx": [(0, "", "entités XML")],
    "tally-faults.csv": [(1, "particpants", "« participants »")],
    "tally-values.csv": [
        (2, "rencontre", "« Normandie (Mézidon Vallée d'Auge) » ?"),
        (3, "participants", "un nombre entier"),
        (3, "public", "Vouliez-vous dire « chef de projet » ?"),
        (4, "participants", "un nombre entier"),
        (5, "rencontre", "seulement annoncée"),
        (6, "date", "24/06/2022"),
        (6, "participants", "un nombre entier"),
        (7, "participants", "de 0 à 5\u202f000"),
        (8, "date", "08/07/2022"),
        (10, "groupes", "le même nombre que ligne 9 (3)"),
        (10, "public", "déjà donnée ligne 9"),
        (12, "participants", "le total des publics de cette rencontre, 10"),
        (13, "participants", "une personne au moins"),
        (14, "rencontre", "une rencontre du programme"),
    ],
    "sign-in-values.csv": [
        (2, "commune", "Vouliez-vous dire « Mézidon Vallée d'Auge » ?"),
        (3, "commune", "Vouliez-vous dire « Mézidon Vallée d'Auge » ?"),
        (4, "commune", "Vouliez-vous dire « Mézidon Vallée d'Auge » ?"),
        (5, "commune", "code INSEE"),
        (6, "commune", "16349 (département 16) ou 70470 (département 70)"),
        (7, "public", "« élu »"),
    ],
    "unclosed-quote.csv": [(2, "", "guillemet fermant")],
    "html-everywhere.csv": [
        (2, "groupes", "un nombre"),
        (2, "participants", "un nombre"),
        (2, "public", "« élu »"),
        (2, "rencontre", "une rencontre"),
    ],
    "formulas.csv": [
        (2, "participants", "un nombre"),
        (2, "rencontre", "une rencontre"),
        (3, "participants", "un nombre"),
    ],
    "two-columns.csv": [(1, "Participants", "une seule colonne")],
}
TWELVE = (96, 24, 62, 71, 55, 49, 83, 44, 112, 31, 78, 108)
GROUPS = (7, 2, 5, 5, 4, 4, 6, 3, 8, 2, 6, 9)


@pytest.mark.parametrize("name", BROKEN)
def test_each_fault_of_a_broken_sheet_is_named_by_line(name: str) -> None:
    result = check_sheet((CORPUS / name).read_bytes(), name, REFERENCES)
    assert result.sheet is None
    assert [(fault.line, fault.column) for fault in result.faults] == [
        (line, column) for line, column, _ in BROKEN[name]
    ]
    for fault, (_, _, expected) in zip(result.faults, BROKEN[name], strict=True):
        assert expected in fault.expected


def test_every_file_of_the_corpus_is_tested() -> None:
    good = {
        *("tally-twelve-cp1252.csv", "tally-utf8-bom.csv", "tally-utf16-tab.txt"),
        *("tally-english.csv", "tally-title-total.xlsx", "tally-macro.xlsm"),
        "tally.xls",
        *("sign-in.csv", "sign-in.xlsx", "contributions.csv"),
    }
    files = {path.name for path in CORPUS.iterdir() if path.is_file() and path.suffix != ".py"}
    assert files == good | set(BROKEN)


@pytest.mark.parametrize(
    "name", ["tally-twelve-cp1252.csv", "tally-utf8-bom.csv", "tally-utf16-tab.txt"]
)
def test_the_twelve_meetings_are_read_in_each_encoding(name: str) -> None:
    result = check_sheet((CORPUS / name).read_bytes(), name, REFERENCES)
    assert result.faults == ()
    assert result.sheet is not None
    assert result.sheet.attendance == tuple(
        Attendance(meeting, "all", people, groups)
        for meeting, people, groups in zip(SUMMER, TWELVE, GROUPS, strict=True)
    )


def test_a_workbook_with_a_title_and_a_total_is_read() -> None:
    data = (CORPUS / "tally-title-total.xlsx").read_bytes()
    sheet = check_sheet(data, "x.xlsx", REFERENCES).sheet
    assert sheet is not None
    assert sum(row.participants for row in sheet.attendance) == sum(TWELVE)
    assert len(sheet.attendance) == 12


def test_english_headers_in_another_order_are_read() -> None:
    sheet = check_sheet((CORPUS / "tally-english.csv").read_bytes(), "x", REFERENCES).sheet
    assert sheet is not None
    assert sheet.attendance == (
        Attendance("occitanie", "all", 96, 7),
        Attendance("corse", "project_manager", 24),
    )


@pytest.mark.parametrize("name", ["sign-in.csv", "sign-in.xlsx"])
def test_a_sign_in_list_gives_counts_and_no_person(name: str) -> None:
    result = check_sheet((CORPUS / name).read_bytes(), name, REFERENCES)
    assert result.sheet is not None
    counts = {(row.meeting_id, row.audience): row.participants for row in result.sheet.attendance}
    assert counts == {
        ("bretagne", "project_manager"): 2,
        ("bretagne", "elected"): 1,
        ("bretagne", "state_service"): 1,
        ("corse", "partner"): 1,
        ("corse", "local_staff"): 1,
    }
    assert result.sheet.dropped == Dropped(names=12, emails=5, phones=3)
    for person in ("Kervella", "soizic", "exemple", "61 91", "DDTM", "Mairie"):
        assert person.casefold() not in repr(result).casefold()
    assert "12 noms ou prénoms, 5 adresses électroniques et 3 numéros" in result.notices[0]


def test_contributions_lose_the_people_in_their_texts() -> None:
    result = check_sheet((CORPUS / "contributions.csv").read_bytes(), "x", REFERENCES)
    assert result.sheet is not None
    assert result.sheet.contributions == (
        Contribution(
            *("bretagne", "habitat", "idea"),
            *("Une permanence commune, le samedi", "Groupe 1"),
        ),
        Contribution(
            *("bretagne", "habitat", "irritant"),
            *("Des aides que personne ne connaît ; demander à [nom retiré]", "2"),
        ),
        Contribution(
            *("corse", "commerce", "observation"),
            "Voir [adresse électronique retirée] ou au [téléphone retiré]",
        ),
    )


def test_macros_are_left_out_and_said() -> None:
    result = check_sheet((CORPUS / "tally-macro.xlsm").read_bytes(), "x.xlsm", REFERENCES)
    assert result.sheet is not None
    assert result.notices == ("Le classeur contient des macros : rien n’en est lu.",)


def test_the_same_fault_on_several_lines_is_said_once() -> None:
    data = (CORPUS / "sign-in-values.csv").read_bytes()
    said = sentences(check_sheet(data, "x.csv", REFERENCES).faults)
    assert said[0] == (
        "Lignes 2 à 4, colonne « commune » : « Mezidon Valee d'Ange » – attendu : une commune du"
        " programme, ou « hors programme ». Vouliez-vous dire « Mézidon Vallée d'Auge » ?"
    )
    assert len(said) == 4
