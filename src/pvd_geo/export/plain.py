"""Tables for programs, their columns named by id: CSV without ornament (RFC 4180), and Parquet."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any, Final

import pyarrow as pa
import pyarrow.parquet as pq
import shapely

from pvd_geo.export.tables import written

if TYPE_CHECKING:
    from pvd_geo.export.tables import Column, Table

_TYPES: Final[dict[str, pa.DataType]] = {
    "text": pa.string(),
    "code": pa.string(),
    "integer": pa.int64(),
    "decimal": pa.float64(),
    "percent": pa.float64(),
    "date": pa.date32(),
}
_COUNTED: Final = ("integer", "decimal", "percent")


def plain_csv_bytes(table: Table) -> bytes:
    """Write a table as UTF-8 with commas, decimal points and days such as ``2022-06-22``.

    Unknown is an empty cell. There is nothing but the heading and the rows: the origin travels
    beside the file. Text that could start a formula gets an apostrophe, as in every file; a
    single sign, such as a unit, starts none.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    fields = table.attributes(by_id=True)
    writer.writerow(fields)
    columns = [
        [_plain(value, column) for value in table.cells(column)] for column in fields.values()
    ]
    writer.writerows(zip(*columns, strict=True))
    return out.getvalue().encode()


def parquet_bytes(table: Table) -> bytes:
    """Write a table as Parquet, its origin as metadata of the file.

    Parameters
    ----------
    table
        If its frame has ``longitude`` and ``latitude`` in degrees, WGS 84, a column ``geometry``
        of points is added and declared as GeoParquet 1.1 wants it.
    """
    arrays: dict[str, pa.Array] = {
        name: pa.array(
            [_typed(value, column) for value in table.cells(column)], _TYPES[column.kind]
        )
        for name, column in table.attributes(by_id=True).items()
    }
    metadata = table.origin()
    if "longitude" in table.frame:
        points = shapely.points(
            table.frame["longitude"].to_numpy(), table.frame["latitude"].to_numpy()
        )
        arrays["geometry"] = pa.array(shapely.to_wkb(points), pa.binary())
        metadata["geo"] = json.dumps(_geo(points))
    out = io.BytesIO()
    pq.write_table(pa.table(arrays).replace_schema_metadata(metadata), out, compression="zstd")
    return out.getvalue()


def _plain(value: Any, column: Column) -> str:  # noqa: ANN401 - a cell of any frame
    if value is not None and column.kind == "date":
        return f"{value:%Y-%m-%d}"
    if isinstance(value, str) and len(value) == 1:
        return value
    text = written(value, column)
    return text.replace(",", ".") if column.kind in _COUNTED else text


def _typed(value: Any, column: Column) -> Any:  # noqa: ANN401 - a cell of any frame
    if value is None:
        return None
    if column.kind == "date":
        return value.date()
    if column.kind in _COUNTED:
        return int(value) if column.kind == "integer" else float(value)
    return str(value)


def _geo(points: Any) -> dict[str, Any]:  # noqa: ANN401 - an array of shapely points
    """Declare the points; coordinates are WGS 84 longitude, latitude where no CRS is named."""
    column: dict[str, Any] = {"encoding": "WKB", "geometry_types": ["Point"]}
    if len(points):
        column["bbox"] = [float(end) for end in shapely.total_bounds(points)]
    return {"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": column}}
