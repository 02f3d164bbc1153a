"""What a sheet's XML says beside its values: hidden lines, errors, text that is struck through.

And formulas that were never computed (ECMA-376, part 1, 18.3.1.4; 18.8.22 for fonts). The values
come from another parser. Should the two ever disagree, the limits of the process hold for both.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from lxml import etree

from pvd_geo.reader import limits
from pvd_geo.reader.book import Reason, RefusedError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_ZERO: Final = re.compile(r"[-+]?0*\.?0*(?:[eE][-+]?[0-9]+)?")
_DIGITS: Final = 18
_REFERENCE: Final = re.compile(r"([A-Za-z]{1,7})([0-9]{1,9})")
_YES: Final = frozenset({"1", "true"})
_HARDENED: Final[dict[str, Any]] = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "huge_tree": False,
}


@dataclass(slots=True)
class Marks:
    """What is known of a sheet's lines and cells; lines and columns count from 1.

    Parameters
    ----------
    hidden
        Lines that the spreadsheet does not show.
    errors
        Line and column to the error that stands there, such as ``#N/A``.
    uncomputed
        Line and column of formulas whose value is missing or zero: a program that writes
        workbooks without computing them leaves just that.
    struck
        Line and column of filled cells whose text, or a part of it, is struck through.
    """

    hidden: list[int] = field(default_factory=list)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    uncomputed: list[tuple[int, int]] = field(default_factory=list)
    struck: list[tuple[int, int]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Struck:
    """What is struck through by reference: numbers of cell formats, and of shared texts."""

    formats: frozenset[int] = frozenset()
    texts: frozenset[int] = frozenset()


_NOTHING: Final = Struck()


def of_workbook(parts: Mapping[str, bytes]) -> dict[str, Marks]:
    """Return the marks of each sheet of an ``.xlsx``, by its name.

    Raises
    ------
    RefusedError
        When a part is not XML, defines entities, or fills a cell too far out.
    """
    named = {name.lower(): part for name, part in parts.items()}
    links = {
        link.get("Id"): _part_of(link.get("Target") or "")
        for link in elements(named.get("xl/_rels/workbook.xml.rels", b""), "Relationship")
    }
    struck = Struck(
        _struck_formats(named.get("xl/styles.xml", b"")),
        _struck_texts(named.get("xl/sharedstrings.xml", b"")),
    )
    read: dict[str, Marks] = {}
    found: dict[str, Marks] = {}
    for sheet in elements(named["xl/workbook.xml"], "sheet"):
        key = next((value for name, value in sheet.items() if name.endswith("}id")), None)
        part = links.get(key, "")
        if part in named and part not in read:
            read[part] = of_sheet(named[part], struck)
        if part in read:
            found[sheet.get("name") or ""] = read[part]
    return found


def _part_of(target: str) -> str:
    part = target.lower().lstrip("/")
    return part if part.startswith("xl/") else f"xl/{part}"


def _struck_formats(styles: bytes) -> frozenset[int]:
    if not styles:
        return frozenset()
    for sheet in elements(styles, "styleSheet"):
        fonts = [_is_struck(font) for font in sheet.iterfind("{*}fonts/{*}font")]
        used = (each.get("fontId") or "0" for each in sheet.iterfind("{*}cellXfs/{*}xf"))
        return frozenset(
            number
            for number, font in enumerate(map(whole, used))
            if font is not None and font < len(fonts) and fonts[font]
        )
    return frozenset()


def _struck_texts(texts: bytes) -> frozenset[int]:
    if b"strike" not in texts.replace(b"\0", b""):  # in UTF-16 too
        return frozenset()
    return frozenset(
        number
        for number, text in enumerate(elements(texts, "si"))
        if any(map(_is_struck, text.iterfind("{*}r/{*}rPr")))
    )


def _is_struck(font: etree._Element) -> bool:
    strike = font.find("{*}strike")
    return strike is not None and strike.get("val", "1") in _YES


def of_sheet(part: bytes, struck: Struck = _NOTHING) -> Marks:
    """Return the marks of one ``xl/worksheets/*.xml``.

    Raises
    ------
    RefusedError
        When it is not XML, defines entities, or fills a cell too far out.
    """
    marks = Marks()
    number = 0
    for row in elements(part, "row"):
        written = row.get("r") or str(number + 1)
        found = whole(written)
        if found is None:
            raise RefusedError(Reason.DAMAGED)
        number = found
        if row.get("hidden") in _YES:
            marks.hidden.append(number)
        _mark_cells(row, number, marks, struck)
    return marks


def whole(text: str) -> int | None:
    """Return a whole number that a part writes; None for what is none, as anybody wrote the part.

    Examples
    --------
    >>> whole("12"), whole("²"), whole("../../x.xml"), whole("9" * 5_000)
    (12, None, None, None)
    """
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _DIGITS else None


def elements(part: bytes, name: str) -> Iterator[etree._Element]:
    """Yield the elements called ``name`` of any namespace, each forgotten once it is seen."""
    events = etree.iterparse(io.BytesIO(part), events=("end",), tag=f"{{*}}{name}", **_HARDENED)
    try:
        for _, element in events:
            if element.getroottree().docinfo.doctype:
                raise RefusedError(Reason.ENTITIES)
            yield element
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
    except (etree.XMLSyntaxError, ValueError) as error:
        raise RefusedError(Reason.DAMAGED) from error


def _mark_cells(row: etree._Element, number: int, marks: Marks, struck: Struck) -> None:
    column = 0
    for cell in row.iterchildren("{*}c"):
        line, column = _place(cell.get("r")) or (number, column + 1)
        value, formula = cell.find("{*}v"), cell.find("{*}f")
        filled = value is not None or cell.find("{*}is") is not None
        # One cell at the far corner would make the reader lay out billions of empty ones.
        if filled and (line > limits.MAX_LINES or column > limits.MAX_COLUMNS):
            raise RefusedError(Reason.FAR_CELL, found=f"{_letters(column)}{line}")
        text = "" if value is None else value.text or ""
        if filled and _is_cell_struck(cell, text, struck):
            marks.struck.append((line, column))
        if cell.get("t") == "e":
            marks.errors[line, column] = text or "#N/A"
        elif formula is not None and _is_uncomputed(cell.get("t", "n"), value, text):
            marks.uncomputed.append((line, column))


def _is_cell_struck(cell: etree._Element, text: str, struck: Struck) -> bool:
    if whole(cell.get("s") or "0") in struck.formats:
        return True
    if cell.get("t") == "s":
        return whole(text) in struck.texts
    return any(map(_is_struck, cell.iterfind("{*}is/{*}r/{*}rPr")))


def _is_uncomputed(kind: str, value: etree._Element | None, text: str) -> bool:
    if value is None:
        return True
    return kind == "n" and (not text or _ZERO.fullmatch(text) is not None)


def _place(reference: str | None) -> tuple[int, int] | None:
    found = _REFERENCE.fullmatch(reference or "")
    if found is None:
        return None
    column = 0
    for letter in found[1].upper():
        column = column * 26 + ord(letter) - 64
    return int(found[2]), column


def _letters(column: int) -> str:
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
