"""Files for programs: the same rows in each dialect, named by id, read by others' libraries.

Covers: export.indicators.
"""

from __future__ import annotations

import io
import json
from datetime import date
from typing import TYPE_CHECKING

import geopandas as gpd
import pandas as pd
import pyarrow.parquet as pq

from pvd_geo.export.geo import geojson_bytes
from pvd_geo.export.indicators import indicators_table
from pvd_geo.export.plain import parquet_bytes, plain_csv_bytes
from pvd_geo.export.stamp import Stamp
from pvd_geo.export.tables import Column, Table

if TYPE_CHECKING:
    from pvd_geo.territory.programme import Programme

STAMP = Stamp("Communes", "Corse", date(2026, 11, 23), sources=("INSEE (2026)", "IGN (2018)"))
FRAME = pd.DataFrame(
    {
        "insee_code": ["01033", "2A004"],
        "name": ["=HYPERLINK(1)", 'L\'Île; "rouge", là'],
        "unit": ["%", "jours"],
        "population": pd.array([16712, None], dtype="Int64"),
        "area_km2": [1062.864, None],
        "signed": [pd.Timestamp("2021-03-12"), pd.NaT],
        "longitude": [5.82421, 8.73],
        "latitude": [46.10787, 41.92],
    },
    index=[7, 3],
)
COLUMNS = (
    Column("insee_code", "Code INSEE", "code"),
    Column("name", "Commune"),
    Column("unit", "Unité"),
    Column("population", "Population (2023)", "integer"),
    Column("area_km2", "Surface (km²)", "decimal", 2),
    Column("signed", "Convention signée le", "date"),
)
TABLE = Table("Communes", FRAME, COLUMNS, STAMP)
UNLOCATED = Table("Communes", FRAME.drop(columns=["longitude", "latitude"]), COLUMNS, STAMP)


def test_csv_is_a_heading_of_ids_and_rows_and_nothing_else() -> None:
    assert plain_csv_bytes(TABLE).decode() == (
        "insee_code,name,unit,population,area_km2,signed\r\n"
        "01033,'=HYPERLINK(1),%,16712,1062.86,2021-03-12\r\n"
        '2A004,"L\'Île; ""rouge"", là",jours,,,\r\n'
    )


def test_parquet_has_types_points_and_its_origin() -> None:
    content = parquet_bytes(TABLE)
    read = gpd.read_parquet(io.BytesIO(content))
    assert read.crs.equals("OGC:CRS84")
    assert [(point.x, point.y) for point in read.geometry] == [(5.82421, 46.10787), (8.73, 41.92)]
    assert list(read["insee_code"]) == ["01033", "2A004"]
    assert read["signed"][0] == date(2021, 3, 12)
    assert read["population"].isna().tolist() == [False, True]
    schema = pq.read_schema(io.BytesIO(content))
    assert str(schema.field("population").type) == "int64"
    assert schema.metadata[b"source"].decode() == "INSEE (2026) ; IGN (2018)"


def test_without_places_parquet_has_no_geometry_and_features_are_unlocated() -> None:
    schema = pq.read_schema(io.BytesIO(parquet_bytes(UNLOCATED)))
    assert "geometry" not in schema.names
    assert b"geo" not in schema.metadata
    document = json.loads(geojson_bytes(UNLOCATED, by_id=True))
    assert [feature["geometry"] for feature in document["features"]] == [None, None]
    assert list(document["features"][0]["properties"]) == [column.name for column in COLUMNS]


def test_an_empty_table_is_a_file_of_each_kind() -> None:
    nothing = Table("Communes", FRAME.iloc[:0], COLUMNS, STAMP)
    assert plain_csv_bytes(nothing).count(b"\r\n") == 1
    assert len(gpd.read_parquet(io.BytesIO(parquet_bytes(nothing)))) == 0
    assert json.loads(geojson_bytes(nothing))["features"] == []


def test_indicators_are_one_row_a_vintage_with_a_value_in_the_order_of_the_towns(
    programme: Programme,
) -> None:
    towns = programme.towns[programme.towns["insee_code"].isin(["22162", "01033"])].iloc[::-1]
    values = pd.DataFrame(
        [
            ("01033", "part_actifs_voiture", "2021", 76.8),
            ("22162", "gares", "2023", 2.0),
            ("22162", "gares", "2024", 1.0),
            ("29019", "gares", "2024", 4.0),
        ],
        columns=["insee_code", "indicator_id", "vintage", "value"],
    )
    made = indicators_table(towns, values, programme.indicators, STAMP)
    first = made.frame.iloc[0]
    assert list(made.frame["insee_code"]) == ["22162", "22162", "01033"]
    assert (first["name"], first["indicator_id"], first["theme_id"]) == (
        "Paimpol",
        "gares",
        "mobilites",
    )
    assert list(made.frame["vintage"]) == ["2023", "2024", "2021"]
