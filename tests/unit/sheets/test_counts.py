"""Files whose count was wrong in silence: each is right now, or asks.

Covers: reader.opendocument, sheets.layout.blocks, sheets.layout.filling, sheets.layout.lines,
sheets.layout.lists, sheets.layout.union, sheets.meetingless, sheets.presence.columns,
sheets.presence.mentions, sheets.presence.people, sheets.presence.rows, sheets.presence.several,
sheets.questions, sheets.accents, sheets.statuses.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import xlsxwriter

from harness.programme import references
from harness.sheets import CORPUS, check_here
from harness.workbooks import ods, xlsx

if TYPE_CHECKING:
    from collections.abc import Sequence

REFERENCES = references()
TALLY = ("rencontre", "participants")
HEADERS = ("rencontre", "public", "nom", "commune")
NAMES = [
    f"{first} {last}"
    for last in ("Kervella", "Tanguy", "Santoni", "Luciani", "Abgrall", "Le Goff", "Riou")
    for first in ("Maïwenn", "Yann", "Soizic", "Erwan", "Ghjulia", "Petru", "Anna", "Jean", "Lena")
]


def people(number: int, host: str = "Corte", start: int = 0) -> list[list[str]]:
    return [[host, "élu", name, "hors programme"] for name in NAMES[start : start + number]]


def text(rows: Sequence[Sequence[str]], encoding: str = "utf-8", delimiter: str = ";") -> bytes:
    return "".join(delimiter.join(row) + "\n" for row in rows).encode(encoding)


def with_status(header: str, values: Sequence[str]) -> bytes:
    rows = [[*row, value] for row, value in zip(people(len(values)), values, strict=True)]
    return text([[*HEADERS, header], *rows])


def struck_within_cells() -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet, struck = book.add_worksheet("A"), book.add_format({"font_strikeout": True})
        for number, row in enumerate([HEADERS, *people(10)]):
            sheet.write_row(number, 0, row)
        sheet.write_rich_string(3, 2, "Mme ", struck, "Riou")
    return buffer.getvalue()


@dataclass(frozen=True)
class Case:
    """A file, the question it must ask (none when it is simply right), and the truth.

    The audience is that of everybody, where the file has one that could be lost.
    """

    data: bytes
    truth: int
    answers: dict[str, str] = field(default_factory=dict)
    audience: str = ""


CASES: dict[str, Case] = {
    # Several tables
    "a sheet for each meeting": Case(
        xlsx(
            {
                host: [HEADERS, *people(10, host)]
                for host in ("Corte", "Paimpol", "Bapaume", "Sisteron", "Commercy", "Angerville")
            }
        ),
        60,
    ),
    "morning and afternoon": Case(
        xlsx({"Matin": [HEADERS, *people(20)], "Après-midi": [HEADERS, *people(15, start=20)]}), 35
    ),
    "the same people morning and afternoon": Case(
        xlsx({"Matin": [HEADERS, *people(20)], "Après-midi": [HEADERS, *people(15, start=10)]}),
        25,
        {"repeated": "once"},
    ),
    "two tables in one sheet": Case(
        xlsx(
            {
                "Feuil1": [
                    ["Matin"],
                    HEADERS,
                    *people(30),
                    [],
                    ["Après-midi"],
                    HEADERS,
                    *people(30, start=30),
                ]
            }
        ),
        60,
    ),
    "two tables whose columns stand in another order": Case(
        text(
            [
                HEADERS,
                *people(30),
                [""],
                HEADERS[::-1],
                *(row[::-1] for row in people(30, start=30)),
            ]
        ),
        60,
    ),
    "headers on each printed page": Case(
        text([HEADERS, *people(30), HEADERS, *people(30, start=30)]), 60
    ),
    "a hidden sheet": Case(
        xlsx(
            {"A": [HEADERS, *people(10)], "B": [HEADERS, *people(5, start=10)]}, hidden_sheets=["B"]
        ),
        10,
        {"sheet.2": "leave"},
    ),
    "a hidden sheet that counts": Case(
        xlsx(
            {"A": [HEADERS, *people(10)], "B": [HEADERS, *people(5, start=10)]}, hidden_sheets=["B"]
        ),
        15,
        {"sheet.2": "read"},
    ),
    "a sheet without headers": Case(
        xlsx({"A": [HEADERS, *people(10)], "B": people(5, start=10)}), 10, {"sheet.2": "leave"}
    ),
    "somebody who looks like a title": Case(
        text(
            [
                HEADERS[:3:2],
                *(["Corte", name] for name in NAMES[:3]),
                ["", NAMES[3]],
                HEADERS[:3:2],
                ["Corte", NAMES[4]],
            ]
        ),
        4,
        {"titles.1": "leave"},
    ),
    "somebody who looks like a title below other names": Case(
        text(
            [
                HEADERS[2:0:-1] + HEADERS[:1],
                *([row[2], row[1], row[0]] for row in people(3)),
                [NAMES[3]],
                HEADERS,
                *people(2, start=5),
            ]
        ),
        5,
        {"titles.1": "leave"},
    ),
    "a note among prefilled lines": Case(
        text([HEADERS, *people(1), *[["Corte", "", "", ""]] * 5, ["", "", "* en retard", ""]]),
        1,
        {"alone": "leave"},
    ),
    "somebody of whom only the name is written, above another table": Case(
        text([HEADERS, *people(3), ["", "", NAMES[3], ""], HEADERS[::-1], people(5)[4][::-1]]),
        4,
        {"titles.1": "leave"},
    ),
    "a list and its summary": Case(
        xlsx(
            {
                "Liste": [HEADERS, *people(10)],
                "Synthèse": [["rencontre", "participants"], ["Corte", 12]],
            }
        ),
        10,
        {"kind": "sign_in"},
    ),
    # People who did not come
    "prefilled lines": Case(
        text(
            [
                ["n°", *HEADERS],
                *([str(n), *row] for n, row in enumerate(people(1), 1)),
                *([str(n), "Corte", "", "", ""] for n in range(2, 31)),
            ]
        ),
        1,
    ),
    "prefilled lines with an audience": Case(
        text([HEADERS, *people(1), *[["Corte", "élu", "", ""]] * 29]), 1, {"nameless": "leave"}
    ),
    "prefilled lines of a list without names": Case(
        text(
            [
                ["rencontre", "public", "commune"],
                ["Corte", "élu", "Corte"],
                *[["Corte", "élu", ""]] * 29,
            ]
        ),
        1,
        {"nameless": "leave"},
    ),
    "unsigned lines": Case(
        with_status("Signature", ["x"] * 20 + [""] * 10),
        20,
        {"status.signature.x": "present", "status.signature.vide": "registered"},
    ),
    "signatures that are names": Case(
        with_status("Émargement", [f"signé {name}" for name in NAMES[:20]] + [""] * 10),
        20,
        {"status.emargement.remplie": "present", "status.emargement.vide": "registered"},
    ),
    "a column of presence": Case(
        with_status("Présent", ["oui"] * 12 + ["non"] * 3),
        12,
        {"status.present.oui": "present", "status.present.non": "registered"},
    ),
    "excused": Case(
        with_status("Statut", ["présent"] * 12 + ["excusé"] * 3),
        12,
        {"status.statut.present": "present", "status.statut.excuse": "excused"},
    ),
    "cancelled": Case(
        with_status("État de l'inscription", ["Validé"] * 12 + ["Annulé"] * 3),
        12,
        {
            "status.etat-de-l-inscription.valide": "present",
            "status.etat-de-l-inscription.annule": "cancelled",
        },
    ),
    "a column without header that says who came": Case(
        with_status("", ["x"] * 12 + ["absent"] * 3),
        12,
        {
            "status.colonne-e-sans-en-tete.x": "present",
            "status.colonne-e-sans-en-tete.absent": "registered",
        },
    ),
    "hours of arrival": Case(
        with_status("Heure d'arrivée", [f"9h{n:02}" for n in range(12)] + [""] * 3),
        12,
        {"status.heure-d-arrivee.remplie": "present", "status.heure-d-arrivee.vide": "registered"},
    ),
    "presence in one of two tables": Case(
        with_status("Présence", ["x"] * 5 + [""] * 3) + text([[], HEADERS, *people(10, start=20)]),
        15,
        {"status.presence.x": "present", "status.presence.vide": "registered"},
    ),
    "excused in a name": Case(
        text([HEADERS, *people(10), ["Corte", "élu", "Jean Riou (excusé)", ""]]),
        10,
        {"mention.nom.excuse": "excused"},
    ),
    "a note below a list whose meeting is written once": Case(
        text(
            [
                ["prénom", "nom", "ville hôte"],
                *(
                    [*name.split(" ", 1), "" if number else "Corte"]
                    for number, name in enumerate(NAMES[:10])
                ),
                ["Fait à Corte, le 24 juin 2022"],
            ]
        ),
        10,
        {"alone": "leave", "above": "above"},
    ),
    "a note below the list": Case(
        text([HEADERS, *people(10), ["", "", "Fait à Corte, le 24 juin 2022", ""]]),
        10,
        {"alone": "leave"},
    ),
    # Lines that begin with a number sign
    "numbering with a number sign": Case(
        text([["n°", *HEADERS], *([f"#{n}", *row] for n, row in enumerate(people(3), 1))]), 3
    ),
    "errors of formulas in the first column": Case(
        text([["n°", *HEADERS], *(["#N/A", *row] for row in people(50))]), 50
    ),
    # Numbers
    "a thousand with a point": Case(
        b"rencontre;participants\nCorte;1.000\n", 1000, {"number.1.000": "1000"}
    ),
    "one with three decimals": Case(
        b"rencontre;participants\nCorte;1.000\n", 1, {"number.1.000": "1"}
    ),
    "two thousand with a comma": Case(
        b"rencontre;participants\nCorte;2,000\n", 2000, {"number.2,000": "2000"}
    ),
    # Cells that mean the one above
    "ditto marks": Case(
        text([HEADERS, *people(1), ['""""', '""""', NAMES[1], ""], ["idem", "id.", NAMES[2], ""]]),
        3,
    ),
    "a meeting written once": Case(
        text([HEADERS, *people(1), *(["", *row[1:]] for row in people(9, start=1))]),
        10,
        {"above": "above"},
    ),
    "merged cells": Case(
        xlsx({"A": [HEADERS, *(["", *row[1:]] for row in people(10))]}, merged={"A2:A11": "Corte"}),
        10,
    ),
    # What a workbook shows and what it holds
    "hidden lines left aside": Case(
        xlsx({"A": [HEADERS, *people(10)]}, hidden_lines=[3, 4, 5]), 7, {"hidden": "leave"}
    ),
    "hidden lines that count": Case(
        xlsx({"A": [HEADERS, *people(10)]}, hidden_lines=[3, 4, 5]), 10, {"hidden": "read"}
    ),
    "hidden lines of an ods": Case(
        ods({"A": [HEADERS, *people(10)]}, hidden_lines=[3, 4, 5]), 7, {"hidden": "leave"}
    ),
    "somebody struck out": Case(
        xlsx({"A": [HEADERS, *people(10)]}, struck=[(4, column) for column in range(1, 5)]),
        9,
        {"struck": "leave"},
    ),
    "a name struck out, that counts": Case(
        xlsx({"A": [HEADERS, *people(10)]}, struck=[(4, 3)]), 10, {"struck.part": "read"}
    ),
    "somebody struck out of an ods": Case(
        ods({"A": [HEADERS, *people(10)]}, struck=[(4, column) for column in range(1, 5)]),
        9,
        {"struck": "leave"},
    ),
    "somebody struck out within cells": Case(struck_within_cells(), 9, {"struck.part": "leave"}),
    "errors in a workbook": Case(
        xlsx({"A": [["n°", *HEADERS], *(["=NA()", *row] for row in people(5))]}), 5
    ),
    # Lines that stand for several people
    "two people in a cell": Case(
        text(
            [
                HEADERS,
                *people(3),
                ["Corte", "élu", "Mme Riou, M. Le Goff", ""],
                ["Corte", "élu", "Anna Tanguy et Jean Santoni", ""],
                ["Corte", "élu", "Jean Riou / Lena Kervella + Yann Abgrall", ""],
            ]
        ),
        10,
        {"several.2": "several", "several.3": "several"},
    ),
    "one person whose cell looks like two": Case(
        text([HEADERS, *people(3), ["Corte", "élu", "Riou et fils Jean", ""]]),
        4,
        {"several.2": "one"},
    ),
    "last and first name in one cell": Case(
        text(
            [
                HEADERS,
                ["Corte", "élu", "RIOU, Jean", ""],
                ["Corte", "élu", '"Le Goff\nAnna"', ""],
                ["Corte", "élu", "M./Mme Abgrall", ""],
                ["Corte", "élu", "Anna Santoni / née Luciani", ""],
                ["Corte", "élu", "Lena Tanguy (Corte et Paimpol)", ""],
            ]
        ),
        5,
    ),
    "first names in a column of their own": Case(
        text([["lieu", "nom", "prénom"], ["Corte", "Riou", "Jean, Anna"], ["Corte", "Le", "Lena"]]),
        3,
        {"several.2": "several"},
    ),
    "a person and two more": Case(
        text([HEADERS, *people(3), ["Corte", "élu", "Jean Riou (+2)", ""]]),
        6,
        {"several.3": "several"},
    ),
    "people who came along": Case(
        text(
            [
                [*HEADERS, "Accompagnants"],
                *(
                    [*row, with_them]
                    for row, with_them in zip(people(5), ("2", "", "0", "non", "1"), strict=True)
                ),
                ["TOTAL", "8", "", "", ""],
            ]
        ),
        8,
        {"companions.accompagnants": "add"},
    ),
    "people who came along, by name": Case(
        text(
            [
                [*HEADERS, "Nom de l'accompagnant"],
                *(
                    [*row, with_them]
                    for row, with_them in zip(
                        people(4), ("Anna Riou", "", "oui", "Jean et Lena Tanguy"), strict=True
                    )
                ),
            ]
        ),
        8,
        {"companions.nom-de-l-accompagnant": "add"},
    ),
    "seats of each line": Case(
        text(
            [
                [*HEADERS, "Quantité"],
                *(
                    [*row, number]
                    for row, number in zip(people(4), ("1", "3", "1", "2"), strict=True)
                ),
            ]
        ),
        7,
        {"companions.quantite": "instead"},
    ),
    "one seat each": Case(text([[*HEADERS, "Places"], *([*row, "1"] for row in people(4))]), 4),
    "nobody came along": Case(
        text([[*HEADERS, "Accompagnants"], *([*row, "0"] for row in people(4))]), 4
    ),
    # Which meeting
    "a list without its meeting": Case(
        text([HEADERS[1:], *(row[1:] for row in people(10))]),
        10,
        {"meeting": "corse", "measure": "presence"},
    ),
    "the export of a tool": Case(
        text([["Prénom", "Nom", "Email"], *([*name.split(" ", 1), ""] for name in NAMES[:6])]),
        6,
        {"meeting": "bretagne", "measure": "presence"},
    ),
    "a meeting column that nobody filled": Case(
        text([HEADERS, *(["", *row[1:]] for row in people(10)), ["TOTAL", "10"]]),
        10,
        {"meeting": "corse"},
    ),
    "a tally without its meeting": Case(
        text([["public", "participants"], ["élu", "10"], ["partenaire", "5"], ["Total", "15"]]),
        15,
        {"meeting": "corse"},
    ),
    "names and numbers without their meeting": Case(
        text([["nom", "nombre"], *([name, "2"] for name in NAMES[:4])]),
        8,
        {"count": "tally", "meeting": "corse"},
    ),
    "a tab for each meeting, one of them left aside": Case(
        xlsx(
            {
                "Corte": [HEADERS[1:], *(row[1:] for row in people(10))],
                "Contacts": [["nom", "courriel"], *([name, "a@b.fr"] for name in NAMES[:3])],
                "Paimpol": [HEADERS[1:], *(row[1:] for row in people(5))],
            }
        ),
        15,
        {"meeting": "corse", "meeting.2": "leave", "meeting.3": "bretagne"},
    ),
    "meetings by the region of each line": Case(
        text([["région", "nom"], *(["Corse", name] for name in NAMES[:4]), ["PACA", NAMES[5]]]),
        5,
        {"meeting": "region"},
    ),
    # Encodings
    "MS-DOS": Case(
        text(
            [
                ["rencontre", "public", "nom"],
                *(["Mézidon Vallée d'Auge", "élu", name] for name in NAMES[:5]),
            ],
            "cp850",
        ),
        5,
    ),
    "MS-DOS in a single header, at its end": Case(
        text([["date", "participants", "qualité"], ["18.07.2022", "250", "DDT"]], "cp850"),
        250,
        audience="state_service",
    ),
    "Excel for Mac": Case(
        text(
            [
                ["rencontre", "public", "nom"],
                *(["Mézidon Vallée d'Auge", "élu", name] for name in NAMES[:5]),
            ],
            "mac-roman",
        ),
        5,
    ),
    "UTF-8 twice": Case(
        text(
            [
                ["rencontre", "public", "nom"],
                *(["Mézidon Vallée d'Auge", "élu", name] for name in NAMES[:5]),
            ]
        )
        .decode("cp1252")
        .encode(),
        5,
    ),
    "UTF-16 without its mark": Case(text([HEADERS, *people(5)], "utf-16-le"), 5),
    "a capital of Excel for Mac that is a small letter of MS-DOS": Case(
        text([["nom", "lieu", "Émargement"], *([name, "Corte", "x"] for name in NAMES[3:6])])
        .decode()
        .encode("mac-roman"),
        3,
        {"encoding": "mac-roman", "status.emargement.x": "present"},
    ),
    # A list taken for a tally
    "presence under the header of a tally": Case(
        text(
            [
                ["rencontre", "nom", "présents"],
                *(
                    ["Corte", name, mark]
                    for name, mark in zip(NAMES, ["oui"] * 5 + ["non"] * 2, strict=False)
                ),
            ]
        ),
        5,
        {"status.presents.oui": "present", "status.presents.non": "registered"},
    ),
    "names under the header of a tally": Case(
        text(
            [
                ["rencontre", "participants", "structure"],
                *(["Corte", name, "Mairie"] for name in NAMES[:12]),
            ]
        ),
        12,
    ),
    "names and numbers": Case(
        text(
            [
                ["rencontre", "commune", "nom", "nombre"],
                *(["Corte", "", name, "2"] for name in NAMES[:4]),
            ]
        ),
        8,
        {"count": "tally"},
    ),
    # Totals
    "a total for each block": Case(
        text(
            [
                ["rencontre", "public", "participants"],
                ["Corte", "élu", "10"],
                ["Corte", "partenaire", "5"],
                ["Sous-total Corte", "", "15"],
                ["Paimpol", "élu", "20"],
                ["Sous-total", "", "20"],
                ["TOTAL GÉNÉRAL", "", "35"],
            ]
        ),
        35,
    ),
    "the total of a second list, whose columns are in another order": Case(
        text(
            [
                ["nom", "ville hôte"],
                *([name, "Corte"] for name in NAMES[:3]),
                ["TOTAL", "3"],
                [],
                ["n°", "prénom", "nom", "ville hôte"],
                *(
                    [f"#{number}", *name.split(" ", 1), "" if number else "Corte"]
                    for number, name in enumerate(NAMES[3:7])
                ),
                ["TOTAL", "4"],
            ]
        ),
        7,
        {"above": "above"},
    ),
    "the total of a list": Case(text([HEADERS, *people(10), ["TOTAL", "10", "", ""]]), 10),
}


def counted(data: bytes, answers: dict[str, str]) -> tuple[int | None, list[str], object]:
    result = check_here(data, "x", REFERENCES, answers)
    total = (
        None if result.sheet is None else sum(row.participants for row in result.sheet.attendance)
    )
    return total, [question.key for question in result.questions], result.faults


@pytest.mark.parametrize("name", CASES)
def test_no_count_is_wrong_in_silence(name: str) -> None:
    case = CASES[name]
    total, asked, faults = counted(case.data, case.answers)
    assert faults == ()
    assert asked == list(case.answers)
    assert total == case.truth


def test_delimiters_that_are_meant_within_quotes_are_text() -> None:
    rows = [["Corte", "élu", '"Riou; dit ""le grand"""', '"mairie; ; ; "'], *people(2)]
    table = [[*HEADERS[:3], "structure"], *rows]
    assert counted(text([['"Liste du 24; matin"'], *table]), {})[0] == 3


def test_empty_cells_to_the_right_are_no_second_line() -> None:
    data = text([["lieu", "public", "participants"], ["Corte", "élu", "12", "", "", "", ""]])
    assert counted(data, {})[0] == 12


def test_a_header_below_a_title_that_a_quote_joins_to_it_is_known() -> None:
    data = b'"Matin du 24\nPROFIL";lieu;participants\nmaire;Corte;12\n'
    sheet = check_here(data, "x", REFERENCES).sheet
    assert sheet is not None
    assert [(row.audience, row.participants) for row in sheet.attendance] == [("elected", 12)]


@pytest.mark.parametrize("name", [name for name, case in CASES.items() if case.audience])
def test_no_audience_is_lost_in_silence(name: str) -> None:
    sheet = check_here(CASES[name].data, "x", REFERENCES).sheet
    assert sheet is not None
    assert {row.audience for row in sheet.attendance} == {CASES[name].audience}


@pytest.mark.parametrize("name", [name for name, case in CASES.items() if case.answers])
def test_nothing_is_counted_until_every_question_is_answered(name: str) -> None:
    case = CASES[name]
    for missing in case.answers:
        answers = {key: value for key, value in case.answers.items() if key != missing}
        assert counted(case.data, answers)[0] is None
        assert counted(case.data, {**answers, missing: "invented"})[0] is None


# Files that cannot be counted: the line, and part of what is said.
REFUSED: dict[str, tuple[bytes, int, str]] = {
    "two numbers in one cell": (b'rencontre;participants\nCorte;"4\n5"\n', 2, "un nombre entier"),
    "a number and its rest": (b'rencontre;participants\nCorte;"4\n500"\n', 2, "un nombre entier"),
    "two numbers side by side": (b"rencontre;participants\nCorte;40 35\n", 2, "un nombre entier"),
    "a number in words around it": (
        b"rencontre;participants\nCorte;environ 12\n",
        2,
        "Vouliez-vous dire « 12 » ?",
    ),
    "quotes that swallow people": (
        text(
            [
                HEADERS,
                *people(2),
                ["Corte", "élu", '"Jean', ""],
                *people(11, start=3),
                ["Corte", '"élu', "Anna", ""],
            ]
        ),
        4,
        "un guillemet",
    ),
    "a quote that swallows one line": (
        text([HEADERS, ["Corte", '"élu', "Jean", ""], ["Corte", "élu", "Anna", '"'], *people(3)]),
        2,
        "un guillemet",
    ),
    "a quote that swallows lines into the headers": (
        b'rencontre;participants;"groupes\nCorte;12;3\nPaimpol;5;"\nSisteron;3;2\n',
        1,
        "",
    ),
    "a quote that swallows the whole table into the headers": (
        b'rencontre;participants;"groupes\nCorte;12;3\nPaimpol;5;2\nTotal";17;\n',
        1,
        "",
    ),
    "headers with nothing below, found by make fuzz": (
        b"rencontre;public;participants;groucy;tous publics;71;5\r\nBapaume;tous publ1e999ic",
        1,
        "",
    ),
    "a quote that swallows a table above another": (
        b'rencontre;nombre;"groupes\nCorte;3;3\n;";\nnombre;lieu\n12;Paimpol\n',
        1,
        "un guillemet",
    ),
    "a quote that joins two lines side by side": (
        text([HEADERS, ["Corte", "élu", NAMES[0], '"'], ['"Corte', "élu", NAMES[1], ""]]),
        2,
        "un guillemet",
    ),
    "a quote that swallows the cells of its own line": (
        text(
            [[*HEADERS, ""], ['"', *people(1)[0][1:], '"x"'], *([*row, "x"] for row in people(3))]
        ),
        2,
        "une cellule par colonne",
    ),
    "a quote that is never closed": (
        text([HEADERS, *people(2), ["Corte", '"élu', "Jean", ""], *people(3)]),
        4,
        "guillemet fermant",
    ),
    "a sum that was never computed": (
        xlsx({"A": [["rencontre", "participants"], ["Corte", "=10+2"]]}),
        2,
        "n’a pas été calculée",
    ),
    "names that were never computed": (
        xlsx({"A": [HEADERS, *(["Corte", "élu", "=Z9", ""] for _ in range(3))]}),
        2,
        "n’a pas été calculée",
    ),
    "an error in place of a number": (
        xlsx({"A": [["rencontre", "participants"], ["Corte", "=NA()"]]}),
        2,
        "n’a pas été calculée",
    ),
    "a number merged over two meetings": (
        xlsx({"A": [TALLY, ["Corte", 12], ["Paimpol", ""]]}, merged={"B2:B3": "12"}),
        3,
        "fusionnée avec celle du dessus",
    ),
    "a region that contradicts the host town": (
        text([["rencontre", "région", "participants"], ["Corte", "Bretagne", "12"]]),
        2,
        "la région de cette rencontre, Corse",
    ),
    "a date that contradicts the host town": (
        text([["ville hôte", "date", "participants"], ["Corte", "13 juillet 2022", "12"]]),
        2,
        "la date de cette rencontre, 24/06/2022",
    ),
    "a host town that contradicts the region": (
        text([["rencontre", "ville hôte", "participants"], ["Bretagne", "Corte", "12"]]),
        2,
        "la ville hôte de cette rencontre, Paimpol",
    ),
    "one bad byte among UTF-8": (
        text([HEADERS, ["Corte", "élu", "Maïwenn", ""]]) + "Corte;élu;Zoé;\n".encode("cp1252"),
        3,
        "un seul encodage",
    ),
    "accents that were lost": (
        text([HEADERS, ["Corte", "\ufffdlu", "Jean", ""]]),
        2,
        "des accents lisibles",
    ),
    "accents encoded twice in a workbook": (
        xlsx({"A": [HEADERS, ["MÃ©zidon Vallée d'Auge", "élu", "Jean", ""]]}),
        2,
        "des accents lisibles",
    ),
    "a wrong total of a block": (
        text(
            [
                ["rencontre", "public", "participants"],
                ["Corte", "élu", "10"],
                ["Sous-total", "", "11"],
                ["Paimpol", "élu", "20"],
            ]
        ),
        3,
        "la somme des lignes, 10 ou 30",
    ),
    "a wrong total of a list": (
        text([HEADERS, *people(10), ["TOTAL", "11", "", ""]]),
        12,
        "le nombre de lignes au-dessus, 10",
    ),
    "nobody who came": (with_status("Présent", ["non"] * 3), 1, "une personne au moins"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_counted_is_refused_by_line(name: str) -> None:
    data, line, expected = REFUSED[name]
    answers = {"status.present.non": "registered"}
    result = check_here(data, "x", REFERENCES, answers)
    assert result.sheet is None
    assert expected in result.faults[0].expected
    assert result.faults[0].line == line


def test_a_region_of_a_person_is_asked_about() -> None:
    data = text(
        [
            [*HEADERS, "région"],
            *([*row, region] for row, region in zip(people(2), ("Corse", "Bretagne"), strict=True)),
        ]
    )
    assert counted(data, {})[:2] == (None, ["region"])
    assert counted(data, {"region": "person"})[0] == 2


PROPOSED: dict[str, tuple[bytes, str, str]] = {
    "nothing": (b"nom;commune\nJean Riou;\n", "liste.csv", ""),
    "the file's name": (b"nom;commune\nJean Riou;\n", "emargement_corte_2022.csv", "corse"),
    "a day in the file's name": (b"nom;commune\nJean Riou;\n", "liste 13-07-2022.csv", "bretagne"),
    "a title": (
        "Rencontre régionale de Bretagne\nnom;commune\nJean Riou;\n".encode(),
        "liste.csv",
        "bretagne",
    ),
    "a day in a title": (
        b"Liste ;;\nle 24 juin 2022, salle Corte;;\nnom;commune\nJean Riou;\n",
        "liste.csv",
        "corse",
    ),
    "two meetings": (
        b"De Corte et Paimpol\nnom;commune\nJean Riou;\n",
        "liste.csv",
        "",
    ),
    "the name of a sheet": (
        xlsx({"Paimpol": [["nom", "commune"], ["Jean Riou", ""]]}),
        "liste.xlsx",
        "bretagne",
    ),
    "the region of everybody": (
        "nom;région\nJean Riou;Corse\nAnna Riou;Corse\n".encode(),
        "liste.csv",
        "corse",
    ),
    "a meeting that was only announced": (b"nom;commune\nJean Riou;\n", "guadeloupe.csv", ""),
    "an ordinary word": (
        b"Au centre culturel\nnom;commune\nJean Riou;\n",
        "liste.csv",
        "",
    ),
}


@pytest.mark.parametrize("name", PROPOSED)
def test_a_meeting_is_proposed_only_where_a_title_names_it(name: str) -> None:
    data, file, proposed = PROPOSED[name]
    result = check_here(data, file, REFERENCES)
    assert result.faults == ()
    asked = {each.key: each.proposed for each in result.open}
    assert asked.pop("measure", "") == ""
    assert asked == {"meeting": proposed}


def test_the_region_of_people_need_not_be_that_of_the_meeting_that_is_answered() -> None:
    data = "nom;région\nJean Riou;Corse\nAnna Riou;Bretagne\n".encode()
    assert counted(data, {})[1] == ["meeting"]
    assert counted(data, {"meeting": "corse"})[:2] == (None, ["meeting", "region"])
    assert counted(data, {"meeting": "corse", "region": "person"})[0] == 2


def test_companions_that_cannot_be_counted_are_a_fault_where_they_count() -> None:
    data = text([[*HEADERS, "Accompagnants"], [*people(1)[0], "2 enfants"]])
    assert counted(data, {"companions.accompagnants": "ignore"})[0] == 1
    result = check_here(data, "x", REFERENCES, {"companions.accompagnants": "add"})
    assert [(each.line, each.column, each.value) for each in result.faults] == [
        (2, "Accompagnants", "2 enfants")
    ]


def test_a_table_that_is_left_aside_is_said() -> None:
    case = CASES["a tab for each meeting, one of them left aside"]
    result = check_here(case.data, "x", REFERENCES, case.answers)
    assert "Tableaux laissés de côté : feuille « Contacts », lignes 2 à 4." in result.notices


def test_no_question_repeats_a_person() -> None:
    rows = [[*row, f"signé {row[2]} le 24"] for row in people(20)]
    result = check_here(text([[*HEADERS, "Signature"], *rows]), "x", REFERENCES)
    said = repr((result.questions, result.faults, result.notices)).casefold()
    assert not [
        name
        for name in NAMES
        if name.split()[0].casefold() in said or name.split()[-1].casefold() in said
    ]


def test_who_is_not_counted_is_said_with_the_lines() -> None:
    case = CASES["excused"]
    result = check_here(case.data, "x", REFERENCES, case.answers)
    assert result.notices[-1] == "Non comptés : 3 excusés (lignes 14 à 16)."


def test_an_old_workbook_says_what_it_does_not_tell() -> None:
    data = (CORPUS / "tally.xls").read_bytes()
    result = check_here(data, "x.xls", REFERENCES)
    assert result.sheet is not None
    assert [(row.meeting_id, row.participants) for row in result.sheet.attendance] == [
        ("corse", 24)
    ]
    assert "les lignes masquées" in result.notices[0]


PAGE = Path(__file__).parents[3] / "docs" / "corpus.md"


def row_of(name: str) -> str:
    """Return the line of docs/corpus.md about a file: what the check makes of it."""
    if name in CASES:
        case = CASES[name]
        result = check_here(case.data, "x", REFERENCES)
        total, _, _ = counted(case.data, case.answers)
        answered = check_here(case.data, "x", REFERENCES, case.answers).questions
        topics = dict.fromkeys(each.topic for each in (*result.open, *answered))
        asked = "; ".join(f"« {topic} »" for topic in topics)
        return f"| {name} | {'asked' if asked else 'right'} | {total} | {asked} |"
    data, line, _ = REFUSED[name]
    result = check_here(data, "x", REFERENCES, {"status.present.non": "registered"})
    said = result.faults[0].expected.split(" ; ")[0].replace("|", "\\|")
    said = said.split(" : pour une saisie")[0]
    return f"| {name} | refused | line {line} | {said} |"


@pytest.mark.parametrize("name", [*CASES, *REFUSED])
def test_the_page_tells_what_becomes_of_each(name: str) -> None:
    assert row_of(name) in PAGE.read_text(encoding="utf-8").splitlines()
