"""What the XML of an OpenDocument sheet says beside its values (ODF 1.3, part 3, 9.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pvd_geo.reader import limits
from pvd_geo.reader.marks import Marks, elements, whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

_TABLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE: Final = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_STYLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_TEXT: Final = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_UNSEEN: Final = frozenset({"collapse", "filter"})


def marks_of(content: bytes) -> dict[str, Marks]:
    """Return the marks of each sheet of ``content.xml``, by its name.

    Raises
    ------
    RefusedError
        When it is not XML, or defines entities.
    """
    struck = _struck_styles(content)
    found: dict[str, Marks] = {}
    reached: dict[str, int] = {}
    for row in elements(content, "table-row"):
        name = _sheet_of(row)
        first = reached.get(name, 0) + 1
        reached[name] = first + _times(row, "number-rows-repeated") - 1
        marks = found.setdefault(name, Marks())
        lines = range(first, min(reached[name], limits.MAX_LINES) + 1)
        if row.get(f"{_TABLE}visibility") in _UNSEEN:
            marks.hidden.extend(lines)
        marks.uncomputed.extend((line, column) for line in lines for column in _uncomputed(row))
        marks.struck.extend((line, column) for line in lines for column in _struck(row, struck))
    return found


def _struck_styles(content: bytes) -> frozenset[str]:
    for styles in elements(content, "automatic-styles"):
        return frozenset(
            style.get(f"{_STYLE}name") or ""
            for style in styles.iterfind(f"{_STYLE}style")
            for text in style.iterfind(f"{_STYLE}text-properties")
            if _is_line_through(text)
        )
    return frozenset()


def _is_line_through(text: etree._Element) -> bool:
    said = [text.get(f"{_STYLE}text-line-through-{each}") for each in ("style", "type")]
    return any(each not in {None, "none"} for each in said)


def _struck(row: etree._Element, styles: frozenset[str]) -> Iterator[int]:
    if not styles:
        return
    for column, cell in _cells(row):
        style = cell.get(f"{_TABLE}style-name") or row.get(f"{_TABLE}default-cell-style-name")
        spans = (span.get(f"{_TEXT}style-name") for span in cell.iter(f"{_TEXT}span"))
        if "".join(cell.itertext()) and not styles.isdisjoint({style, *spans}):
            yield column


def _sheet_of(row: etree._Element) -> str:
    tables = row.iterancestors(f"{_TABLE}table")
    return next((table.get(f"{_TABLE}name") or "" for table in tables), "")


def _times(element: etree._Element, name: str) -> int:
    times = whole(element.get(f"{_TABLE}{name}") or "1")
    return 1 if times is None else times


def _uncomputed(row: etree._Element) -> Iterator[int]:
    for column, cell in _cells(row):
        if cell.get(f"{_TABLE}formula") is not None and _is_empty(cell):
            yield column


def _cells(row: etree._Element) -> Iterator[tuple[int, etree._Element]]:
    """Yield each cell that is written, with the first of its columns."""
    column = 1
    for cell in row:
        yield column, cell
        column += _times(cell, "number-columns-repeated")


def _is_empty(cell: etree._Element) -> bool:
    kind = cell.get(f"{_OFFICE}value-type")
    return kind is None or (kind == "float" and float(cell.get(f"{_OFFICE}value") or 0) == 0)
