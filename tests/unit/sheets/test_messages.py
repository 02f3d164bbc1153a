"""What is said of a file that cannot be taken: what was found, what would do instead."""

from __future__ import annotations

import io
import re
import zipfile

import pytest

from harness.programme import references
from harness.sheets import check_here
from harness.workbooks import xlsx
from pvd_geo.formatting import typeset
from pvd_geo.sheets import check_sheet
from pvd_geo.sheets.presentation import sentences
from pvd_geo.sheets.values import dates

REFERENCES = references()
ENGLISH = re.compile(
    r"\b(the|of|is|are|not|expected|error|invalid|missing|file|line|column|value|sheet|at most)\b"
)


def archive(*parts: str, mimetype: str = "") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as opened:
        if mimetype:
            opened.writestr("mimetype", mimetype)
        for part in parts:
            opened.writestr(part, "x")
    return buffer.getvalue()


OLD_WORD = b"\xd0\xcf\x11\xe0" + bytes(508) + "WordDocument".encode("utf-16-le") + bytes(600)
TALLY = b"rencontre;participants\n"
LIST = b"rencontre;public;nom;commune\n"
IDEAS = b"rencontre;theme;nature;texte\n"

SAID: dict[str, tuple[bytes, str]] = {
    # What is no sheet
    "nothing": (b"  \n \n", "qui n’est pas vide"),
    "a PDF": (b"%PDF-1.7\n", "un PDF ; demandez le tableau"),
    "a PNG": (b"\x89PNG\r\n\x1a\n", "une image ; recopiez"),
    "a JPEG": (b"\xff\xd8\xff\xe0\0\x10JFIF", "une image ; recopiez"),
    "a GIF": (b"GIF89a\x01\0", "une image ; recopiez"),
    "a WebP": (b"RIFF\x24\0\0\0WEBPVP8 ", "une image ; recopiez"),
    "a TIFF": (b"II*\0\x08\0\0\0", "une image ; recopiez"),
    "a picture of a telephone": (b"\0\0\0\x18ftypheic\0\0", "une image ; recopiez"),
    "a bitmap": (b"BM\x9a\0\0\0\0\0", "une image ; recopiez"),
    "a text of Word": (archive("word/document.xml"), "copiez son tableau dans un tableur"),
    "an old text of Word": (OLD_WORD, "copiez son tableau dans un tableur"),
    "a presentation": (archive("ppt/presentation.xml"), "copiez son tableau dans un tableur"),
    "a text of LibreOffice": (
        archive("content.xml", mimetype="application/vnd.oasis.opendocument.text"),
        "copiez son tableau dans un tableur",
    ),
    "rich text": (b"{\\rtf1 Corte}", "copiez son tableau dans un tableur"),
    "an archive of sheets": (archive("feuille.csv"), "une archive ; sortez-en le fichier"),
    "7-Zip": (b"7z\xbc\xaf\x27\x1c", "une archive ; sortez-en le fichier"),
    "RAR": (b"Rar!\x1a\x07", "une archive ; sortez-en le fichier"),
    "gzip": (b"\x1f\x8b\x08\0", "une archive ; sortez-en le fichier"),
    "Numbers": (archive("Index/Document.iwa"), "Fichier, Exporter vers, Excel"),
    "a binary workbook": (archive("xl/workbook.bin"), "enregistrez-le en .xlsx"),
    "a page named .xls": (b"<html><table></table></html>", "ouvrez-la dans un tableur"),
    # Headers
    "ten columns without headers": (
        b"a;b;c;d;e;f;g;h;i;j\nCorte;x;x;1;2;3;4;5;6;7\n",
        "Ici, 10 colonnes, 2 lignes ; la première se lit : texte",
    ),
    "a list without headers": (b"Corte;x;a@b.fr;Corte\n", "texte, adresse électronique et texte"),
    "counts without headers": (b"24/06/2022;12\n13/07/2022;5\n", "pour une saisie « décompte »"),
    "a header with a slip": (
        b"rencontre;particpants\nCorte;12\n",
        "« rencontre » et texte, peut-être « participants »",
    ),
    "bars between columns": (b"rencontre|nb\nCorte|12\n", "par des points-virgules"),
    "a letter": (b"Bonjour\nVoici la liste\nCordialement\n", "1 colonne, 3 lignes"),
    "no cell at all": (xlsx({"A": []}), "aucune cellule n’est remplie"),
    "headers alone": (TALLY, "une ligne au moins sous les en-têtes"),
    "no count": (b"rencontre;public\nCorte;autre\n", "une colonne « participants »"),
    "two counts": (
        b"rencontre;participants;effectif\nCorte;12;12\n",
        "une seule colonne « participants »",
    ),
    # Values
    "a number in words": (TALLY + b"Corte;beaucoup\n", "un nombre entier de 0 à 5\u202f000"),
    "less than nobody": (TALLY + b"Corte;-3\n", "un nombre entier de 0 à 5\u202f000"),
    "half a person": (TALLY + b"Corte;12,5\n", "un nombre entier de 0 à 5\u202f000"),
    "words around a number": (TALLY + b"Corte;douzaine (12)\n", "Vouliez-vous dire « 12 » ?"),
    "a slip in a meeting": (TALLY + b"Paimpole;1\n", "dire « Bretagne (Paimpol) » ?"),
    "a meeting far from any": (TALLY + b"Paris;1\n", "par sa région ou sa ville hôte."),
    "a meeting to come": (TALLY + b"Guadeloupe;1\n", "seulement annoncée"),
    "a day without meeting": (b"date;participants\n25/12/2022;1\n", "comme 24/06/2022"),
    "a slip in a town": (LIST + b"Corte;autre;R;Paimpole\n", "dire « Paimpol » ?"),
    "a town far from any": (LIST + b"Corte;autre;R;Paris\n", "ou « hors programme »."),
    "an unknown code": (LIST + b"Corte;autre;R;99999\n", "le code INSEE d’une commune"),
    "an unknown audience": (LIST + b"Corte;boulanger;R;\n", "« chef de projet »"),
    "a slip in an audience": (LIST + b"Corte;partenair;R;\n", "dire « partenaire » ?"),
    "an unknown theme": (IDEAS + b"Corte;amour;irritant;x\n", "un thème, « "),
    "an unknown nature": (IDEAS + b"Corte;habitat;joie;x\n", "« irritant » ou « constat »"),
    "an idea without text": (IDEAS + b"Corte;habitat;irritant;\n", "ce que le groupe a écrit"),
    "a list taken for a tally": (TALLY + b"Corte;12\nCorte;13\n", "une personne par ligne"),
    "a wrong total": (TALLY + b"Corte;12\nTotal;16\n", "la somme des lignes, 12"),
    "a number for two meetings": (
        xlsx(
            {"A": [["rencontre", "participants"], ["Corte", 12], ["Paimpol", ""]]},
            merged={"B2:B3": "12"},
        ),
        "cette cellule est fusionnée avec celle du dessus",
    ),
}


@pytest.mark.parametrize("name", SAID)
def test_what_is_said_leads_on(name: str) -> None:
    data, expected = SAID[name]
    # Only what is packed needs the limits of a process of its own.
    packed = data.startswith((b"PK", b"\xd0\xcf"))
    result = (check_sheet if packed else check_here)(data, "feuille.csv", REFERENCES)
    assert result.sheet is None
    said = " ".join(sentences(result.faults))
    assert typeset(expected) in typeset(said)
    assert not ENGLISH.search(said)
    for other in ("Arbois", "Paris-l"):
        assert other not in said


def test_there_are_as_many_as_were_met() -> None:
    assert len(SAID) >= 43


@pytest.mark.parametrize(
    "text",
    [
        *("22/06/22", "22/06/2022", "22-06-2022", "22.06.2022", "22 06 2022", "22_06_2022"),
        *("22062022", "20220622", "2022-06-22", "2022.06.22", "22 / 06 / 2022", "22/6/22"),
        *("22 juin 2022", "22 JUIN 2022", "mercredi 22 juin 2022", "mer. 22 juin 2022"),
        *("Mercredi, 22 juin 2022", "le 22 juin 2022 à 9h30", "22-juin-22", "22 juin 22"),
        *("le mercredi 22 juin 2022 de 9h à 17h", "22/06/2022 (matin)", "22 juin 2022 matin"),
        *("22 juin 2022 après-midi", "22 juin 2022 - matin", "22\xa0juin\xa02022"),
        *("44734", "44734.0", "44734,5", "2022-06-22T09:30:00", "2022-06-22 09:30:00"),
        *("2022-06-22T09:30:00+02:00", "2022-06-22T09:30:00.000Z", "22/06/2022 9:30"),
    ],
)
def test_a_day_is_read_however_it_is_written(text: str) -> None:
    assert dates.parse(text) == dates.Day(22, 6, 2022)


@pytest.mark.parametrize("text", ["1er juillet 2022", "1 er juillet 2022", "1ᵉʳ juil. 2022"])
def test_the_first_of_a_month_is_read(text: str) -> None:
    assert dates.parse(text) == dates.Day(1, 7, 2022)


@pytest.mark.parametrize("text", ["", "juin 2022", "32/06/2022", "220622", "x" * 100_000])
def test_what_is_no_day_is_none(text: str) -> None:
    assert dates.parse(text) is None


@pytest.mark.parametrize(
    ("text", "meeting"),
    [
        ("PACA", "provence-alpes-cote-d-azur"),
        ("région PACA", "provence-alpes-cote-d-azur"),
        ("Sud", "provence-alpes-cote-d-azur"),
        ("Sud PACA", "provence-alpes-cote-d-azur"),
        ("Région Sud Provence-Alpes-Côte d’Azur", "provence-alpes-cote-d-azur"),
        ("AURA", "auvergne-rhone-alpes"),
        ("ARA", "auvergne-rhone-alpes"),
        ("IDF", "ile-de-france"),
        ("IdF", "ile-de-france"),
        ("BFC", "bourgogne-franche-comte"),
        ("HDF", "hauts-de-france"),
        ("CVL", "centre-val-de-loire"),
        ("PDL", "pays-de-la-loire"),
        ("Bzh", "bretagne"),
        ("GE", "grand-est"),
    ],
)
def test_a_region_is_known_by_its_short_names(text: str, meeting: str) -> None:
    assert REFERENCES.meeting(text).key == meeting


@pytest.mark.parametrize("text", ["NA", "N/A", "France", "Paris", "Arbois", "x" * 5_000])
def test_what_names_no_meeting_is_not_taken_for_one(text: str) -> None:
    found = REFERENCES.meeting(text)
    assert found.key == ""
    assert "Vouliez-vous" not in found.expected
