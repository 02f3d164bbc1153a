"""Covers: export.geo, export.towns, export.workbook."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from datetime import date
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import geopandas as gpd
import pandas as pd
import pyogrio
import pytest

from pvd_geo.export.geo import geojson_bytes, geopackage_bytes
from pvd_geo.export.stamp import Stamp, source_lines
from pvd_geo.export.tables import Column, Table, csv_bytes
from pvd_geo.export.towns import towns_table
from pvd_geo.export.workbook import xlsx_bytes
from pvd_geo.tables.catalog import Source

if TYPE_CHECKING:
    from pathlib import Path

    from pvd_geo.territory.programme import Programme

STAMP = Stamp(
    title="Communes du programme",
    selection="Corse",
    made_on=date(2026, 11, 23),
    sources=("INSEE, Code officiel géographique (2026, Licence Ouverte 2.0)",),
    notes=("=1+1",),
)
COLUMNS = (
    Column("insee_code", "Code INSEE", "code"),
    Column("name", "Commune"),
    Column("population", "Population", "integer"),
    Column("area_km2", "Surface (km²)", "decimal", 2),
    Column("vacancy", "Vacance longue", "percent"),
    Column("agreement_date", "Convention signée le", "date"),
)
FRAME = pd.DataFrame(
    {
        "insee_code": ["01033", "2A004", "97105"],
        "name": ["=HYPERLINK(1)", "@SUM(A1)", 'L\'Île; "rouge"'],
        "population": pd.array([16712, None, 3], dtype="Int64"),
        "area_km2": [62.86, None, 0.5],
        "vacancy": [6.94, None, 0.0],
        "agreement_date": [pd.Timestamp("2021-03-12"), pd.NaT, pd.Timestamp("2022-01-27")],
        "longitude": [5.82421, 8.73, -61.5],
        "latitude": [46.10787, 41.92, 16.2],
    },
    index=[7, 3, 9],
)
TABLE = Table("Communes", FRAME, COLUMNS, STAMP)
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def rows_of(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))


def test_csv_is_what_a_french_spreadsheet_opens() -> None:
    data = csv_bytes(TABLE)
    assert data.startswith(b"\xef\xbb\xbf")
    rows = rows_of(data)
    assert rows[0] == [column.label for column in COLUMNS]
    assert rows[1] == ["01033", "'=HYPERLINK(1)", "16712", "62,86", "6,9", "12/03/2021"]
    assert rows[2] == ["2A004", "'@SUM(A1)", "", "", "", ""]
    assert rows[3] == ["97105", 'L\'Île; "rouge"', "3", "0,5", "0", "27/01/2022"]


def test_csv_carries_its_origin_after_the_rows() -> None:
    rows = rows_of(csv_bytes(TABLE))
    assert rows[4] == []
    assert rows[5:] == [
        ["Programme", "Petites villes de demain"],
        ["Contenu", "Communes du programme"],
        ["Sélection", "Corse"],
        ["Fait le", "23 novembre 2026"],
        ["Source", "INSEE, Code officiel géographique (2026, Licence Ouverte 2.0)"],
        ["À savoir", "'=1+1"],
    ]


def sheet_cells(data: bytes, number: int) -> dict[str, tuple[str, str]]:
    """Return each cell's type and text, read from the file's own XML."""
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        strings = [
            "".join(item.itertext())
            for item in ET.fromstring(book.read("xl/sharedStrings.xml"))  # noqa: S314 - our file
        ]
        sheet = ET.fromstring(book.read(f"xl/worksheets/sheet{number}.xml"))  # noqa: S314
    assert not list(sheet.iter(f"{MAIN}f")), "no formula"
    cells = {}
    for cell in sheet.iter(f"{MAIN}c"):
        kind, text = cell.get("t", "n"), cell.findtext(f"{MAIN}v", "")
        cells[cell.get("r", "")] = (kind, strings[int(text)] if kind == "s" else text)
    return cells


def test_xlsx_keeps_codes_as_text_numbers_as_numbers_dates_as_dates() -> None:
    cells = sheet_cells(xlsx_bytes([TABLE]), 1)
    assert cells["A2"] == ("s", "01033")
    assert cells["A3"] == ("s", "2A004")
    assert cells["B2"] == ("s", "=HYPERLINK(1)")
    assert cells["C2"] == ("n", "16712")
    assert cells["D2"] == ("n", "62.86")
    assert cells["F2"] == ("n", "44267")  # 12 March 2021 as a day number
    assert not {"C3", "D3", "E3", "F3"} & cells.keys(), "unknown is an empty cell, never zero"
    assert cells["E4"] == ("n", "0")


def test_xlsx_freezes_its_heading_and_has_a_sheet_of_sources() -> None:
    data = xlsx_bytes([TABLE])
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        assert b'state="frozen"' in book.read("xl/worksheets/sheet1.xml")
        assert b'name="Sources"' in book.read("xl/workbook.xml")
    texts = [text for _, text in sheet_cells(data, 2).values()]
    assert STAMP.sources[0] in texts
    assert "Corse" in texts
    assert "23 novembre 2026" in texts


def test_xlsx_has_a_sheet_a_table() -> None:
    other = Table("Rencontres", FRAME.iloc[:0], COLUMNS[:1], STAMP)
    with zipfile.ZipFile(io.BytesIO(xlsx_bytes([TABLE, other]))) as book:
        names = book.read("xl/workbook.xml").decode()
    assert names.index('name="Communes"') < names.index('name="Rencontres"')


def test_geojson_has_points_and_its_origin() -> None:
    document = json.loads(geojson_bytes(TABLE))
    assert document["metadata"]["selection"] == "Corse"
    assert document["metadata"]["source"] == STAMP.sources[0]
    first, second, _ = document["features"]
    assert first["geometry"] == {"type": "Point", "coordinates": [5.82421, 46.10787]}
    assert first["properties"]["code_insee"] == "01033"
    assert first["properties"]["convention_signee_le"] == "2021-03-12"
    assert second["properties"]["population"] is None


@pytest.fixture
def layer(tmp_path: Path) -> Path:
    path = tmp_path / "t.gpkg"
    path.write_bytes(geopackage_bytes(TABLE))
    return path


def test_geopackage_opens_with_its_reference_system_and_types(layer: Path) -> None:
    frame = gpd.read_file(layer)
    assert frame.crs == "EPSG:4326"
    assert list(frame["code_insee"]) == ["01033", "2A004", "97105"]
    assert frame["population"].isna().tolist() == [False, True, False]
    assert frame.geometry.iloc[0].coords[0] == (5.82421, 46.10787)


def test_geopackage_says_where_it_comes_from(layer: Path) -> None:
    info = pyogrio.read_info(layer)
    assert info["layer_name"] == "communes"
    assert info["layer_metadata"]["selection"] == "Corse"
    assert info["layer_metadata"]["source"] == STAMP.sources[0]
    assert dict(zip(info["fields"], info["ogr_types"], strict=True)) == {
        "code_insee": "OFTString",
        "commune": "OFTString",
        "population": "OFTInteger64",
        "surface_km2": "OFTReal",
        "vacance_longue": "OFTReal",
        "convention_signee_le": "OFTDate",
    }


def test_every_kind_of_file_can_be_empty() -> None:
    empty = Table("Communes", FRAME.iloc[:0], COLUMNS, STAMP)
    assert rows_of(csv_bytes(empty))[:2] == [[column.label for column in COLUMNS], []]
    assert sheet_cells(xlsx_bytes([empty]), 1)["A1"] == ("s", "Code INSEE")
    assert json.loads(geojson_bytes(empty))["features"] == []
    assert geopackage_bytes(empty).startswith(b"SQLite format 3")


def test_a_publication_is_one_line_with_its_vintages() -> None:
    insee = "INSEE"
    sources = [
        Source(insee, insee, "2021", "Licence Ouverte 2.0"),
        Source("Lieux habités", "GeoNames", "2026", "CC BY 4.0"),
        Source(insee, insee, "2024", "Licence Ouverte 2.0"),
    ]
    assert source_lines(sources) == (
        "INSEE (2021, 2024, Licence Ouverte 2.0)",
        "GeoNames, Lieux habités (2026, CC BY 4.0)",
    )


def test_towns_go_out_with_their_themes_and_their_meeting(programme: Programme) -> None:
    towns = programme.towns[programme.towns["insee_code"].isin(["22162", "97404"])]
    table = towns_table(towns, programme, STAMP)
    heading, paimpol, reunion = rows_of(csv_bytes(table))[:3]
    assert len(heading) == len(set(heading)) == 18 + 3 + 2 * 12
    assert paimpol[:2] == ["22162", "Paimpol"]
    first = dict(zip(heading, paimpol, strict=True))
    assert first["Rencontre de la région, date"] == "13/07/2022"
    assert first["Distance à la rencontre (km, à vol d’oiseau)"] == "0"
    assert first["Habitat ancien"] in {"enjeu fort", "enjeu modéré", "enjeu faible"}
    second = dict(zip(heading, reunion, strict=True))
    assert second["Rencontre de la région, commune hôte"] == ""
    assert second["Distance à la rencontre (km, à vol d’oiseau)"] == ""


def test_names_stay_in_files_of_data_as_they_are_coded(programme: Programme) -> None:
    towns = programme.towns[programme.towns["insee_code"].eq("38052")]
    table = towns_table(towns, programme, STAMP)
    assert rows_of(csv_bytes(table))[1][:2] == ["38052", "Le Bourg-d'Oisans"]
    (feature,) = json.loads(geojson_bytes(table))["features"]
    assert feature["properties"]["commune"] == "Le Bourg-d'Oisans"


def test_a_layer_of_a_region_has_all_its_towns(programme: Programme, tmp_path: Path) -> None:
    towns = programme.towns[programme.towns["region_code"].eq("75")]
    path = tmp_path / "nouvelle-aquitaine.gpkg"
    path.write_bytes(geopackage_bytes(towns_table(towns, programme, STAMP)))
    info = pyogrio.read_info(path)
    assert (info["features"], info["crs"]) == (201, "EPSG:4326")
