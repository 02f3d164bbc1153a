"""Files as text with line numbers, and text as typed columns; what fails is a fault.

Nothing here knows one table from another: the rules come from ``fields``. A value
is kept as text until it is converted, so that a fault shows it as it stands.
"""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from pvd_geo.errors import Fault
from pvd_geo.fields import TYPES_EXPECTED, Field, Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

_FORMS = {
    "integer": r"-?\d+",
    "number": r"-?\d+(?:\.\d+)?",
    "date": r"\d{4}-\d{2}-\d{2}",
    "boolean": r"true|false",
}


@dataclass(slots=True)
class Text:
    """A file as text: one row a record, indexed by its line in the file.

    Parameters
    ----------
    cells
        Text of each cell, empty where nothing stands; index = line number.
    geometry
        GeoJSON geometries as parsed, in the order of the rows; empty for CSV.
    faults
        What kept a record, a column or the file from being read.
    """

    cells: pd.DataFrame
    geometry: list[Any] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def text_of(path: Path) -> str | Fault:
    """Return the text of a UTF-8 file, or what is wrong with it."""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return Fault(path.name, 0, "", "", "un fichier de ce nom dans le dossier des données")
    except UnicodeDecodeError as error:
        start = error.object[: error.start]
        line = start.count(b"\n") + 1
        shown = error.object[error.start : error.end].hex(" ")
        return Fault(path.name, line, "", shown, "un fichier texte encodé en UTF-8")
    except OSError as error:
        return Fault(path.name, 0, "", error.strerror or "", "un fichier lisible")


def read_csv(path: Path, columns: Sequence[str]) -> Text:
    """Read a CSV file whose header holds ``columns``, in any order."""
    text = text_of(path)
    if isinstance(text, Fault):
        return Text(pd.DataFrame(columns=list(columns), dtype="str"), faults=[text])
    faults: list[Fault] = []
    rows: list[list[str]] = []
    lines: list[int] = []
    header: list[str] | None = None
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    line = 1
    try:
        for row in reader:
            if header is None:
                header = row
            elif len(row) == len(header):
                rows.append(row)
                lines.append(line)
            elif row:
                expected = f"{len(header)} cellules, il y en a {len(row)}"
                faults.append(Fault(path.name, line, "", ",".join(row)[:80], expected))
            line = reader.line_num + 1
    except csv.Error:
        faults.append(Fault(path.name, line, "", "", "des guillemets refermés"))
    if header is None:
        faults.append(Fault(path.name, 1, "", "", f"un en-tête : {','.join(columns)}"))
        header = list(columns)
    faults += _header_faults(path.name, header, columns)
    data = dict(zip(header, zip(*rows, strict=True), strict=False)) if rows else {}
    return Text(_cells(data, lines, columns), faults=faults)


def _header_faults(file: str, header: list[str], columns: Sequence[str]) -> Iterator[Fault]:
    """Yield the columns that are missing, unknown or twice there."""
    if len(header) == 1 and ";" in header[0]:
        yield Fault(file, 1, "", header[0][:80], "des virgules entre les colonnes")
        return
    unknown = [name for name in header if name not in columns]
    for name in columns:
        if header.count(name) > 1:
            yield Fault(file, 1, name, name, "une seule colonne de ce nom")
        elif name not in header:
            near = get_close_matches(name, unknown, n=1)
            hint = f" (« {near[0]} » y ressemble)" if near else ""
            yield Fault(file, 1, name, "", f"une colonne de ce nom{hint}")
    for name in unknown:
        yield Fault(file, 1, name, name, f"aucune autre colonne que {', '.join(columns)}")


def _cells(
    data: Mapping[str, Sequence[str]], lines: Sequence[int], columns: Sequence[str]
) -> pd.DataFrame:
    """Return the text of the known columns; a missing one is empty throughout."""
    empty = [""] * len(lines)
    return pd.DataFrame(
        {name: pd.array(list(data.get(name, empty)), dtype="str") for name in columns},
        index=pd.Index(np.asarray(lines, dtype="int64")),
    )


def read_geojson(path: Path, table: Table) -> Text:
    """Read a GeoJSON file feature by feature, so that each has its line."""
    text = text_of(path)
    if isinstance(text, Fault):
        return Text(pd.DataFrame(columns=list(table.columns), dtype="str"), faults=[text])
    faults: list[Fault] = []
    rows: dict[str, list[str]] = {name: [] for name in table.columns}
    lines: list[int] = []
    geometry: list[Any] = []
    for line, feature in _features(path.name, text):
        if isinstance(feature, Fault):
            faults.append(feature)
            continue
        properties = feature.get("properties") if isinstance(feature, dict) else None
        if not isinstance(properties, dict):
            expected = "une « Feature » avec ses « properties »"
            faults.append(Fault(path.name, line, "", json.dumps(feature)[:80], expected))
            continue
        lines.append(line)
        geometry.append(feature.get("geometry"))
        faults += [
            Fault(path.name, line, name, name, f"aucune autre propriété que {table.columns}")
            for name in properties.keys() - set(table.columns)
        ]
        for rule in table.fields:
            value, fault = _property(path.name, line, rule, properties)
            rows[rule.name].append(value)
            if fault:
                faults.append(fault)
    return Text(_cells(dict(rows), lines, table.columns), geometry, faults)


def _property(
    file: str, line: int, rule: Field, properties: dict[str, Any]
) -> tuple[str, Fault | None]:
    """Return a property as text, and a fault when it has not the right JSON type."""
    if rule.name not in properties:
        return "", Fault(file, line, rule.name, "", "une propriété de ce nom")
    value = properties[rule.name]
    if value is None:
        return "", None
    if isinstance(value, str) == (rule.kind in {"string", "date"}):
        return value if isinstance(value, str) else json.dumps(value), None
    shown = json.dumps(value, ensure_ascii=False)
    wanted = f"{rule.expected}, {'sans' if isinstance(value, str) else 'entre'} guillemets"
    return "", Fault(file, line, rule.name, shown, wanted)


def _features(file: str, text: str) -> Iterator[tuple[int, Any]]:
    """Yield each feature of a collection with its line, or the fault found there."""
    opening = re.search(r'"features"\s*:\s*\[', text)
    if opening is None:
        expected = "une « FeatureCollection » avec sa liste « features »"
        yield 1, Fault(file, 1, "", text[:40].strip(), expected)
        return
    decoder = json.JSONDecoder()
    blank = re.compile(r"[\s,]*")
    position, line, counted = opening.end(), 1, 0
    while True:
        position = blank.match(text, position).end()  # type: ignore[union-attr]
        line += text.count("\n", counted, position)
        counted = position
        if text[position : position + 1] == "]":
            break
        try:
            feature, position = decoder.raw_decode(text, position)
        except (json.JSONDecodeError, RecursionError):
            shown = text[position : position + 40].split("\n", 1)[0]
            yield line, Fault(file, line, "", shown, "du JSON bien formé")
            position = text.find("\n{", position) + 1
            if not position:
                return
            continue
        yield line, feature
    try:
        shell = json.loads(text[: opening.end()] + text[position:])
    except (json.JSONDecodeError, RecursionError):
        yield line, Fault(file, line, "", text[position : position + 40], "du JSON bien formé")
        return
    if shell.get("type") != "FeatureCollection":
        yield 1, Fault(file, 1, "type", str(shell.get("type")), "FeatureCollection")


def converted(text: Text, table: Table) -> tuple[pd.DataFrame, list[Fault]]:
    """Turn text into typed columns.

    Returns
    -------
    tuple
        The frame (missing where a cell is empty or cannot be converted; index =
        line number) and what could not be converted.
    """
    faults: list[Fault] = []
    columns: dict[str, pd.Series[Any]] = {}
    unreadable = {fault.column for fault in text.faults if fault.line <= 1}
    touched = {(fault.line, fault.column) for fault in text.faults}
    for rule in table.fields:
        cells = text.cells[rule.name]
        empty = cells == ""
        good = ~empty
        if rule.kind != "string":
            good &= cells.str.fullmatch(_FORMS[rule.kind])
        values = _typed(cells.where(good), rule)
        wrong = values.isna() & ~empty
        found = cells[wrong]
        faults += [
            Fault(table.path, line, rule.name, value, TYPES_EXPECTED[rule.kind])
            for line, value in zip(found.index, found, strict=True)
        ]
        if not rule.optional and rule.name not in unreadable:
            faults += [
                Fault(table.path, int(line), rule.name, "", rule.expected)
                for line in cells.index[empty]
                if (int(line), rule.name) not in touched
            ]
        columns[rule.name] = values
    return pd.DataFrame(columns, index=text.cells.index), faults


def _typed(cells: pd.Series[str], rule: Field) -> pd.Series[Any]:
    """Convert cells that have the right form already; missing where impossible."""
    if rule.kind == "integer":
        return pd.to_numeric(cells, errors="coerce").astype("Int64")
    if rule.kind == "number":
        return pd.to_numeric(cells, errors="coerce").astype("float64")
    if rule.kind == "date":
        return pd.to_datetime(cells, format="%Y-%m-%d", errors="coerce")
    if rule.kind == "boolean":
        return cells.map({"true": True, "false": False}).astype("boolean")
    return cells
