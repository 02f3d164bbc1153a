"""Which line holds the headers, which shape they announce, what each column is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from pvd_geo.errors import Fault
from pvd_geo.sheets import personal
from pvd_geo.sheets.matching import did_you_mean, nearest_label, one_of
from pvd_geo.sheets.shapes import FIELD_LABELS, SHAPES, Shape
from pvd_geo.text import folded

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pvd_geo.reader.book import Book, Line, Table

_TITLE_LINES: Final = 15
"""Lines that may stand above the headers."""
_LEAST_HEADERS: Final = 2
_COMMENT: Final = "#"


@dataclass(frozen=True, slots=True)
class Layout:
    """A table whose columns are known.

    Parameters
    ----------
    shape
        The shape its headers announce.
    line
        Number of the line of headers.
    lines
        The lines below it.
    columns
        Field to position.
    headers
        Field to the header as the person wrote it, for faults.
    private
        Position to kind of personal data.
    ignored
        Headers of columns that nothing is read from.
    """

    shape: Shape
    line: int
    lines: tuple[Line, ...]
    columns: Mapping[str, int]
    headers: Mapping[str, str]
    private: Mapping[int, str] = field(default_factory=dict)
    ignored: tuple[str, ...] = ()


def recognise(book: Book, file: str) -> tuple[Layout | None, list[Fault]]:
    """Return the layout of the book’s best table, and what is wrong with its headers."""
    best: tuple[int, Line, Shape, tuple[Line, ...]] | None = None
    for lines in (_read(table) for reading in book.readings for table in reading):
        for position, line in enumerate(lines[:_TITLE_LINES]):
            for shape in SHAPES:
                score = _score(line, shape)
                if best is None or score > best[0]:
                    best = (score, line, shape, lines[position + 1 :])
    if best is None or best[0] < _LEAST_HEADERS:
        expected = "une ligne d’en-têtes : " + " ; ou : ".join(
            ", ".join(_template_headers(shape)) for shape in SHAPES
        )
        return None, [Fault(file, 1, "", "", expected)]
    _, line, shape, below = best
    return _layout(line, shape, below, file)


def _read(table: Table) -> tuple[Line, ...]:
    # The templates explain themselves on lines of one cell that starts with "#".
    return tuple(
        line
        for line in table.lines
        if any(line.cells[1:]) or not line.cells[0].startswith(_COMMENT)
    )


def _template_headers(shape: Shape) -> list[str]:
    return [FIELD_LABELS[name] for name in shape.fields if name != "date"]


def _score(line: Line, shape: Shape) -> int:
    found = {shape.field_of(folded(cell)) for cell in line.cells} - {None}
    complete = all(found & set(group) for group in shape.required)
    return len(found) + (10 if complete else 0)


def _layout(
    line: Line, shape: Shape, below: tuple[Line, ...], file: str
) -> tuple[Layout, list[Fault]]:
    columns: dict[str, int] = {}
    headers: dict[str, str] = {}
    private: dict[int, str] = {}
    unknown: list[str] = []
    faults: list[Fault] = []
    for position, header in enumerate(line.cells):
        name = shape.field_of(folded(header))
        if name in columns:
            expected = f"une seule colonne « {FIELD_LABELS[name]} »"
            faults.append(Fault(file, line.number, header, "", expected))
        elif name:
            columns[name], headers[name] = position, header
        elif kind := personal.header_kind(header):
            private[position] = kind
        elif header:
            unknown.append(header)
    faults += [
        _missing(group, unknown, line.number, file)
        for group in shape.required
        if not set(group) & columns.keys()
    ]
    layout = Layout(shape, line.number, below, columns, headers, private, tuple(unknown))
    return layout, faults


def _missing(group: tuple[str, ...], unknown: list[str], line: int, file: str) -> Fault:
    label = one_of(FIELD_LABELS[name] for name in group)
    near = next(
        (
            header
            for header in unknown
            if any(nearest_label(header, {folded(FIELD_LABELS[name]): name}) for name in group)
        ),
        "",
    )
    expected = f"une colonne {label}"
    if near:
        return Fault(file, line, near, "", expected + did_you_mean(FIELD_LABELS[group[0]]))
    return Fault(file, line, "", "", expected)
