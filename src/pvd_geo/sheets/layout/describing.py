"""What a file without headers looks like, without repeating what may be somebody's."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pvd_geo.errors import Fault
from pvd_geo.formatting import listed, plural
from pvd_geo.sheets import personal
from pvd_geo.sheets.matching import nearest_label
from pvd_geo.sheets.shapes import FIELD_LABELS, SHAPES, SIGN_IN, TALLY, Shape
from pvd_geo.sheets.values import dates
from pvd_geo.tables.records import KIND_LABELS
from pvd_geo.text import folded

if TYPE_CHECKING:
    from pvd_geo.sheets.layout.blocks import Sheet
    from pvd_geo.sheets.layout.lines import Line

_SHOWN: Final = 8
_NUMBER: Final = re.compile(r"[\d\s.,]+")
_UNTYPED: Final = frozenset({"host", "region", "date", "insee"})
"""Fields that the templates do not have."""
_HEADERS: Final = {
    folded(name): name
    for shape in SHAPES
    for field in shape.fields
    for name in [FIELD_LABELS[field]]
}
ONE_QUOTE: Final = (
    "une ligne du fichier par ligne du tableau, et une cellule par colonne : un guillemet"
    ' (") en réunit ici plusieurs ;'
    " retirez-le, ou doublez-le s’il fait partie du texte"
)
"""Said of a cell that holds the delimiters of other lines."""


def no_headers(sheet: Sheet | None, file: str) -> Fault:
    """Return what was expected of a file in which no line looks like headers.

    Parameters
    ----------
    sheet
        The one that comes nearest; None when the file has none.
    file
        Its name.
    """
    lines = sheet.above if sheet else []
    near = _nearest(lines)
    shapes = sorted(SHAPES, key=lambda shape: shape is not near)
    offers = [
        f"pour une saisie « {KIND_LABELS[shape.kind]} », {headers(shape)}" for shape in shapes
    ]
    expected = f"une ligne d’en-têtes au-dessus du tableau : {' ; '.join(offers)}"
    expected += f". Ici, {_found(lines)}" if lines else ". Ici, aucune cellule n’est remplie"
    return Fault(file, lines[0].number if lines else 1, "", "", expected)


def headers(shape: Shape) -> str:
    """Return the headers of a shape's template, as a list."""
    names = (f"« {FIELD_LABELS[name]} »" for name in shape.fields if name not in _UNTYPED)
    return listed(names)


def _nearest(lines: list[Line]) -> Shape:
    numbers = sum(bool(_NUMBER.fullmatch(line.at(len(line.cells) - 1))) for line in lines)
    return TALLY if numbers * 2 > len(lines) else SIGN_IN


def _found(lines: list[Line]) -> str:
    columns = max(len(line.cells) for line in lines)
    forms = listed((_header_or_form(cell) for cell in lines[0].cells), most=_SHOWN)
    said = (
        f"{plural(columns, 'colonne')}, {plural(len(lines), 'ligne')} ; la première se lit :"
        f" {forms}"
    )
    if columns == 1 and len(lines) > 1:
        said += (
            " ; si le fichier a plusieurs colonnes, séparez-les par des points-virgules, ou"
            " enregistrez-le en .xlsx"
        )
    return said


def _header_or_form(text: str) -> str:
    """Return a header as such, what it may have been meant for, or what kind of thing it is."""
    if folded(text) in _HEADERS:
        return f"« {_HEADERS[folded(text)]} »"
    near = nearest_label(text, _HEADERS)
    return form(text) + (f", peut-être « {near} »" if near else "")


def form(text: str) -> str:
    """Return what kind of thing a cell holds; its text may be somebody's name.

    Examples
    --------
    >>> form("24/06/2022"), form("Petru Luciani"), form("a@exemple.fr")
    ('date', 'texte', 'adresse électronique')
    """
    if not text:
        return "vide"
    dropped = personal.mask(text).dropped
    if dropped.emails:
        return "adresse électronique"
    if dropped.phones:
        return "téléphone"
    if dates.parse(text):
        return "date"
    return "nombre" if _NUMBER.fullmatch(text) else "texte"
