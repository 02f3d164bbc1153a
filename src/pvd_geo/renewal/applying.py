"""The data files with changes made: deterministic to the byte, and nothing else moves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo

import pandas as pd

from pvd_geo.build import building
from pvd_geo.build.datapackage import DESCRIPTOR, descriptor
from pvd_geo.codes import department_of
from pvd_geo.errors import DataError
from pvd_geo.renewal.vintages import Vintages
from pvd_geo.tables.changes import FORMER, VALUES, former_cells
from pvd_geo.tables.geojson import read_geojson
from pvd_geo.tables.reading import read_csv
from pvd_geo.tables.schemas import TABLES
from pvd_geo.tables.writing import csv_bytes, geojson_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from pvd_geo.tables.changes import Renewed, TownChange

PARIS: Final = ZoneInfo("Europe/Paris")
LIST_SOURCE: Final = "anct-liste-pvd"
_OF_TOWNS: Final = (
    "town_indicators",
    "doubtful_values",
    "former_names",
    "populations",
    "indicator_history",
)
"""Tables whose rows go with their town."""


def contents(base: Path, renewals: Iterable[Renewed]) -> dict[str, bytes]:
    """Return the bytes of each data file, by name, once later lists have changed the towns.

    A change is made where the files still hold what it was decided on: files that were built
    anew since, with a later list of their own, keep what they say.

    Parameters
    ----------
    base
        Folder of the files that were built (``PVD_DATA_DIR``).
    renewals
        Those in force, the first first.

    Raises
    ------
    DataError
        When the files cannot be read.
    """
    made = tuple(renewals)
    files = {name: (base / name).read_bytes() for name in _names()}
    if not made:
        return files
    tables, shapes = _texts(base)
    before = {name: frame.copy() for name, frame in tables.items()}
    towns, values = _Towns(tables, shapes), Vintages(tables)
    for one in made:
        for change in one.renewal.changes:
            (values if change.field in VALUES else towns).change(change)
    values.put_into(towns.listed)
    tables["towns"] = towns.frame()
    tables["former_names"] = towns.former_names()
    _follow(tables)
    if lists := [one for one in made if one.renewal.of_list]:
        sources = tables["sources"]
        day = f"{lists[-1].at.astimezone(PARIS):%Y-%m-%d}"
        sources.loc[sources["source_id"].eq(LIST_SOURCE), "date"] = day
    for name, frame in tables.items():
        table = TABLES[name]
        if name == "towns":
            files[table.path] = geojson_bytes(table, frame, towns.shapes)
        elif not table.geometry and not frame.equals(before[name]):
            files[table.path] = csv_bytes(table, frame)
    files[DESCRIPTOR] = descriptor(files, tables)
    return files


def _names() -> tuple[str, ...]:
    return (*(table.path for table in TABLES.values()), DESCRIPTOR)


def _texts(base: Path) -> tuple[dict[str, pd.DataFrame], dict[str, Any]]:
    """Return all tables as text, and the points of the towns by code."""
    tables: dict[str, pd.DataFrame] = {}
    shapes: dict[str, Any] = {}
    for name, table in TABLES.items():
        path = base / table.path
        text = read_geojson(path, table) if table.geometry else read_csv(path, table.columns)
        if text.faults:
            raise DataError(text.faults)
        tables[name] = text.cells
        if name == "towns":
            shapes = dict(zip(text.cells["insee_code"], text.geometry, strict=True))
    return tables, shapes


class _Towns:
    """The towns while they change, row by row; those that leave stay at hand to come back."""

    def __init__(self, tables: dict[str, pd.DataFrame], shapes: dict[str, Any]) -> None:
        self.columns = list(tables["towns"].columns)
        self.listed = {row["insee_code"]: row for row in tables["towns"].to_dict("records")}
        self.gone: dict[str, dict[Any, Any]] = {}
        self.shapes = shapes
        self.regions = tables["departments"].set_index("code")["region_code"]
        self.former = tables["former_names"]
        self.past: dict[str, list[str]] = {}

    def change(self, change: TownChange) -> None:
        """Make one change, if what it was decided on still holds."""
        code = change.insee_code
        if change.field == "listed":
            self._come(code, change.after) if change.after else self._leave(code)
            return
        if change.field == FORMER:
            self._remember(change)
            return
        row = self.listed.get(code)
        if row is None or row[change.field] != change.before:
            return
        row[change.field] = change.after
        if change.field == "name":
            self.past.setdefault(code, []).append(change.before)

    def _come(self, code: str, name: str) -> None:
        if code in self.listed:
            return
        department = department_of(code)
        known = {
            "insee_code": code,
            "name": name,
            "department_code": department,
            "region_code": self.regions[department],
        }
        # What the files do not know of a new town stays unknown.
        fresh = dict.fromkeys(self.columns, "") | known
        self.listed[code] = self.gone.pop(code, fresh)

    def _leave(self, code: str) -> None:
        if code in self.listed:
            self.gone[code] = self.listed.pop(code)

    def _remember(self, change: TownChange) -> None:
        """Give a town a past, or make one that it has another."""
        keys = ["nature", "former_code", "last_cog", "former_name"]
        past = self.former
        if change.before:
            cells = (
                ("insee_code", change.insee_code),
                *zip(keys, former_cells(change.before), strict=True),
            )
            kept = pd.concat([past[key].ne(cell) for key, cell in cells], axis=1).any(axis=1)
            if kept.all():
                return
            past = past[kept]
        fresh = dict(zip(keys, former_cells(change.after), strict=True)) | {
            "insee_code": change.insee_code
        }
        rows = pd.concat([past, pd.DataFrame([fresh], dtype="str")]).fillna("")
        # Files built anew may have said the same, and a past may go on with another town.
        rows = rows.drop_duplicates(["former_code", "nature", "former_name"], keep="last")
        self.former = rows.sort_values(["insee_code", "former_code", "nature", "former_name"])

    def frame(self) -> pd.DataFrame:
        """Return the towns in the order that they are written in."""
        rows = [self.listed[code] for code in sorted(self.listed)]
        return pd.DataFrame(rows, columns=self.columns, dtype="str")

    def former_names(self) -> pd.DataFrame:
        """Return former names with those that towns had until a list called them otherwise."""
        have = set(zip(self.former["former_code"], self.former["former_name"], strict=True))
        new = [
            {"insee_code": code, "former_code": code, "former_name": name, "nature": "renamed"}
            for code, names in self.past.items()
            if code in self.listed
            for name in dict.fromkeys(names)
            if name != self.listed[code]["name"] and (code, name) not in have
        ]
        if not new:
            return self.former
        rows = pd.concat([self.former, pd.DataFrame(new, dtype="str")]).fillna("")
        return rows.sort_values(["insee_code", "former_code", "nature", "former_name"])


def _follow(tables: dict[str, pd.DataFrame]) -> None:
    """Let the other tables follow the towns: rows that go with them, counts, estimates."""
    listed = tables["towns"]["insee_code"]
    for name in _OF_TOWNS:
        rows = tables[name]
        tables[name] = rows[rows["insee_code"].isin(listed)]
    counts = tables["town_indicators"]["indicator_id"].value_counts()
    covered = tables["indicators"]["indicator_id"].map(counts).fillna(0).astype(int)
    tables["indicators"]["towns"] = covered.astype("str")
    attendance = building.attendance(
        tables["meetings"], tables["towns"], tables["published_figures"]
    )
    columns = list(TABLES["attendance"].columns)
    tables["attendance"] = attendance[columns].reset_index(drop=True)
