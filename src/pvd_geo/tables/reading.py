"""Files as text with line numbers, and text as typed columns; what fails is a fault.

Nothing here knows one table from another: the rules come from ``fields``. A value
is kept as text until it is converted, so that a fault shows it as it stands.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pandas as pd

from pvd_geo.errors import Fault
from pvd_geo.formatting import listed
from pvd_geo.tables.fields import NEAR, TYPES_EXPECTED, Field, Table
from pvd_geo.text import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

# Fifteen digits: what a 64-bit float holds exactly.
_FORMS = {
    "integer": r"-?[0-9]{1,15}",
    "number": r"-?[0-9]{1,15}(?:\.[0-9]{1,15})?",
    "date": r"[0-9]{4}-[0-9]{2}-[0-9]{2}",
    "boolean": r"true|false",
}


@dataclass(slots=True)
class Text:
    """A file as text: one row a record.

    Parameters
    ----------
    cells
        Text of each cell, empty where nothing stands.
    lines
        Line in the file of each row; several features of a GeoJSON may share one.
    geometry
        GeoJSON geometries as parsed, in the order of the rows; empty for CSV.
    faults
        What kept a record, a column or the file from being read.
    """

    cells: pd.DataFrame
    lines: Sequence[int] = ()
    geometry: list[Any] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def text_of(path: Path) -> str | Fault:
    """Return the text of a UTF-8 file, or what is wrong with it."""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return Fault(path.name, 0, "", "", "un fichier de ce nom dans le dossier")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        shown = error.object[error.start : error.end].hex(" ")
        return Fault(path.name, line, "", shown, "un fichier texte encodé en UTF-8")
    except OSError:
        return Fault(path.name, 0, "", "", "un fichier que l'on puisse lire")


def nothing(columns: Sequence[str], *faults: Fault) -> Text:
    """Return a file of which nothing could be read."""
    return Text(cells_of({}, 0, columns), faults=list(faults))


def cells_of(data: Mapping[str, Sequence[str]], rows: int, columns: Sequence[str]) -> pd.DataFrame:
    """Return the text of the known columns; a missing one is empty throughout."""
    empty = [""] * rows
    return pd.DataFrame(
        {name: pd.array(list(data.get(name, empty)), dtype="str") for name in columns},
        index=pd.RangeIndex(rows),
    )


def read_csv(path: Path, columns: Sequence[str], may_have: Sequence[str] = ()) -> Text:
    """Read a CSV file whose header holds ``columns``, in any order.

    Columns that it ``may_have`` are empty where the file has them not.
    """
    text = text_of(path)
    if isinstance(text, Fault):
        return nothing(columns, text)
    records, lines, faults = _records(path.name, text)
    header = records[0] if records else []
    rows, kept = records[1:], lines[1:]
    if any(len(row) != len(header) for row in rows):
        expected = f"{len(header)} cellules (il y en a %d)"
        faults += [
            Fault(path.name, line, "", ",".join(row)[:80], expected % len(row))
            for line, row in zip(kept, rows, strict=True)
            if row and len(row) != len(header)
        ]
        sound = [
            (line, row) for line, row in zip(kept, rows, strict=True) if len(row) == len(header)
        ]
        kept, rows = [line for line, _ in sound], [row for _, row in sound]
    present = [*columns, *(name for name in may_have if name in header)]
    wrong = list(_header_faults(path.name, header, present))
    every = [*columns, *may_have]
    if not set(header) & set(columns):
        return nothing(every, *wrong)
    data = dict(zip(header, zip(*rows, strict=True), strict=True)) if rows else {}
    return Text(cells_of(data, len(kept), every), kept, faults=wrong + faults)


def _records(file: str, text: str) -> tuple[list[list[str]], Sequence[int], list[Fault]]:
    """Return the records of a CSV text up to the first that cannot be read, and their lines."""
    records: list[list[str]] = []
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        records.extend(reader)
    except csv.Error:
        pass
    else:
        if reader.line_num == len(records):
            return records, range(1, len(records) + 1), []
    # A quoted cell runs over several lines, or is never closed: count line by line.
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    lines = [1]
    try:
        lines.extend(reader.line_num + 1 for _ in reader)
    except csv.Error:
        fault = Fault(file, lines[-1], "", "", "des guillemets ouverts puis refermés")
        return records, lines[: len(records)], [fault]
    return records, lines[:-1], []


def _header_faults(file: str, header: list[str], columns: Sequence[str]) -> Iterator[Fault]:
    """Yield the columns that are missing, unknown or twice there."""
    if not set(header) & set(columns):
        shown = ",".join(header)[:80]
        expected = f"un en-tête avec des virgules : {','.join(columns)}"
        yield Fault(file, 1, "", shown, expected)
        return
    unknown = [name for name in dict.fromkeys(header) if name not in columns]
    for name in columns:
        if header.count(name) > 1:
            yield Fault(file, 1, name, name, "une seule colonne de ce nom")
        elif name not in header:
            near = nearest(name, unknown, NEAR)
            hint = f" (« {near} » y ressemble)" if near else ""
            yield Fault(file, 1, name, "", f"une colonne de ce nom{hint}")
    for name in unknown:
        yield Fault(file, 1, name, name, f"les seules colonnes {listed(columns)}")


def converted(text: Text, table: Table) -> tuple[pd.DataFrame, list[Fault]]:
    """Turn text into typed columns.

    Returns
    -------
    tuple
        The frame (missing where a cell is empty or cannot be converted), a row for each of the
        text, and what could not be converted.
    """
    faults: list[Fault] = []
    columns: dict[str, pd.Series[Any]] = {}
    absent = {fault.column for fault in text.faults if fault.line == 1}
    told = {(fault.line, fault.column) for fault in text.faults}
    for rule in table.fields:
        cells = text.cells[rule.name]
        empty = cells == ""
        columns[rule.name] = values = _typed(cells, rule)
        found = cells[_wrong(cells, values, rule) & ~empty]
        faults += [
            Fault(table.path, text.lines[row], rule.name, value, _wanted(rule))
            for row, value in found.items()
        ]
        if not rule.optional and rule.name not in absent:
            faults += [
                Fault(table.path, text.lines[row], rule.name, "", rule.expected)
                for row in cells.index[empty]
                if (text.lines[row], rule.name) not in told
            ]
    return pd.DataFrame(columns, index=text.cells.index), faults


def _wrong(cells: pd.Series[str], values: pd.Series[Any], rule: Field) -> pd.Series[bool]:
    """Tell which cells could not be converted, or are not neat text."""
    if rule.kind != "string":
        return values.isna()
    if rule.form or rule.enum:
        # Blanks do not match the form either: say it once, with the form.
        return pd.Series(data=False, index=cells.index)
    return cells.str.strip() != cells


def _wanted(rule: Field) -> str:
    """Return what was expected of a cell that could not be converted."""
    if rule.kind == "string":
        return "un texte sans blanc au début ni à la fin"
    return TYPES_EXPECTED[rule.kind]


def _typed(cells: pd.Series[str], rule: Field) -> pd.Series[Any]:
    """Convert cells; missing where they are empty or of another type."""
    if rule.kind == "string":
        return cells.where(cells != "")
    good = cells.where(cells.str.fullmatch(_FORMS[rule.kind]))
    if rule.kind == "integer":
        return pd.to_numeric(good, errors="coerce").astype("Int64")
    if rule.kind == "number":
        return pd.to_numeric(good, errors="coerce").astype("float64")
    if rule.kind == "date":
        return pd.to_datetime(good, format="%Y-%m-%d", errors="coerce")
    return good.map({"true": True, "false": False}).astype("boolean")
