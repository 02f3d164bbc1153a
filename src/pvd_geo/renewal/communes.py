"""What INSEE says of all communes: their names, and the EPCI that each is part of.

A town's département is what its code begins with, and its region that of the département: a
commune that changes département has another code, and the file of movements says so. Here a line
that says otherwise is a fault.

Source: INSEE, ``v_commune_YYYY`` of the official geographic code, and the composition of EPCI on
a 1 January.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal

from pvd_geo.codes import department_of, is_insee_code
from pvd_geo.errors import Fault
from pvd_geo.formatting import integer, listed, missing, plural
from pvd_geo.renewal.listing import coded, kind_among, lines_below, table_of
from pvd_geo.renewal.report import Renamed, Report, people
from pvd_geo.renewal.values import LEAST_COVERED
from pvd_geo.tables.changes import FORMER, Headline, TownChange, former_cell
from pvd_geo.tables.fields import CODE_FORMS
from pvd_geo.text import folded_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pvd_geo.reader.book import Book, Line
    from pvd_geo.renewal.report import Standing

Kind = Literal["communes", "epci"]
_COLUMNS: Final[dict[Kind, tuple[str, ...]]] = {
    "communes": ("typecom", "com", "reg", "dep", "libelle", "comparent"),
    "epci": ("codgeo", "epci", "libepci", "dep", "reg"),
}
HEADERS: Final[dict[Kind, dict[str, tuple[str, ...]]]] = {
    kind: {name: (name,) for name in names} for kind, names in _COLUMNS.items()
}
"""Columns of each file that are read, and the word by which each is known, folded."""
_CODE: Final[dict[Kind, str]] = {"communes": "com", "epci": "codgeo"}
_PARTS: Final = {"COMD": "déléguée", "COMA": "associée", "ARM": "arrondissement"}
"""What a line of ``v_commune`` names besides communes."""
_NONE: Final = "ZZZZZZZZZ"
"""The EPCI of a commune that is in none."""
_ELSEWHERE: Final = ("975", "977", "978")
"""Beginnings of codes overseas that are in no département."""
_SIGLE: Final = re.compile(r"\s*\([^()]*\)$")
"""``(CCTV)`` after the name of an EPCI: who writes it and who does not mean the same one."""
_NAMED: Final = 5


@dataclass(frozen=True, slots=True)
class _Row:
    line: int
    code: str
    cells: Mapping[str, str]


@dataclass
class _Found:
    """What was found in the lines."""

    towns: dict[str, _Row] = field(default_factory=dict)
    parts: dict[str, _Row] = field(default_factory=dict)
    epci: dict[str, _Row] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    lines: int = 0


def kind_of(book: Book) -> Kind | None:
    """Tell which of these files a book holds by its columns; None for any other."""
    return kind_among(HEADERS, book)


def compared(book: Book, file: str, kind: Kind, standing: Standing) -> Report:
    """Hold a file of communes or of EPCI against the towns of now.

    Parameters
    ----------
    book, file
        As `pvd_geo.reader.bounded.read` returns it, and its name.
    kind
        What it holds, as `kind_of` says.
    standing
        The towns of now.
    """
    return _Comparison(file, kind, standing).report(book)


class _Comparison:
    """One comparison; the lines are walked through once."""

    def __init__(self, file: str, kind: Kind, standing: Standing) -> None:
        self.file, self.kind = file, kind
        self.rows = [
            {str(key): "" if missing(value) else value for key, value in row.items()}
            for row in standing.towns.to_dict("records")
        ]
        self.towns = {str(row["insee_code"]): row for row in self.rows}
        areas = standing.departments
        self.regions = dict(zip(areas["code"], areas["region_code"], strict=True))
        self.former = standing.former
        self.found = _Found()
        self.changes: list[TownChange] = []
        self.notices: list[str] = []

    def report(self, book: Book) -> Report:
        """Return what the file would change."""
        self._read(book)
        self._missing()
        told = [*self._renamed()] if self.kind == "communes" else [*self._moved()]
        before = Headline(
            len(self.rows), people(self.rows), sum(bool(row["agreement_date"]) for row in self.rows)
        )
        return Report(
            lines=self.found.lines,
            came=(),
            left=(),
            renamed=tuple(told) if self.kind == "communes" else (),
            merged=(),
            dated=(),
            grouped=0,
            zeros=(),
            unknown=(),
            notices=tuple(self.notices),
            faults=tuple(sorted(self.found.faults)),
            before=before,
            after=before,
            regions={},
            changes=tuple(self.changes),
            kind=self.kind,
            epci=tuple(told) if self.kind == "epci" else (),
        )

    def _read(self, book: Book) -> None:
        place = table_of(book, HEADERS[self.kind])
        if place is None:
            columns = listed(name.upper() for name in HEADERS[self.kind])
            self._wrong(1, "", "", f"les colonnes {columns}")
            return
        table, head, places = place
        lines, cut, faults = lines_below(book, self.file, table, head, "une commune")
        self.found.faults += [*faults, *cut.values()]
        for line in lines:
            if line.number not in cut:
                self._line(line, places)

    def _line(self, line: Line, places: Mapping[str, int]) -> None:
        cells = {name: line.cells[place].strip() for name, place in places.items()}
        self.found.lines += 1
        column, code = _CODE[self.kind], coded(cells[_CODE[self.kind]])
        row = _Row(line.number, code, cells)
        wrong = self._wrongs(code, cells)
        if wrong is not None:
            self._wrong(line.number, wrong[0].upper(), cells[wrong[0]], wrong[1])
        elif cells.get("typecom", "COM").upper() in _PARTS:
            self.found.parts[code] = row
        elif code in self.towns and self.found.towns.setdefault(code, row) is not row:
            first = self.found.towns[code].line
            expected = f"une seule ligne pour cette commune, qui est à la ligne {first}"
            self._wrong(line.number, column.upper(), cells[column], expected)
        elif self.kind == "epci":
            first_row = self.found.epci.setdefault(cells["epci"].upper(), row)
            if first_row.cells["libepci"] != cells["libepci"]:
                expected = (
                    f"le même nom qu’à la ligne {first_row.line} : {first_row.cells['libepci']}"
                )
                self._wrong(line.number, "LIBEPCI", cells["libepci"], expected)

    def _wrongs(self, code: str, cells: Mapping[str, str]) -> tuple[str, str] | None:
        """Return the first column of a line that cannot be, and what is expected there."""
        kind = cells.get("typecom", "COM").upper()
        if kind != "COM" and kind not in _PARTS:
            return "typecom", f"{listed(['COM', *_PARTS], 'or')}"
        if not is_insee_code(code) or department_of(code) not in {*self.regions, *_ELSEWHERE}:
            return _CODE[self.kind], "un code INSEE de commune, tel que 01033 ou 2A004"
        named = "libelle" if self.kind == "communes" else "libepci"
        if not cells[named]:
            return named, "un nom"
        pattern, expected = CODE_FORMS["epci"]
        given = cells.get("epci", _NONE).upper()
        if given != _NONE and not re.match(pattern, given):
            return "epci", f"{expected}, ou {_NONE} pour aucun"
        # Only lines of communes have an area: a delegated one has that of its commune.
        return self._misplaced(code, cells) if kind == "COM" else None

    def _misplaced(self, code: str, cells: Mapping[str, str]) -> tuple[str, str] | None:
        department = department_of(code)
        region = self.regions.get(department)
        if region is not None and cells["dep"].zfill(2).upper() != department:
            return "dep", f"{department}, par quoi commence ce code"
        if region is not None and cells["reg"].zfill(2) != region:
            return "reg", f"{region}, la région du département {department}"
        return None

    def _missing(self) -> None:
        """Say which towns the file does not name; without many of them it is half a file."""
        gone = [code for code in self.towns if code not in self.found.towns]
        if not self.found.lines or not gone:
            return
        if len(self.towns) - len(gone) < LEAST_COVERED * len(self.towns):
            expected = (
                f"toutes les communes : {integer(len(gone))} de nos {integer(len(self.towns))} "
                "n’y sont pas"
            )
            self._wrong(0, "", "", expected)
            return
        if self.found.faults:
            return  # their line may be the one at fault
        where = [self._where(code) for code in gone]
        what = plural(len(gone), "commune n’y est pas", "communes n’y sont pas")
        self.notices.append(
            f"{what} et reste{'nt' if len(gone) > 1 else ''} telle{'s' if len(gone) > 1 else ''} "
            f"quelle{'s' if len(gone) > 1 else ''} : {listed(where, most=_NAMED)}. Le fichier des "
            "mouvements (v_mvt_commune) dit ce que devient un code."
        )

    def _where(self, code: str) -> str:
        named = f"{code} {self.towns[code]['name']}"
        part = self.found.parts.get(code)
        if part is None:
            return named
        what = _PARTS[part.cells["typecom"].upper()]
        return f"{named} ({what} de {part.cells['comparent']}, ligne {part.line})"

    def _renamed(self) -> Iterator[Renamed]:
        for code, row in self.found.towns.items():
            ours, name = str(self.towns[code]["name"]), row.cells["libelle"]
            if folded_name(name) == folded_name(ours):
                continue
            if folded_name(name) in {folded_name(one.name) for one in self.former.of_town(code)}:
                self.notices.append(
                    f"{code} (ligne {row.line}) : {name} est un ancien nom ; nous gardons {ours}."
                )
                continue
            self.changes.append(TownChange(code, "name", ours, name))
            past = former_cell("renamed", code, "", ours)
            self.changes.append(TownChange(code, FORMER, "", past))
            yield Renamed(code, ours, name, row.line)

    def _moved(self) -> Iterator[Renamed]:
        for code, row in self.found.towns.items():
            number, name = row.cells["epci"].upper(), row.cells["libepci"]
            number, name = ("", "") if number == _NONE else (number, name)
            ours = {key: str(self.towns[code][key]) for key in ("epci_code", "epci_name")}
            if number == ours["epci_code"] and _bare(name) == _bare(ours["epci_name"]):
                continue
            if number != ours["epci_code"]:
                self.changes.append(TownChange(code, "epci_code", ours["epci_code"], number))
            self.changes.append(TownChange(code, "epci_name", ours["epci_name"], name))
            yield Renamed(code, ours["epci_name"], name, row.line)

    def _wrong(self, line: int, column: str, value: str, expected: str) -> None:
        self.found.faults.append(Fault(self.file, line, column, value[:80], expected))


def _bare(name: str) -> str:
    """Return the name of an EPCI as it is compared: without its letters in brackets."""
    return folded_name(_SIGLE.sub("", name))
