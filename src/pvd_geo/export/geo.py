"""Layers for a geographic information system: GeoJSON and GeoPackage, EPSG:4326."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final

import geopandas as gpd
import pandas as pd
import pyogrio
import shapely

from pvd_geo.export.names import slug
from pvd_geo.formatting import missing

if TYPE_CHECKING:
    from pvd_geo.export.tables import Column, Table

_CRS: Final = "EPSG:4326"


def geojson_bytes(table: Table, *, by_id: bool = False) -> bytes:
    """Write a table as GeoJSON (RFC 7946), its origin in the member ``metadata``.

    Parameters
    ----------
    table
        Its frame has ``longitude`` and ``latitude`` in degrees, WGS 84; without them the features
        are unlocated (RFC 7946, 3.2).
    by_id
        How attributes are named, as `pvd_geo.export.tables.Table.attributes`.
    """
    fields = table.attributes(by_id=by_id)
    cells = {name: table.cells(column) for name, column in fields.items()}
    dated = {name for name, column in fields.items() if column.kind == "date"}
    features = [
        {
            "type": "Feature",
            "geometry": point,
            "properties": {
                name: _json_value(values[row], dated=name in dated)
                for name, values in cells.items()
            },
        }
        for row, point in enumerate(_points(table))
    ]
    document = {
        "type": "FeatureCollection",
        "name": slug(table.name, "_"),
        "metadata": table.origin(),
        "features": features,
    }
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


def geopackage_bytes(table: Table) -> bytes:
    """Write a table with points as a GeoPackage of one layer, its origin as layer metadata.

    Parameters
    ----------
    table
        Its frame has ``longitude`` and ``latitude`` in degrees, WGS 84.
    """
    frame = table.frame
    columns = {name: _series(table, column) for name, column in table.attributes().items()}
    layer = gpd.GeoDataFrame(
        columns,
        geometry=[
            None if missing(longitude) else shapely.Point(longitude, latitude)
            for longitude, latitude in zip(frame["longitude"], frame["latitude"], strict=True)
        ],
        crs=_CRS,
    )
    metadata = table.origin()
    with TemporaryDirectory() as folder:
        path = Path(folder) / "layer.gpkg"
        pyogrio.write_dataframe(
            layer,
            path,
            layer=slug(table.name, "_"),
            driver="GPKG",
            geometry_type="Point",
            layer_metadata=metadata,
            dataset_metadata=metadata,
            use_arrow=True,  # the only way in which a day becomes a date, not a moment
            layer_options={"IDENTIFIER": table.stamp.title, "DESCRIPTION": metadata["selection"]},
        )
        return path.read_bytes()


def _points(table: Table) -> list[dict[str, Any] | None]:
    frame = table.frame
    if "longitude" not in frame:
        return [None] * len(frame)
    return [
        None if missing(longitude) else {"type": "Point", "coordinates": [longitude, latitude]}
        for longitude, latitude in zip(frame["longitude"], frame["latitude"], strict=True)
    ]


def _json_value(value: Any, *, dated: bool) -> Any:  # noqa: ANN401 - a cell of any frame
    if value is None:
        return None
    if dated:
        return f"{value:%Y-%m-%d}"
    return value.item() if hasattr(value, "item") else value


def _series(table: Table, column: Column) -> pd.Series[Any]:
    values = table.frame[column.name].reset_index(drop=True)
    if column.kind == "date":
        # A day has no hour: as dates, the layer's field is a date too.
        return pd.Series([None if day is None else day.date() for day in table.cells(column)])
    if column.kind == "integer":
        return values.astype("Int64")
    if column.kind in ("decimal", "percent"):
        return values.astype("Float64")
    return values.astype("string")
