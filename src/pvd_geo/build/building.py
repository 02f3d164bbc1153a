"""Reference files -> ``data/``: deterministic to the byte, written whole or not at all."""

from __future__ import annotations

import json
import os
import re
import shutil
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd
import shapely

from pvd_geo.build.datapackage import DESCRIPTOR, NAMED_SOURCES, descriptor
from pvd_geo.build.outlines import generalised, united
from pvd_geo.build.reference import OUTLINES, Reference, disagreements, read_reference
from pvd_geo.errors import DataError, Fault
from pvd_geo.formatting import listed, plural
from pvd_geo.meetings.attendance import estimate
from pvd_geo.tables import doubtful, loading
from pvd_geo.tables.schemas import TABLES
from pvd_geo.tables.writing import csv_bytes, geojson_bytes, put_in_place, refuse_strangers

if TYPE_CHECKING:
    from collections.abc import Container, Iterable
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry


ESTIMATED_FROM: Final = "participants"
GROUP_SIZE: Final = "taille_groupe"

THEMES: Final[dict[str, tuple[str, str, bool]]] = {
    "mobilites": ("challenge", "part_actifs_voiture", False),
    "friches": ("found", "friches_sans_projet", False),
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
"""How each theme is read (see `pvd_geo.themes.levels`), by which lead, per 1,000 or not."""

_SET_ASIDE: Final = re.compile(r" ?\S+ valeurs? écartées? : inconnues?, jamais zéro\.$")
CAVEATS: Final = {
    "friches_sans_projet": "Zéro veut dire « aucune recensée », pas « aucune ».",
}
"""What the catalogue says of an indicator (``friches``) and holds for a part of it that leads."""


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
    refuse_strangers(data_dir, {DESCRIPTOR, *(table.path for table in TABLES.values())})
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
        put_in_place(fresh, data_dir)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return disagreements(reference)


def contents(reference: Reference) -> dict[str, bytes]:
    """Return the bytes of each file of ``data/``, by name."""
    _sources_listed(reference)
    tables = _frames(reference)
    shapes = _shapes(reference, tables)
    points = reference.tables["communes-pvd.csv"]
    positions: list[Any] = [
        {"type": "Point", "coordinates": [float(lon), float(lat)]} if lon and lat else None
        for lon, lat in zip(points["longitude"], points["latitude"], strict=True)
    ]
    shapes["towns"] = dict(zip(points["insee_code"], positions, strict=True))
    files = {
        table.path: geojson_bytes(table, tables[table.name], shapes[table.name])
        if table.geometry
        else csv_bytes(table, tables[table.name])
        for table in TABLES.values()
    }
    files[DESCRIPTOR] = descriptor(files, tables)
    return files


def _frames(reference: Reference) -> dict[str, pd.DataFrame]:
    """Return every table as text cells, in the columns and the order it is written in."""
    source = reference.tables
    towns = _towns(source)
    regions = source["regions.csv"].query("zone != 'com'").sort_values("code")
    departments = source["departements.csv"]
    themes = source["themes.csv"].copy()
    unread = [theme for theme in themes["theme_id"] if theme not in THEMES]
    if unread:
        expected = f"un des thèmes que pvd-geo sait lire : {listed(THEMES, 'or')}"
        raise DataError([Fault("themes.csv", 0, "id", theme, expected) for theme in unread])
    for place, column in enumerate(("reading", "lead", "per_1000")):
        themes[column] = [str(THEMES[theme][place]) for theme in themes["theme_id"]]
    themes["per_1000"] = themes["per_1000"].str.lower()
    # Equal remainders of the estimate go to the earlier meeting: the order is part of it.
    meetings = source["rencontres.csv"].sort_values(
        ["date", "region_code"], key=lambda column: column.replace("", "9999")
    )
    published = source["chiffres-publies.csv"]
    values = _long(reference.values)
    doubts = doubts_of(values, source["indicateurs.csv"], source["communes-populations.csv"])
    return {
        "towns": towns,
        "regions": regions,
        "departments": departments[departments["region_code"].isin(regions["code"])].sort_values(
            "code"
        ),
        "meetings": meetings,
        "attendance": attendance(meetings, towns, published),
        "indicators": _catalogue(source["indicateurs.csv"], doubts),
        "town_indicators": doubtful.without(values, doubts),
        "doubtful_values": doubts,
        "themes": themes,
        "published_figures": published,
        "sources": source["sources.csv"],
        "cities": source["villes-reperes.csv"],
        "former_names": source["communes-anciens-noms.csv"].sort_values(
            ["insee_code", "former_code", "nature", "former_name"]
        ),
        "populations": source["communes-populations.csv"].sort_values(["insee_code", "vintage"]),
        "indicator_history": _history(reference),
        "programme_facts": source["faits-programme.csv"].sort_values("date", kind="stable"),
    }


def _towns(source: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Return the towns, with what the list knows of their convention and their count's vintage."""
    towns = source["communes-pvd.csv"].sort_values("insee_code")
    listed = source["liste-pvd.csv"].drop_duplicates("insee_code").set_index("insee_code")
    towns["id_pvd"] = towns["insee_code"].map(listed["id_pvd"]).fillna("")
    signed = towns["insee_code"].map(listed["agreement_date"]).fillna("")
    towns["agreement_date"] = signed.where(signed != "", towns["agreement_date"])
    populations = source["communes-populations.csv"].sort_values("vintage")
    latest = populations.drop_duplicates("insee_code", keep="last").set_index("insee_code")
    towns["population_vintage"] = towns["insee_code"].map(latest["vintage"]).fillna("")
    return towns


def _history(reference: Reference) -> pd.DataFrame:
    """Return the earlier vintages of indicators; an unknown value has no row."""
    history = reference.history[reference.history["value"] != ""].copy()
    history["value"] = [_plain(value) for value in history["value"]]
    return history.sort_values(["insee_code", "indicator_id", "vintage"])


def attendance(
    meetings: pd.DataFrame, towns: pd.DataFrame, published: pd.DataFrame
) -> pd.DataFrame:
    """Estimate attendance from the published total and group size."""
    figures = {row["figure_id"]: row for row in published.to_dict("records")}
    _needed((ESTIMATED_FROM, GROUP_SIZE), figures, "chiffres-publies.csv", "id")
    total, group = (
        int(float(figures[name]["value"] or 0)) for name in (ESTIMATED_FROM, GROUP_SIZE)
    )
    try:
        rows = estimate(meetings, towns, total=total, group=group)
    except ValueError as error:
        expected = "de quoi former un groupe par rencontre tenue, dans des régions du programme"
        fault = Fault("chiffres-publies.csv", 0, ESTIMATED_FROM, str(total), expected)
        raise DataError([fault]) from error
    rows["source_id"] = figures[ESTIMATED_FROM]["source_id"]
    return rows.astype("str").fillna("").replace("<NA>", "")


def _needed(codes: Iterable[str], known: Container[str], file: str, column: str) -> None:
    """Raise a fault for each code that is needed and not there."""
    faults = [
        Fault(file, 0, column, "", f"une ligne « {code} »") for code in codes if code not in known
    ]
    if faults:
        raise DataError(faults)


def _sources_listed(reference: Reference) -> None:
    """Raise a fault for each source that is named somewhere and not in ``sources.csv``."""
    source = reference.tables
    cited = [*source["rencontres.csv"]["source_id"], *source["chiffres-publies.csv"]["source_id"]]
    listed = set(source["sources.csv"]["source_id"])
    _needed(dict.fromkeys([*NAMED_SOURCES, *cited]), listed, "sources.csv", "id")


def _long(values: pd.DataFrame) -> pd.DataFrame:
    """Turn one column an indicator into one row a value; unknown cells have no row."""
    long = values.melt("insee_code", var_name="indicator_id", value_name="value")
    long = long[long["value"] != ""]
    long["value"] = [_plain(value) for value in long["value"]]
    # The catalogue's order of indicators within each town: melt goes column by column.
    return long.sort_values("insee_code", kind="stable")


def doubts_of(
    values: pd.DataFrame, indicators: pd.DataFrame, populations: pd.DataFrame
) -> pd.DataFrame:
    """Return the values that a rule doubts, as text; all three tables are text."""
    found = doubtful.find(
        values.assign(value=pd.to_numeric(values["value"])),
        indicators,
        populations.assign(population=pd.to_numeric(populations["population"])),
    )
    found["value"] = [_plain(str(value)) for value in found["value"]]
    return found


def _catalogue(indicators: pd.DataFrame, doubts: pd.DataFrame) -> pd.DataFrame:
    """Return the catalogue without the towns whose value is set aside, which its caveat says."""
    out = indicators.copy()
    own = out["indicator_id"].map(CAVEATS)
    out["caveat"] = out["caveat"].where(own.isna() | out["caveat"].ne(""), own)
    aside = doubts.loc[doubts["fate"].eq("set_aside"), "indicator_id"].value_counts()
    for indicator, count in aside.items():
        own = out["indicator_id"].eq(indicator)
        out.loc[own, "towns"] = str(int(out.loc[own, "towns"].iloc[0]) - count)
        out.loc[own, "caveat"] = set_aside_said(str(out.loc[own, "caveat"].iloc[0]), int(count))
    return out


def set_aside_said(caveat: str, count: int) -> str:
    """Return the caveat of an indicator once it says how many of its values are set aside."""
    kept = _SET_ASIDE.sub("", caveat)
    if not count:
        return kept
    said = plural(count, "valeur écartée : inconnue", "valeurs écartées : inconnues")
    return f"{kept} {said}, jamais zéro.".strip()


def _plain(number: str) -> str:
    """Write a number without a useless ``.0`` and without an exponent."""
    return format(Decimal(number).normalize(), "f")


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
    _needed(departments["code"], given, OUTLINES, "code")
    try:
        shapes = generalised(
            shapely.from_geojson([json.dumps(given[code]) for code in departments["code"]])
        )
    except (ValueError, shapely.errors.GEOSException) as error:
        expected = "des contours voisins que l'on puisse simplifier ensemble"
        raise DataError([Fault(OUTLINES, 0, "geometry", str(error)[:120], expected)]) from error
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
