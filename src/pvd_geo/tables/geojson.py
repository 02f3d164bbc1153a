"""A GeoJSON file feature by feature, so that what is wrong has its line."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from pvd_geo.errors import Fault
from pvd_geo.formatting import listed
from pvd_geo.tables.reading import Text, cells_of, nothing, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pvd_geo.tables.fields import Field, Table

_QUOTED = {"string", "date"}
"""Kinds that JSON writes between quotes."""

_COLLECTION = "une « FeatureCollection » avec sa liste « features »"


def read_geojson(path: Path, table: Table) -> Text:
    """Read a GeoJSON file: properties as text, geometries as parsed."""
    text = text_of(path)
    if isinstance(text, Fault):
        return nothing(table.columns, text)
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
            shown = json.dumps(feature, ensure_ascii=False)[:80]
            expected = "une « Feature » avec ses « properties »"
            faults.append(Fault(path.name, line, "", shown, expected))
            continue
        lines.append(line)
        geometry.append(feature.get("geometry"))
        faults += [
            Fault(path.name, line, name, name, f"les seules propriétés {listed(rows)}")
            for name in properties.keys() - rows.keys()
        ]
        for rule in table.fields:
            value = properties.get(rule.name)
            if type(value) is not str or rule.kind not in _QUOTED:
                value, fault = _property(path.name, line, rule, properties)
                if fault:
                    faults.append(fault)
            rows[rule.name].append(value)
    return Text(cells_of(rows, len(lines), table.columns), lines, geometry, faults)


def _property(
    file: str, line: int, rule: Field, properties: dict[str, Any]
) -> tuple[str, Fault | None]:
    """Return a property as text, and a fault when it has not the right JSON type."""
    if rule.name not in properties:
        return "", Fault(file, line, rule.name, "", "une propriété de ce nom")
    value = properties[rule.name]
    if value is None:
        return "", None
    quoted = rule.kind in _QUOTED
    if isinstance(value, str) and quoted:
        return value, None
    shown = json.dumps(value, ensure_ascii=False)
    if not quoted and not isinstance(value, str):
        return shown, None
    wanted = f"{rule.expected}, {'entre' if quoted else 'sans'} guillemets"
    return "", Fault(file, line, rule.name, shown[:80], wanted)


def _features(file: str, text: str) -> Iterator[tuple[int, Any]]:
    """Yield each feature of a collection with its line, or the fault found there.

    Features are decoded one by one where they stand: a broken one does not hide
    the others, whatever the layout of the file.
    """
    opening = re.search(r'"features"\s*:\s*\[', text)
    if opening is None:
        shown = text[:40].split("\n", 1)[0].strip()
        yield 1, Fault(file, 1, "", shown, _COLLECTION)
        return
    decoder = json.JSONDecoder()
    between = re.compile(r"[\s,]*")
    position, line, counted = opening.end(), 1, 0
    while True:
        blank = between.match(text, position)
        position = blank.end() if blank else position
        line += text.count("\n", counted, position)
        counted = position
        if text.startswith("]", position):
            break
        try:
            feature, position = decoder.raw_decode(text, position)
        except (ValueError, RecursionError):
            shown = text[position : position + 80].split("\n", 1)[0]
            yield line, Fault(file, line, "", shown, "du JSON bien formé")
            position = text.find("\n{", position) + 1
            if not position:
                return
        else:
            yield line, feature
    # What stands around the list is JSON too: nothing is missing at the end.
    try:
        shell = json.loads(text[: opening.end()] + text[position:])
    except (ValueError, RecursionError):
        shown = text[position : position + 80].split("\n", 1)[0]
        yield line, Fault(file, line, "", shown, "du JSON bien formé")
        return
    if not isinstance(shell, dict) or shell.get("type") != "FeatureCollection":
        yield 1, Fault(file, 1, "", text[:40].split("\n", 1)[0], _COLLECTION)
