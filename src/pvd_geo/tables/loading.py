"""The only reader of ``data/``: validated frames, or every fault of every file at once."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import shapely

from pvd_geo.errors import DataError, Fault
from pvd_geo.settings import settings
from pvd_geo.tables import catalog
from pvd_geo.tables.checks import across
from pvd_geo.tables.dataset import Dataset
from pvd_geo.tables.geojson import read_geojson
from pvd_geo.tables.loaded import Loaded
from pvd_geo.tables.reading import converted, nothing, read_csv
from pvd_geo.tables.rules import geometries, value_faults
from pvd_geo.tables.schemas import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    import pandas as pd
    from numpy.typing import NDArray

    from pvd_geo.tables.fields import Table

__all__ = ["Dataset", "FileReport", "Report", "check", "data_dir", "fingerprint", "read"]

_NEEDS: Final = {"towns": ("regions", "departments"), "departments": ("regions",)}
"""Tables that another cannot be read without: names to join, outlines to lie in."""


@dataclass(frozen=True, slots=True)
class FileReport:
    """One line of ``check``: a file, what it holds, whether it is sound."""

    path: str
    title: str
    rows: int
    bytes: int
    oldest: str
    latest: str
    sources: tuple[str, ...]
    faults: int

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong with this file."""
        return not self.faults


@dataclass(frozen=True, slots=True)
class Report:
    """All files and all faults."""

    files: tuple[FileReport, ...]
    faults: tuple[Fault, ...]


def data_dir() -> Path:
    """Return the folder of the data files (``PVD_DATA_DIR``)."""
    return settings().data_dir


def read(folder: Path, *names: str) -> Dataset:
    """Read some tables, all of them by default.

    Tables that the named ones cannot be read without are checked as well.

    Raises
    ------
    DataError
        With every fault of every file that was needed.
    KeyError
        When there is no table of one of these names.
    """
    wanted = names or tuple(TABLES)
    loaded, faults = _load(folder, _with_needed(wanted))
    if faults:
        raise DataError(faults)
    return Dataset({name: _frame(name, loaded) for name in wanted})


def fingerprint(folder: Path, *names: str) -> str:
    """Return a key that changes when one of these files does, for caches.

    A file is read again only when its size or its date has changed; one that
    cannot be read has a key as well.
    """
    wanted = names or tuple(TABLES)
    paths = [folder / TABLES[name].path for name in _with_needed(wanted)]
    paths.append(folder / catalog.DESCRIPTOR)
    return hashlib.sha256("".join(map(_checksum_of, paths)).encode()).hexdigest()


def check(folder: Path) -> Report:
    """Check every file; never raises for what a file holds."""
    loaded, faults = _load(folder, tuple(TABLES))
    try:
        described = {resource.name: resource for resource in catalog.read(folder).resources}
    except DataError:
        described = {}
    files = []
    for name, table in TABLES.items():
        path = folder / table.path
        resource = described.get(name)
        files.append(
            FileReport(
                path=table.path,
                title=table.title,
                rows=len(loaded[name].frame),
                bytes=path.stat().st_size if path.is_file() else 0,
                oldest=resource.oldest if resource else "",
                latest=resource.latest if resource else "",
                sources=tuple(dict.fromkeys(s.publisher for s in resource.sources))
                if resource
                else (),
                faults=sum(fault.file == table.path for fault in faults),
            )
        )
    return Report(tuple(files), tuple(sorted(faults)))


def _with_needed(names: Iterable[str]) -> tuple[str, ...]:
    """Return the tables and those they need, in the order of the package."""
    needed = set(names).union(*(_NEEDS.get(name, ()) for name in names))
    unknown = needed - TABLES.keys()
    if unknown:
        raise KeyError(f"no such table: {', '.join(sorted(unknown))}")
    return tuple(name for name in TABLES if name in needed)


def _load(folder: Path, names: Iterable[str]) -> tuple[dict[str, Loaded], list[Fault]]:
    """Read, convert and check tables, one by one then together."""
    loaded: dict[str, Loaded] = {}
    faults: list[Fault] = []
    for name in names:
        table = TABLES[name]
        try:
            loaded[name], found = _load_one(folder / table.path, table)
        except Exception as error:  # noqa: BLE001 (a file must never take the app down)
            expected = "un fichier que l'on sache lire"
            found = [Fault(table.path, 0, "", repr(error)[:120], expected)]
            loaded[name] = _nothing(table)
        faults += found
    faults += across(loaded)
    faults += _changed(folder, loaded)
    return loaded, faults


def _nothing(table: Table) -> Loaded:
    """Return a table without rows."""
    text = nothing(table.columns)
    return Loaded(converted(text, table)[0], text.cells, text.lines, np.empty(0, dtype=object))


def _load_one(path: Path, table: Table) -> tuple[Loaded, list[Fault]]:
    """Read and check one file by its own rules."""
    text = read_geojson(path, table) if table.geometry else read_csv(path, table.columns)
    frame, faults = converted(text, table)
    shapes, astray = geometries(text, table)
    faults = [*text.faults, *faults, *astray, *value_faults(frame, text, table)]
    return Loaded(frame, text.cells, text.lines, shapes), faults


def _changed(folder: Path, loaded: dict[str, Loaded]) -> list[Fault]:
    """Return the files that are not those which ``build-data`` described."""
    try:
        described = catalog.read(folder)
    except DataError as error:
        return list(error.faults)
    faults = []
    for name, table in ((name, TABLES[name]) for name in loaded):
        path = folder / table.path
        if not path.is_file():
            continue
        try:
            resource = described.resource(name)
        except KeyError:
            expected = f"la description de {table.path}"
            faults.append(Fault(catalog.DESCRIPTOR, 0, "resources", "", expected))
            continue
        found = _checksum_of(path)
        if found != resource.checksum:
            expected = (
                f"l'empreinte {resource.checksum[:12]}… ({resource.rows} lignes) inscrite dans "
                f"{catalog.DESCRIPTOR} : le fichier a changé depuis « pvd-geo build-data »"
            )
            value = f"{found[:12]}… ({len(loaded[name].frame)} lignes)"
            faults.append(Fault(table.path, 0, "", value, expected))
    return faults


def _checksum_of(path: Path) -> str:
    """Return the SHA-256 of a file, or why there is none."""
    try:
        status = path.stat()
        return _checksum(path, status.st_mtime_ns, status.st_size)
    except OSError as error:
        return repr(error)


@lru_cache(maxsize=256)
def _checksum(path: Path, modified: int, size: int) -> str:  # noqa: ARG001 (they are the key)
    """Return the SHA-256 of a file, in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _frame(name: str, loaded: dict[str, Loaded]) -> pd.DataFrame:
    """Return a table as the rest of the package knows it."""
    table = loaded[name]
    frame = table.frame.copy()
    for rule in TABLES[name].fields:
        if rule.kind == "integer" and name != "attendance" and frame[rule.name].notna().all():
            frame[rule.name] = frame[rule.name].astype("int64")
        elif rule.kind == "boolean":
            frame[rule.name] = frame[rule.name].astype("bool")
    if TABLES[name].geometry is None:
        return frame.reset_index(drop=True)
    import geopandas as gpd  # noqa: PLC0415 (pages without a map do without)

    if name == "towns":
        frame = _named(frame, loaded, table.shapes)
    geo = gpd.GeoDataFrame(frame, geometry=table.shapes, crs="EPSG:4326")
    return geo.sort_values(TABLES[name].key[0], ignore_index=True)


def _named(frame: pd.DataFrame, loaded: dict[str, Loaded], points: NDArray[Any]) -> pd.DataFrame:
    """Join the names of département and region to towns, and spell out their position."""
    for place, (kind, other) in zip(
        (3, 5), (("department", "departments"), ("region", "regions")), strict=True
    ):
        names = loaded[other].frame.set_index("code")["name"]
        frame.insert(place, f"{kind}_name", frame[f"{kind}_code"].map(names))
    at = list(frame.columns).index("position")
    frame.insert(at, "longitude", shapely.get_x(points))
    frame.insert(at + 1, "latitude", shapely.get_y(points))
    return frame
