"""Every maker of files in one place, so that a page loads their libraries when one is asked for."""

from pvd_geo.export.agreements import agreements_table
from pvd_geo.export.area_note import area_pdf
from pvd_geo.export.geo import geojson_bytes, geopackage_bytes
from pvd_geo.export.images import png_bytes, svg_bytes
from pvd_geo.export.indicators import indicators_table
from pvd_geo.export.meetings import meetings_table
from pvd_geo.export.plain import parquet_bytes, plain_csv_bytes
from pvd_geo.export.tables import csv_bytes
from pvd_geo.export.town_note import town_pdf
from pvd_geo.export.towns import towns_table
from pvd_geo.export.web_map import map_bytes
from pvd_geo.export.workbook import xlsx_bytes

__all__ = [
    "agreements_table",
    "area_pdf",
    "csv_bytes",
    "geojson_bytes",
    "geopackage_bytes",
    "indicators_table",
    "map_bytes",
    "meetings_table",
    "parquet_bytes",
    "plain_csv_bytes",
    "png_bytes",
    "svg_bytes",
    "town_pdf",
    "towns_table",
    "xlsx_bytes",
]
