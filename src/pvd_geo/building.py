"""Reference files -> ``data/``: deterministic to the byte, written whole or not at all."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import shapely

from pvd_geo import loading
from pvd_geo.attendance import estimate
from pvd_geo.errors import DataError, Fault
from pvd_geo.outlines import generalised, united
from pvd_geo.package import DESCRIPTOR, descriptor
from pvd_geo.reference import OUTLINES, Reference, disagreements, read_reference
from pvd_geo.schemas import TABLES

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd
    from shapely.geometry.base import BaseGeometry

    from pvd_geo.fields import Table

ESTIMATED_FROM: Final = "participants"
GROUP_SIZE: Final = "taille_groupe"

THEMES: Final[dict[str, tuple[str, str, bool]]] = {
    "mobilites": ("challenge", "part_actifs_voiture", False),
    "friches": ("challenge", "friches_sans_projet", False),
    "habitat": ("challenge", "taux_vacance_longue", False),
    "commerce": ("challenge", "boulangeries+superettes", True),
    "sante": ("challenge", "medecins_generalistes", True),
    "jeunesse": ("challenge", "creches+ecoles_primaires", True),
    "services": ("challenge", "france_services", True),
    "numerique": ("challenge", "fibre", False),
    "patrimoine": ("strength", "monuments_historiques", True),
    "culture": ("strength", "equipements_culturels", True),
    "demographie": ("challenge", "evolution_population", False),
    "transition": ("challenge", "catnat_10_ans", False),
}
"""How each theme is read: as a challenge or a strength, by which lead, per 1,000 or not."""


def build(reference_dir: Path, data_dir: Path) -> list[str]:
    """Make ``data_dir`` from the reference files.

    The new files are written beside and checked before they take the place of the
    old ones; a failure leaves the old folder as it was.

    Parameters
    ----------
    reference_dir
        Folder of the reference files (see ``reference.COLUMNS``).
    data_dir
        Folder to make; what it holds already must be what this function makes.

    Returns
    -------
    list of str
        What deserves a look: where the published list and the towns differ.

    Raises
    ------
    DataError
        With all faults of the reference files, or of what would be written.
    """
    data_dir = data_dir.resolve()
    _refuse_strangers(data_dir)
    reference = read_reference(reference_dir)
    files = contents(reference)
    fresh = data_dir.with_name(f".{data_dir.name}.new-{os.getpid()}")
    shutil.rmtree(fresh, ignore_errors=True)
    try:
        fresh.mkdir(parents=True)
        for name, content in files.items():
            (fresh / name).write_bytes(content)
        report = loading.check(fresh)
        if report.faults:
            raise DataError(report.faults)
        _swap(fresh, data_dir)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return disagreements(reference)


def _refuse_strangers(data_dir: Path) -> None:
    """Refuse a folder that holds anything else, since the whole folder is replaced."""
    ours = {table.path for table in TABLES.values()} | {DESCRIPTOR}
    if data_dir.is_dir():
        strangers = sorted({path.name for path in data_dir.iterdir()} - ours)
        if strangers:
            expected = "un dossier vide, ou ne contenant que des fichiers de build-data"
            raise DataError([Fault(str(data_dir), 0, "", name, expected) for name in strangers])


def _swap(fresh: Path, data_dir: Path) -> None:
    """Put ``fresh`` in the place of ``data_dir``; put the old one back if that fails."""
    old = data_dir.with_name(f".{data_dir.name}.old-{os.getpid()}")
    if not data_dir.exists():
        fresh.rename(data_dir)
        return
    data_dir.rename(old)
    try:
        fresh.rename(data_dir)
    except OSError:
        old.rename(data_dir)
        raise
    shutil.rmtree(old, ignore_errors=True)


def contents(reference: Reference) -> dict[str, bytes]:
    """Return the bytes of each file of ``data/``, by name."""
    tables = _frames(reference)
    shapes = _shapes(reference, tables)
    points = reference.tables["communes-pvd.csv"]
    positions = [
        {"type": "Point", "coordinates": [float(lon), float(lat)]}
        for lon, lat in zip(points["longitude"], points["latitude"], strict=True)
    ]
    shapes["towns"] = dict(zip(points["insee_code"], positions, strict=True))
    files = {
        table.path: _geojson(table, tables[table.name], shapes[table.name])
        if table.geometry
        else _csv(table, tables[table.name])
        for table in TABLES.values()
    }
    files[DESCRIPTOR] = descriptor(files, tables)
    return files


def _frames(reference: Reference) -> dict[str, pd.DataFrame]:
    """Return every table as text cells, in the columns and the order it is written in."""
    source = reference.tables
    towns = source["communes-pvd.csv"].sort_values("insee_code")
    regions = source["regions.csv"].query("zone != 'com'").sort_values("code")
    departments = source["departements.csv"]
    themes = source["themes.csv"].copy()
    for place, column in enumerate(("reading", "lead", "per_1000")):
        themes[column] = [str(THEMES[theme][place]) for theme in themes["theme_id"]]
    themes["per_1000"] = themes["per_1000"].str.lower()
    meetings = source["rencontres.csv"]
    published = source["chiffres-publies.csv"]
    return {
        "towns": towns,
        "regions": regions,
        "departments": departments[departments["region_code"].isin(regions["code"])].sort_values(
            "code"
        ),
        "meetings": meetings,
        "attendance": _attendance(meetings, towns, published),
        "indicators": source["indicateurs.csv"],
        "town_indicators": _long(reference.values),
        "themes": themes,
        "published_figures": published,
        "sources": source["sources.csv"],
        "cities": source["villes-reperes.csv"],
    }


def _attendance(
    meetings: pd.DataFrame, towns: pd.DataFrame, published: pd.DataFrame
) -> pd.DataFrame:
    """Estimate attendance from the published total and group size."""
    figures = {row["figure_id"]: row for row in published.to_dict("records")}
    total, group = (int(figures[name]["value"]) for name in (ESTIMATED_FROM, GROUP_SIZE))
    rows = estimate(meetings, towns, total=total, group=group)
    rows["source_id"] = figures[ESTIMATED_FROM]["source_id"]
    return rows.astype("str").fillna("").replace("<NA>", "")


def _long(values: pd.DataFrame) -> pd.DataFrame:
    """Turn one column an indicator into one row a value; unknown cells have no row."""
    long = values.melt("insee_code", var_name="indicator_id", value_name="value")
    long = long[long["value"] != ""]
    long["value"] = [_plain(value) for value in long["value"]]
    # The catalogue's order of indicators within each town: melt goes column by column.
    return long.sort_values("insee_code", kind="stable")


def _plain(number: str) -> str:
    """Write a number without a useless ``.0``."""
    value = float(number)
    return str(int(value)) if value.is_integer() else repr(value)


def _shapes(
    reference: Reference, tables: dict[str, pd.DataFrame]
) -> dict[str, dict[str, dict[str, Any]]]:
    """Return the outlines of départements and regions, by code."""
    try:
        features = json.loads(reference.outlines)["features"]
        given = {item["properties"]["code"]: item["geometry"] for item in features}
    except (ValueError, KeyError, TypeError) as error:
        expected = "une « FeatureCollection » dont chaque contour a un « code »"
        raise DataError([Fault(OUTLINES, 0, "", str(error)[:80], expected)]) from error
    departments = tables["departments"]
    lacking = [code for code in departments["code"] if code not in given]
    if lacking:
        expected = "un contour pour ce département"
        raise DataError([Fault(OUTLINES, 0, "code", code, expected) for code in lacking])
    shapes = generalised(
        shapely.from_geojson([json.dumps(given[code]) for code in departments["code"]])
    )
    regions = departments["region_code"].to_numpy()
    return {
        "departments": {
            code: _mapping(shape) for code, shape in zip(departments["code"], shapes, strict=True)
        },
        "regions": {code: _mapping(united(shapes[regions == code])) for code in np.unique(regions)},
    }


def _mapping(shape: BaseGeometry) -> dict[str, Any]:
    """Return a shape as GeoJSON."""
    mapping: dict[str, Any] = json.loads(shapely.to_geojson(shape))
    return mapping


def _csv(table: Table, frame: pd.DataFrame) -> bytes:
    """Write a table as CSV (RFC 4180, but with Unix line ends)."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows(frame[list(table.columns)].itertuples(index=False, name=None))
    return out.getvalue().encode()


def _geojson(table: Table, frame: pd.DataFrame, shapes: dict[str, Any]) -> bytes:
    """Write a table as GeoJSON, one feature a line, so that a fault has its line."""
    read = {"integer": int, "number": float}
    features = []
    for row in frame[list(table.columns)].to_dict("records"):
        properties = {
            rule.name: read.get(rule.kind, str)(row[rule.name]) if row[rule.name] else None
            for rule in table.fields
        }
        feature = {
            "type": "Feature",
            "properties": properties,
            "geometry": shapes[row[table.key[0]]],
        }
        features.append(json.dumps(feature, ensure_ascii=False, separators=(",", ":")))
    head = f'{{"type":"FeatureCollection","name":"{table.name}","features":[\n'
    return (head + ",\n".join(features) + "\n]}\n").encode()
