"""How long a search and the files of a delegate take, and what they leave in memory.

``PYTHONPATH=tests python benchmarks/documents.py`` prints a table; medians, on this machine, of
one process.
"""

from __future__ import annotations

import gc
from datetime import date
from functools import partial
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING, Final

import psutil

from harness.programme import whole
from pvd_geo.charts.areas import level_shares
from pvd_geo.colors import LIGHT
from pvd_geo.export import files
from pvd_geo.export.stamp import Stamp, source_lines
from pvd_geo.selection.search import build_index
from pvd_geo.tables import catalog, loading
from pvd_geo.territory import areas

if TYPE_CHECKING:
    from collections.abc import Callable

QUERIES: Final = (
    *("st flour", "saint-flour", "Saint Flour", "saitn flour", "plouhinec", "bretange"),
    *("s", "saint", "belleville beaujolais", "nouvel aquitaine", "zzzzzzzzzz", "cc de la"),
)
NOTES: Final = 50
LIMITS: Final = {"search": 0.050, "note": 3.0, "memory": 5.0}
"""Seconds, seconds, and megabytes that fifty notes may leave behind."""


def main() -> None:
    folder = loading.data_dir()
    programme = whole(loading.read(folder))
    named = ("towns", "meetings", "attendance", "town_indicators")
    sources = source_lines(catalog.read(folder).sources_of(*named))
    stamp = Stamp("Note", "Nouvelle-Aquitaine", date(2026, 11, 23), sources)
    area = areas.tell("region", "75", programme)
    rows = programme.towns[programme.towns["region_code"].eq("75")]
    table = files.towns_table(rows, programme, stamp)
    chart = level_shares(area.contrasts, area.name, LIGHT)
    index = build_index(programme.towns, programme.regions, programme.departments)
    searches = [_seconds(partial(index.search, query)) for query in QUERIES]
    print(f"{'what':<46}{'median':>10}{'limit':>10}")
    _line(
        f"search, slowest of {len(QUERIES)} on {len(index.places):,} places",
        max(searches),
        LIMITS["search"],
    )
    first = _once(lambda: files.area_pdf(area, programme, stamp))
    _line("note of Nouvelle-Aquitaine (201 towns), first", first, LIMITS["note"])
    made: dict[str, Callable[[], object]] = {
        "note of Nouvelle-Aquitaine (201 towns)": lambda: files.area_pdf(area, programme, stamp),
        "note of a town": lambda: files.town_pdf("15187", programme, stamp),
        "CSV of 201 towns": lambda: files.csv_bytes(table),
        "XLSX of 201 towns": lambda: files.xlsx_bytes([table]),
        "GeoJSON of 201 towns": lambda: files.geojson_bytes(table),
        "GeoPackage of 201 towns": lambda: files.geopackage_bytes(table),
        "chart as PNG": lambda: files.png_bytes(chart, stamp),
        "chart as SVG": lambda: files.svg_bytes(chart, stamp),
    }
    for name, make in made.items():
        _line(name, _seconds(make), LIMITS["note"] if name.startswith("note of N") else None)
    before = _memory()
    for _ in range(NOTES):
        files.area_pdf(area, programme, stamp)
    left = _memory() - before
    print(f"{f'memory left by {NOTES} notes':<46}{left:>8.1f}MB{LIMITS['memory']:>8.1f}MB")


def _line(name: str, seconds: float, limit: float | None) -> None:
    bound = f"{limit:>9.3f}s" if limit else ""
    print(f"{name:<46}{seconds:>9.4f}s{bound}")


def _seconds(make: Callable[[], object], rounds: int = 5) -> float:
    return median(_once(make) for _ in range(rounds))


def _once(make: Callable[[], object]) -> float:
    start = perf_counter()
    make()
    return perf_counter() - start


def _memory() -> float:
    """Return the megabytes that the process holds, once garbage is collected."""
    gc.collect()
    return psutil.Process().memory_info().rss / 1e6


if __name__ == "__main__":
    main()
