"""The values of the data files while later vintages come: populations and indicators."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from pvd_geo.build import building
from pvd_geo.tables import doubtful

if TYPE_CHECKING:
    from pvd_geo.tables.changes import TownChange


class Vintages:
    """Populations and indicators of all vintages, while changes are made to them.

    Parameters
    ----------
    tables
        The data files as text, by name; `put_into` makes them anew.
    """

    def __init__(self, tables: dict[str, pd.DataFrame]) -> None:
        self.populations = _keyed(tables["populations"], "vintage", value="population")
        self.indicators: dict[tuple[str, ...], str] | None = None
        self.tables = tables
        self.counted = False

    def change(self, change: TownChange) -> None:
        """Make one change, if what it was decided on still holds."""
        *what, vintage, value = change.after.split(" ")
        held = change.before.rpartition(" ")[2]
        if change.field == "population":
            held_now = self.populations.get((change.insee_code, vintage), "")
            if held_now == held:
                self.populations[change.insee_code, vintage] = value
                self.counted = True
            return
        if self.indicators is None:
            self.indicators = self._indicators()
        key = (change.insee_code, *what, vintage)
        if self.indicators.get(key, "") == held:
            self.indicators[key] = value

    def put_into(self, towns: dict[str, dict[str, str]]) -> None:
        """Write what was changed into the tables, and each town's latest population.

        Parameters
        ----------
        towns
            INSEE code -> the town's cells.
        """
        tables = self.tables
        if self.counted:
            rows = [(*key, value) for key, value in sorted(self.populations.items())]
            columns = ["insee_code", "vintage", "population"]
            tables["populations"] = pd.DataFrame(rows, columns=columns, dtype="str")
            # Sorted by vintage: the last one of a town stays.
            for code, vintage, population in rows:
                if code in towns:
                    towns[code] |= {"population": population, "population_vintage": vintage}
        if self.indicators is not None:
            self._sort_out(self.indicators)
        if self.counted or self.indicators is not None:
            self._doubt()

    def _indicators(self) -> dict[tuple[str, ...], str]:
        """Return all values, with those that a rule set aside: they were published all the same."""
        tables = self.tables
        current = _with_doubted(tables).assign(
            vintage=lambda rows: rows["indicator_id"].map(_vintages(tables))
        )
        history = tables["indicator_history"]
        return _keyed(pd.concat([history, current]), "indicator_id", "vintage", value="value")

    def _sort_out(self, values: dict[tuple[str, ...], str]) -> None:
        """Let the latest vintage of each indicator be the catalogue's, the others its past."""
        tables = self.tables
        columns = ["insee_code", "indicator_id", "vintage", "value"]
        rows = pd.DataFrame([(*key, one) for key, one in values.items()], columns=columns)
        rows = rows.astype("str")
        latest = rows.groupby("indicator_id")["vintage"].max()
        catalogue = tables["indicators"]
        own = catalogue["indicator_id"].map(latest)
        catalogue["vintage"] = own.where(own.notna(), catalogue["vintage"])
        now = rows["vintage"].eq(rows["indicator_id"].map(latest))
        order = {name: place for place, name in enumerate(catalogue["indicator_id"])}
        current = rows[now].drop(columns="vintage")
        tables["town_indicators"] = current.sort_values(
            ["insee_code", "indicator_id"],
            key=lambda cells: cells.map(order) if cells.name == "indicator_id" else cells,
        )
        # What was set aside when it was the latest stays unknown when it is the past.
        doubted = tables["doubtful_values"]
        keys = ["insee_code", "indicator_id", "vintage"]
        aside = pd.MultiIndex.from_frame(doubted.loc[doubted["fate"].eq("set_aside"), keys])
        past = rows[~now]
        tables["indicator_history"] = past[
            ~pd.MultiIndex.from_frame(past[keys]).isin(aside)
        ].sort_values(keys)

    def _doubt(self) -> None:
        """Apply the rules of doubt to the values of now, as the pipeline does."""
        tables = self.tables
        values = tables["town_indicators"]
        if self.indicators is None:
            values = _with_doubted(tables)
        doubts = building.doubts_of(values, tables["indicators"], tables["populations"])
        tables["town_indicators"] = doubtful.without(values, doubts)
        tables["doubtful_values"] = doubts
        aside = doubts.loc[doubts["fate"].eq("set_aside"), "indicator_id"].value_counts()
        catalogue = tables["indicators"]
        catalogue["caveat"] = [
            building.set_aside_said(str(row.caveat), int(aside.get(row.indicator_id, 0)))
            for row in catalogue.itertuples()
        ]


def _keyed(rows: pd.DataFrame, *columns: str, value: str) -> dict[tuple[str, ...], str]:
    keys = rows[["insee_code", *columns]].itertuples(index=False, name=None)
    return dict(zip(keys, rows[value].astype("str"), strict=True))


def _vintages(tables: dict[str, pd.DataFrame]) -> dict[str, str]:
    catalogue = tables["indicators"]
    return dict(zip(catalogue["indicator_id"], catalogue["vintage"], strict=True))


def _with_doubted(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Return the values in force with those that were set aside of the same vintage."""
    doubted = tables["doubtful_values"]
    ours = doubted["fate"].eq("set_aside") & doubted["vintage"].eq(
        doubted["indicator_id"].map(_vintages(tables))
    )
    columns = ["insee_code", "indicator_id", "value"]
    rows = pd.concat([tables["town_indicators"][columns], doubted.loc[ours, columns]])
    return rows.drop_duplicates(["insee_code", "indicator_id"])
