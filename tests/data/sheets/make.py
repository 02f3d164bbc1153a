"""Write the hand-made corpus anew: `python tests/data/sheets/make.py`.

Sheets as real programs save them. Each broken one is listed with its faults in
tests/unit/sheets/test_corpus.py.
"""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import xlsxwriter

if TYPE_CHECKING:
    from collections.abc import Sequence

HERE = Path(__file__).parent
TWELVE = (
    ("Castelnaudary", 96, 7),
    ("Corte", 24, 2),
    ("Mauges-sur-Loire", 62, 5),
    ("Commercy", 71, 5),
    ("Bapaume", 55, 4),
    ("La Ferté-Saint-Aubin", 49, 4),
    ("Mézidon Vallée d'Auge", 83, 6),
    ("Sisteron", 44, 3),
    ("Belleville-en-Beaujolais", 112, 8),
    ("Angerville", 31, 2),
    ("Paimpol", 78, 6),
    ("La Réole", 108, 9),
)
# Telephone numbers are of the ranges kept for fiction.
SIGN_IN = """Rencontre;Public;Nom;Prénom;Courriel;Téléphone;Commune;Structure
Paimpol;chef de projet;Kervella;Maïwenn;maiwenn.kervella@exemple.bzh;02 61 91 12 34;Paimpol;Mairie
Paimpol;Chefs de projet;Le Goff;Yann;yann.legoff@exemple.bzh;06 39 98 56 78;22093;
Paimpol;Élue;Tanguy;Soizic;soizic.tanguy@exemple.bzh;;Lamballe Armor;Mairie
Paimpol;Service de l'État;Abgrall;Erwan;erwan.abgrall@exemple.gouv.fr;+33 2 61 91 47 00;;DDTM 22
Corte;partenaire;Santoni;Ghjulia;ghjulia.santoni@exemple.corsica;;hors programme;CAUE
Corte;agent local;Luciani;Petru;;;2B096;Mairie
"""
CONTRIBUTIONS = """rencontre,theme,nature,texte,groupe,auteur
Paimpol,Habitat ancien,idée,"Une permanence commune, le samedi",Groupe 1,Soizic Tanguy
Paimpol,habitat,Irritants,"Des aides que personne ne connaît ; demander à Soizic Tanguy",2,Yann
Corte,Commerce de proximité,constat,"Voir ghjulia.santoni@exemple.corsica ou au 04 65 71 00 00",,
"""


def write(name: str, data: str | bytes, encoding: str = "utf-8") -> None:
    (HERE / name).write_bytes(data if isinstance(data, bytes) else data.encode(encoding))


def workbook(rows: Sequence[Sequence[object]], *, title_lines: int = 0) -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Feuil1")
        for number, row in enumerate(rows, start=title_lines):
            sheet.write_row(number, 0, row)
        if title_lines:
            sheet.write_string(0, 0, "Rencontres régionales, été 2022")
    return buffer.getvalue()


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    buffer = io.BytesIO(data)
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return buffer.getvalue()


def good() -> None:
    french = "Rencontre;Public;Participants;Groupes\r\n" + "".join(
        f"{host};tous publics;{people};{groups}\r\n" for host, people, groups in TWELVE
    )
    write("tally-twelve-cp1252.csv", french, "cp1252")
    write("tally-utf8-bom.csv", french, "utf-8-sig")
    write("tally-utf16-tab.txt", french.replace(";", "\t"), "utf-16")
    write(
        "tally-english.csv",
        "participants,groups,audience,meeting\n96,7,all,occitanie\n24,,project managers,Corse\n",
    )
    table: list[list[object]] = [["NOMBRE DE PARTICIPANTS", "RÉGION", "rencontre", "public"]]
    table += [[people, "", host, "ensemble"] for host, people, _ in TWELVE]
    table += [[sum(people for _, people, _ in TWELVE), "", "Total", "ensemble"]]
    write("tally-title-total.xlsx", workbook(table, title_lines=2))
    write("sign-in.csv", SIGN_IN, "cp1252")
    write("sign-in.xlsx", workbook([[*line.split(";")] for line in SIGN_IN.splitlines()]))
    write("contributions.csv", CONTRIBUTIONS)
    macro = with_part(
        workbook([["rencontre", "participants"], ["Corte", 12]]), "xl/vbaProject.bin", b"Sub Go()"
    )
    write("tally-macro.xlsm", macro)


def broken() -> None:
    write("empty.csv", b"")
    write("only-headers.csv", "rencontre;public;participants;groupes\n")
    write("no-headers.csv", "Paimpol;12\nCorte;24\n")
    write("picture.png.csv", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)))
    write("old-workbook.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    write("truncated.xlsx", workbook([["rencontre", "participants"], ["Corte", 12]])[:900])
    write("not-a-workbook.xlsx", with_part(b"", "readme.txt", b"hello"))
    write("climbing.xlsx", with_part(workbook([["a"]]), "../../evil.xml", b"<x/>"))
    far = workbook([["rencontre", "participants"], ["Corte", 12]])
    write("far-cell.xlsx", _moved(far, b'r="B2"', b'r="XFD1048576"'))
    write("bomb.xlsx", with_part(workbook([["a"]]), "xl/worksheets/sheet9.xml", bytes(60_000_000)))
    write("entities.xlsx", _moved(far, b"<worksheet", b'<!DOCTYPE x [<!ENTITY a "b">]><worksheet'))
    write(
        "tally-faults.csv",
        "rencontre;public;particpants\nPaimpol;chef de projet;12\n",
    )
    write(
        "tally-values.csv",
        "rencontre;public;participants;groupes;date\n"
        "Mézidon Valée d'Auge;élus;12;;\n"
        "Paimpol;chef de projt;vingt;;\n"
        "Paimpol;élus;-3;;\n"
        "Guadeloupe;élus;10;;\n"
        "Corte;élus;1e9;;31/02/2022\n"
        "Corte;partenaires;99999;;24/06/2022\n"
        "Sisteron;élus;10;3;01/01/1900\n"
        "Angerville;élus;10;3;\n"
        "Angerville;élus;11;4;\n"
        "Bapaume;élus;10;;\n"
        "Bapaume;ensemble;12;;\n"
        "Commercy;élus;0;;\n"
        ";élus;5;;\n",
    )
    write(
        "sign-in-values.csv",
        "rencontre;public;commune\n"
        "Paimpol;chef de projet;Mezidon Valee d'Ange\n"
        "Paimpol;chef de projet;Mezidon Valee d'Ange\n"
        "Paimpol;chef de projet;Mezidon Valee d'Ange\n"
        "Paimpol;élu;99999\n"
        "Paimpol;élu;Saint-Sauveur\n"
        "Paimpol;;Paimpol\n",
    )
    write("unclosed-quote.csv", 'rencontre;participants\n"Corte;12\nPaimpol;14\n')
    html = "<img src=x onerror=alert(1)>"
    write(
        "html-everywhere.csv",
        f"rencontre;public;participants;groupes\n{html};{html};{html};{html}\n",
    )
    write("formulas.csv", "rencontre;participants\n=HYPERLINK(1);=1+1\n@Corte;+12\n")
    write("two-columns.csv", "rencontre;participants;Participants\nCorte;1;2\n")


def _moved(data: bytes, old: bytes, new: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(buffer, "w") as target:
        for member in source.infolist():
            target.writestr(member.filename, source.read(member).replace(old, new))
    return buffer.getvalue()


if __name__ == "__main__":
    good()
    broken()
