"""Empty sheets to fill in, one for each shape, with the values they may hold."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

import xlsxwriter

from pvd_geo.formatting import integer
from pvd_geo.reader.limits import MAX_LINES, MAX_TEXT
from pvd_geo.sheets.layout.tables import VALUES_SHEET
from pvd_geo.sheets.limits import MAX_PARTICIPANTS
from pvd_geo.sheets.shapes import FIELD_LABELS, SHAPES
from pvd_geo.sheets.values import audiences
from pvd_geo.tables.records import KIND_LABELS, NATURE_LABELS

if TYPE_CHECKING:
    from pvd_geo.sheets.references import References
    from pvd_geo.tables.records import SheetKind

_HEADERS: Final[dict[str, tuple[str, ...]]] = {
    "tally": ("meeting", "audience", "participants", "groups"),
    "sign_in": ("meeting", "audience", "town", "structure"),
    "contributions": ("meeting", "theme", "nature", "text", "group"),
}
_RULES: Final[dict[str, str]] = {
    "participants": f"un nombre entier de 0 à {integer(MAX_PARTICIPANTS)}",
    "groups": "un nombre entier, le même sur toutes les lignes d’une rencontre ; peut rester vide",
    "town": "le nom ou le code INSEE d’une commune du programme, ou « hors programme » ;"
    " peut rester vide",
    "structure": "texte libre, qui n’est pas conservé",
    "text": f"ce que le groupe a écrit, {integer(MAX_TEXT)} caractères au plus,"
    " sans nom de personne",
    "group": "le nom ou le numéro du groupe ; peut rester vide",
}
_FIXED: Final = datetime(2022, 7, 1, tzinfo=UTC).replace(tzinfo=None)
_WIDTH: Final = 34


def headers(kind: SheetKind) -> tuple[str, ...]:
    """Return the headers of a shape's template."""
    return tuple(_label(kind, name) for name in _HEADERS[kind])


def allowed(kind: SheetKind, references: References) -> dict[str, list[str]]:
    """Return the values of each column that has a list, by header."""
    lists = {
        "meeting": [each.label for each in references.meetings.values() if each.held],
        "audience": list(audiences.CHOICES),
        "theme": list(references.themes.values()),
        "nature": list(NATURE_LABELS.values()),
    }
    return {_label(kind, name): lists[name] for name in _HEADERS[kind] if name in lists}


def rules(kind: SheetKind) -> dict[str, str]:
    """Return what each other column takes, in words, by header."""
    return {_label(kind, name): _RULES[name] for name in _HEADERS[kind] if name in _RULES}


def as_csv(kind: SheetKind, references: References) -> bytes:
    """Return the template as French Excel opens it; lines that start with ``#`` are not read."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    writer.writerow(headers(kind))
    for header, values in allowed(kind, references).items():
        writer.writerow([f"# {header} : {' | '.join(values)}"])
    for header, rule in rules(kind).items():
        writer.writerow([f"# {header} : {rule}"])
    return buffer.getvalue().encode("utf-8-sig")


def as_xlsx(kind: SheetKind, references: References) -> bytes:
    """Return the template as a workbook whose cells offer the allowed values."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        book.set_properties({"title": f"Modèle : {KIND_LABELS[kind]}", "created": _FIXED})
        bold = book.add_format({"bold": True, "bottom": 1})
        sheet, values = book.add_worksheet("À remplir"), book.add_worksheet(VALUES_SHEET)
        sheet.freeze_panes(1, 0)
        lists = allowed(kind, references)
        for column, header in enumerate(headers(kind)):
            sheet.set_column(column, column, _WIDTH)
            sheet.write_string(0, column, header, bold)
            if header in lists:
                letter = chr(ord("A") + list(lists).index(header))
                source = f"='{VALUES_SHEET}'!${letter}$2:${letter}${len(lists[header]) + 1}"
                sheet.data_validation(
                    1, column, MAX_LINES - 1, column, {"validate": "list", "source": source}
                )
        for column, (header, options) in enumerate(lists.items()):
            values.set_column(column, column, _WIDTH)
            values.write_string(0, column, f"Pour « {header} »", bold)
            values.write_column(1, column, options)
        for row, (header, rule) in enumerate(rules(kind).items()):
            values.write_string(row, len(lists) + 1, f"{header} : {rule}")
    return buffer.getvalue()


def _label(kind: SheetKind, name: str) -> str:
    if kind == "sign_in" and name == "town":
        return "commune ou code INSEE"
    return FIELD_LABELS[name]


KINDS: Final[tuple[SheetKind, ...]] = tuple(shape.kind for shape in SHAPES)
