"""What holds between a table and its vintages: former codes, populations, earlier values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from pvd_geo.tables.loaded import at, cell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pvd_geo.errors import Fault
    from pvd_geo.tables.loaded import Tables

INDICATOR_RANGES: Final = {
    "share": (0.0, 100.0),
    "count": (0.0, 1e6),
    "rate": (-100.0, 100.0),
    "amount": (0.0, 1e6),
}
"""Least and greatest value of an indicator, by its kind."""


def former_codes(tables: Tables) -> Iterator[Fault]:
    """Yield former codes that are the code of another town of today.

    A commune that stands alone again may have become a town of the programme itself.
    """
    rows, towns = tables["former_names"].frame, tables["towns"].frame
    other = rows["former_code"] != rows["insee_code"]
    taken = other & rows["former_code"].isin(towns["insee_code"]) & (rows["nature"] != "restored")
    for row in rows.index[taken]:
        expected = "un code qui n'est plus celui d'une commune du programme"
        yield at(tables, "former_names", row, "former_code", expected)


def populations(tables: Tables) -> Iterator[Fault]:
    """Yield towns whose population, or its vintage, is not that of the latest one."""
    rows, towns = tables["populations"].frame, tables["towns"].frame
    if rows.empty:
        return
    latest = rows.sort_values("vintage").drop_duplicates("insee_code", keep="last")
    wanted = towns["insee_code"].map(latest.set_index("insee_code")["population"])
    differs = (wanted.notna() & (wanted != towns["population"])).fillna(value=False)
    vintage = latest.set_index("insee_code")["vintage"]
    for row in towns.index[differs.to_numpy(dtype=bool)]:
        code = cell(tables, "towns", row, "insee_code")
        expected = f"{wanted[row]}, la population {vintage[code]} de populations.csv"
        yield at(tables, "towns", row, "population", expected)
    wanted = towns["insee_code"].map(vintage)
    for row in towns.index[(wanted.notna() & (wanted != towns["population_vintage"])).to_numpy()]:
        expected = f"{wanted[row]}, le dernier millésime de populations.csv"
        yield at(tables, "towns", row, "population_vintage", expected)


def history(tables: Tables) -> Iterator[Fault]:
    """Yield earlier values of an indicator that it cannot take, or that are today's."""
    yield from out_of_range(tables, "indicator_history")
    rows = tables["indicator_history"].frame
    catalogue = tables["indicators"].frame.drop_duplicates("indicator_id")
    today = rows["indicator_id"].map(catalogue.set_index("indicator_id")["vintage"])
    for row in rows.index[today.notna() & (rows["vintage"] >= today)]:
        expected = f"un millésime d'avant {today[row]}, celui du catalogue"
        yield at(tables, "indicator_history", row, "vintage", expected)


def out_of_range(tables: Tables, name: str) -> Iterator[Fault]:
    """Yield values of a table in long form that their indicator cannot take."""
    rows = tables[name].frame
    catalogue = tables["indicators"].frame.drop_duplicates("indicator_id")
    kinds = rows["indicator_id"].map(catalogue.set_index("indicator_id")["kind"])
    values = rows["value"].to_numpy()
    for kind, (low, high) in INDICATOR_RANGES.items():
        with np.errstate(invalid="ignore"):
            wrong = (kinds == kind).to_numpy() & ((values < low) | (values > high))
            if kind == "count":
                wrong |= (kinds == kind).to_numpy() & (values % 1 > 0)
        what = "un nombre entier" if kind == "count" else "un nombre"
        for row in rows.index[wrong]:
            yield at(tables, name, row, "value", f"{what} entre {low:g} et {high:g}")
