"""What a table can check alone, once its text is converted: values, keys, geometries."""

from __future__ import annotations

import json
import math
import re
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import shapely

from pvd_geo.errors import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from pvd_geo.tables.fields import Field, Table
    from pvd_geo.tables.reading import Text


LONGITUDE, LATITUDE = 180, 90
"""Greatest degrees east or west, north or south."""


def value_faults(frame: pd.DataFrame, text: Text, table: Table) -> list[Fault]:
    """Return the values out of range, of the wrong form, or twice where they are unique.

    Missing values pass here: whether they may be missing is told when text is converted.

    Parameters
    ----------
    frame, text
        Typed values, and the text that they come from.
    """
    faults = list(_repeated(frame, text, table))
    for field in table.fields:
        rows = np.flatnonzero(frame[field.name].notna())
        rows = rows[~_allowed(frame[field.name].iloc[rows], field)]
        faults += [
            Fault(
                table.path, text.lines[row], field.name, value, field.expected + field.hint(value)
            )
            for row, value in text.cells[field.name].iloc[rows].items()
        ]
    return faults


def _allowed(values: pd.Series[Any], field: Field) -> NDArray[np.bool_]:
    """Tell which values, none of them missing, a field allows."""
    good = np.ones(len(values), dtype=bool)
    if field.pattern:
        good &= values.str.fullmatch(field.pattern, flags=re.ASCII).to_numpy(bool)
    if field.enum:
        good &= values.isin(field.enum).to_numpy(bool)
    if field.low is not None:
        good &= values.ge(field.low).to_numpy(bool)
    if field.high is not None:
        good &= values.le(field.high).to_numpy(bool)
    if field.first and field.last:
        days = pd.Timestamp(field.first), pd.Timestamp(field.last)
        good &= values.between(*days).to_numpy(bool)
    return good


def _repeated(frame: pd.DataFrame, text: Text, table: Table) -> Iterator[Fault]:
    """Yield rows whose key stands higher up already."""
    key = list(table.key)
    never = [name for name in key if not table.field(name).optional]
    whole = frame[key].dropna(subset=never)
    whole = whole.fillna("") if len(never) < len(key) else whole
    again = whole[whole.duplicated()]
    if again.empty:
        return
    first = {row[1:]: row[0] for row in whole.drop_duplicates().itertuples(name=None)}
    for row, *values in again.itertuples(name=None):
        value = ", ".join(str(text.cells[name][row]) for name in key)
        line = text.lines[first[tuple(values)]]
        expected = f"une valeur unique ; elle est déjà à la ligne {line}"
        yield Fault(table.path, text.lines[row], ", ".join(key), value, expected)


def geometries(text: Text, table: Table) -> tuple[NDArray[Any], list[Fault]]:
    """Turn GeoJSON geometries into shapes.

    Returns
    -------
    tuple
        One shape a row, ``None`` where it cannot be made, and why it cannot.
    """
    if table.geometry is None:
        return np.empty(0, dtype=object), []
    make = _point if table.geometry == "point" else _outline
    # A town that a later list brought has no place: nobody said where it came from.
    placed = [True] * len(text.geometry)
    if table.geometry == "point":
        placed = [origin != "" for origin in text.cells["position"]]
    shapes = np.empty(len(text.geometry), dtype=object)
    faults = []
    for place, (line, geometry) in enumerate(zip(text.lines, text.geometry, strict=True)):
        if geometry is None and not placed[place]:
            continue
        made = make(geometry)
        if isinstance(made, str):
            shown = json.dumps(geometry)[:60]
            faults.append(Fault(table.path, line, "geometry", shown, made))
        else:
            shapes[place] = made
    return shapes, faults


def _point(geometry: object) -> BaseGeometry | str:
    """Return a point, or what was expected."""
    match geometry:
        case {"type": "Point", "coordinates": [int() | float() as x, int() | float() as y]}:
            pass
        case _:
            return "un « Point » avec [longitude, latitude]"
    if not (math.isfinite(x) and math.isfinite(y)):
        return "des coordonnées qui soient des nombres"
    if abs(x) > LONGITUDE or abs(y) > LATITUDE:
        return "une longitude entre -180 et 180, puis une latitude entre -90 et 90"
    return shapely.Point(x, y)


def _outline(geometry: object) -> BaseGeometry | str:
    """Return an outline, or what was expected."""
    expected = "un « Polygon » ou un « MultiPolygon » bien formé"
    if not isinstance(geometry, dict) or geometry.get("type") not in {"Polygon", "MultiPolygon"}:
        return expected
    try:
        shape = shapely.from_geojson(json.dumps(geometry, allow_nan=False))
    except (shapely.errors.GEOSException, ValueError):
        return expected
    if shape.is_empty or not shape.is_valid:
        return "un contour qui ne se croise pas"
    left, bottom, right, top = map(abs, shape.bounds)
    if max(left, right) > LONGITUDE or max(bottom, top) > LATITUDE:
        return "des coordonnées [longitude, latitude] en degrés"
    return shape
