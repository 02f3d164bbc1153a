"""The file that the ANCT publishes, in the disorders in which such files come: lines and faults."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final, TypeVar

from pvd_geo.codes import department_of, is_insee_code
from pvd_geo.errors import Fault
from pvd_geo.formatting import date_long
from pvd_geo.sheets.values import dates
from pvd_geo.text import folded

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from pvd_geo.reader.book import Book, Line, Table

K = TypeVar("K", bound=str)

LAUNCH: Final = date(2020, 10, 1)
"""The programme was launched on this day: nobody signed a convention of it before."""

HEADERS: Final[dict[str, tuple[str, ...]]] = {
    "insee_com": ("insee com", "code insee", "insee", "code commune", "codgeo", "insee code"),
    "lib_com": ("lib com", "libelle", "libelle commune", "nom commune", "commune", "nom"),
    "id_pvd": ("id pvd", "identifiant pvd"),
    "date_signature": ("date signature", "date de signature", "date convention"),
}
"""Columns of the published file, and the words by which such columns are known, folded."""

_AMONG_FIRST: Final = 20
"""Lines among which the headers are looked for: a title may stand above them."""
_INSEE_DIGITS: Final = 5
_ID: Final = re.compile(r"pvd(?:-[0-9a-z]+)+", re.ASCII)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the list that names a commune.

    Parameters
    ----------
    line
        Its number in the file.
    written
        The code as it stands there.
    code
        The code once its zero and its capitals are back.
    name
        Empty where the file has no column of names.
    id_pvd
        Identifier of the convention; empty where the file does not say.
    signed
        Date of signature; None where the file does not say.
    """

    line: int
    written: str
    code: str
    name: str
    id_pvd: str
    signed: date | None


@dataclass(frozen=True, slots=True)
class Listing:
    """What a file says.

    Parameters
    ----------
    file
        Its name.
    rows
        Lines that could be read, in the order of the file.
    faults
        What is wrong, line by line.
    ignored
        Headers of columns that are not used.
    columns
        Which of `HEADERS` it has.
    faulty
        Codes of the communes whose line is at fault: they are named, and have not left.
    """

    file: str
    rows: tuple[Row, ...]
    faults: tuple[Fault, ...]
    ignored: tuple[str, ...] = ()
    columns: frozenset[str] = frozenset(HEADERS)
    faulty: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a line may say.

    Parameters
    ----------
    departments
        Codes of the départements.
    known
        INSEE code -> date of signature that the data hold: such a date is no fault.
    today
        No convention was signed after.
    """

    departments: Collection[str]
    known: Mapping[str, date]
    today: date


def read(book: Book, file: str, bounds: Bounds) -> Listing:
    """Return the lines of a list.

    Parameters
    ----------
    book
        The file, as `pvd_geo.reader.bounded.read` returns it.
    file
        Its name, for the faults.
    bounds
        What its lines may say.
    """
    found = table_of(book, HEADERS, ("insee_com",))
    if found is None:
        shown = next(
            (" ; ".join(t.lines[0].cells)[:80] for (t, *_) in book.readings if t.lines), ""
        )
        expected = (
            "la liste des communes que publie l’ANCT, avec au moins une colonne « insee_com »"
            if shown
            else "la liste des communes que publie l’ANCT ; ce fichier est vide"
        )
        return Listing(file, (), (Fault(file, 1 if shown else 0, "", shown, expected),))
    table, head, places = found
    lines, cut, faults = lines_below(book, file, table, head, "une commune")
    place_of = places["insee_com"]
    rows: list[Row] = []
    faulty: set[str] = set()
    for line in lines:
        row, wrong = _row(file, line, places, bounds)
        faults += [cut[line.number]] if line.number in cut else wrong
        if row is not None and line.number not in cut:
            rows.append(row)
        else:
            faulty.update(coded(cell) for cell in line.cells[place_of : place_of + 1])
    used = set(places.values())
    header = table.lines[head].cells
    ignored = tuple(text for place, text in enumerate(header) if text and place not in used)
    return Listing(file, tuple(rows), tuple(faults), ignored, frozenset(places), frozenset(faulty))


def table_of(
    book: Book, headers: Mapping[str, tuple[str, ...]], needed: Collection[str] | None = None
) -> tuple[Table, int, dict[str, int]] | None:
    """Return the table that has most of the columns, the place of its headers, and theirs.

    Parameters
    ----------
    book
        The file.
    headers
        Each column, and the words by which it is known, folded.
    needed
        Columns without which it is not such a table; all of them when left out.
    """
    wanted = set(headers if needed is None else needed)
    found = [
        (len(places), -head, table, head, places)
        for tables in book.readings
        for table in tables
        for head, line in enumerate(table.lines[:_AMONG_FIRST])
        if wanted <= (places := _places(line, headers)).keys()
    ]
    if not found:
        return None
    _, _, table, head, places = max(found, key=lambda each: each[:2])
    return table, head, places


def kind_among(headers: Mapping[K, Mapping[str, tuple[str, ...]]], book: Book) -> K | None:
    """Tell which kind of table a book holds by its columns; None when it holds another.

    Parameters
    ----------
    headers
        By kind, as `table_of` takes them.
    book
        The file.
    """
    return next((kind for kind, own in headers.items() if table_of(book, own)), None)


def _places(line: Line, headers: Mapping[str, tuple[str, ...]]) -> dict[str, int]:
    places: dict[str, int] = {}
    words = [folded(cell.replace("_", " ")) for cell in line.cells]
    for column, names in headers.items():
        for name in names:
            if name in words and words.index(name) not in places.values():
                places[column] = words.index(name)
                break
    return places


def lines_below(
    book: Book, file: str, table: Table, head: int, what: str
) -> tuple[Sequence[Line], dict[int, Fault], list[Fault]]:
    """Return the lines below the headers, those that are cut, and what is wrong with the whole.

    Parameters
    ----------
    book, file
        The file and its name.
    table, head
        As `table_of` returns them.
    what
        What a line holds, with its article: ``une commune``.

    Returns
    -------
    tuple
        The lines; the fault of each that has not the cells of its headers, by its number; and
        the faults of a file that ends too early or holds nothing.
    """
    lines, header = table.lines[head + 1 :], table.lines[head]
    faults = []
    if table.refusal is not None:
        expected = "un fichier lisible jusqu’au bout ; il s’arrête ici"
        faults.append(Fault(file, table.refusal.line, "", "", expected))
    if not lines:
        expected = f"au moins {what} sous les en-têtes"
        faults.append(Fault(file, header.number, "", "", expected))
    cut = _cut_lines(file, lines, len(header.cells)) if book.format == "text" else {}
    return lines, cut, faults


def _cut_lines(file: str, lines: Sequence[Line], width: int) -> dict[int, Fault]:
    last = len(lines) - 1
    found = (_cut(file, line, width, last=place == last) for place, line in enumerate(lines))
    return {fault.line: fault for fault in found if fault is not None}


def _cut(file: str, line: Line, width: int, *, last: bool) -> Fault | None:
    given = len(line.cells)
    if given == width or (not any(line.cells[width:]) and given > width):
        return None
    shown = " ; ".join(line.cells)[:80]
    expected = f"{width} cellules, comme les en-têtes (il y en a {given})"
    if last and given < width:
        expected += (
            " ; le fichier semble coupé au milieu de cette ligne : le télécharger de nouveau"
        )
    return Fault(file, line.number, "", shown, expected)


def _row(
    file: str, line: Line, places: Mapping[str, int], bounds: Bounds
) -> tuple[Row | None, list[Fault]]:
    def cell(column: str) -> str:
        place = places.get(column, len(line.cells))
        return line.cells[place].strip() if place < len(line.cells) else ""

    faults: list[Fault] = []

    def wrong(column: str, value: str, expected: str) -> None:
        faults.append(Fault(file, line.number, column, value[:80], expected))

    written = cell("insee_com")
    code = coded(written)
    if not is_insee_code(code):
        wrong("insee_com", written, "un code INSEE de commune, tel que 01033 ou 2A004")
    elif department_of(code) not in bounds.departments:
        wrong(
            "insee_com",
            written,
            "le code d’une commune qui existe : aucun département ne commence ainsi",
        )
    given = cell("date_signature")
    signed = _date(given)
    if given and signed is None:
        wrong("date_signature", given, "une date entière, telle que 2021-03-12 ou 12/03/2021")
    elif (
        signed is not None
        and not LAUNCH <= signed <= bounds.today
        and bounds.known.get(code) != signed
    ):
        expected = (
            f"une date du {date_long(LAUNCH)}, lancement du programme, au {date_long(bounds.today)}"
        )
        wrong("date_signature", given, expected)
    id_pvd = cell("id_pvd").lower()
    if id_pvd and not _ID.fullmatch(id_pvd):
        wrong("id_pvd", cell("id_pvd"), "un identifiant de convention, tel que pvd-84-01-1")
    if faults:
        return None, faults
    return Row(line.number, written, code, cell("lib_com"), id_pvd, signed), []


def coded(written: str) -> str:
    """Return a code with the zero that a spreadsheet took, and its capitals.

    Examples
    --------
    >>> coded("1033"), coded("2a004"), coded("97105")
    ('01033', '2A004', '97105')
    """
    bare = written.replace(" ", "").upper()
    return bare.zfill(_INSEE_DIGITS) if re.fullmatch(r"\d{4}", bare) else bare


def _date(text: str) -> date | None:
    day = dates.parse(text) if text else None
    return date(day.year, day.month, day.day) if day and day.year else None
