"""Values through their vintages: legal populations and indicators, of a town or an area.

Nothing is said of why they change. Source of the populations: INSEE, legal populations; of an
indicator, the producer that the catalogue names.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from pvd_geo.freshness import end

if TYPE_CHECKING:
    from collections.abc import Collection


@dataclass(frozen=True, slots=True)
class Change:
    """How a value changed from one vintage to another.

    Parameters
    ----------
    first, last
        The two vintages.
    years
        Time between them.
    before, after
        The value at each.
    """

    first: str
    last: str
    years: float
    before: float
    after: float

    @property
    def number(self) -> float:
        """By how much it grew, or shrank."""
        return self.after - self.before

    @property
    def share(self) -> float:
        """The change in per cent of the first vintage."""
        return 100 * self.number / self.before

    @property
    def per_year(self) -> float:
        """Average annual rate, in per cent: compounded, as INSEE gives it."""
        return _rate(self.before, self.after, self.years)


@dataclass(frozen=True, slots=True)
class Curve:
    """The values of some towns by vintage.

    Parameters
    ----------
    points
        ``vintage``, ``at`` (the same as a point on an axis of years), ``value`` (of the same
        towns at each; missing at a vintage that the programme has and these towns have not) and
        ``programme`` (its median; missing where none is set beside), in order.
    towns
        How many towns that is.
    left_out
        Towns without all vintages, which are in none of the values.
    """

    points: pd.DataFrame
    towns: int
    left_out: int

    @property
    def known(self) -> pd.DataFrame:
        """The points that have a value."""
        return self.points.dropna(subset=["value"])

    @property
    def change(self) -> Change | None:
        """The change from the first known vintage to the last; None with fewer than two."""
        return self._change("value")

    @property
    def programme(self) -> Change | None:
        """The change of the programme's median between the same vintages."""
        return self._change("programme")

    def _change(self, of: str) -> Change | None:
        if len(self.known) < 2:  # noqa: PLR2004 - from one to another
            return None
        first, last = self.known.iloc[0], self.known.iloc[-1]
        years = float(last["at"] - first["at"])
        return Change(first["vintage"], last["vintage"], years, float(first[of]), float(last[of]))


def population(populations: pd.DataFrame, codes: Collection[str]) -> Curve:
    """Return the population of some towns by vintage, summed.

    Of several towns only those that have every vintage are summed, so that a vintage that a
    town lacks is never read as a loss. A town alone shows all that is known of it.

    Parameters
    ----------
    populations
        ``insee_code, vintage, population``.
    codes
        INSEE codes of the towns.
    """
    mine, kept = _mine(populations, codes)
    sums = mine.groupby("vintage")["population"].sum()
    return Curve(_points(sums), kept, len(set(codes)) - kept)


def indicator(values: pd.DataFrame, codes: Collection[str]) -> Curve:
    """Return an indicator of some towns by vintage beside the programme: the median of each.

    Medians are of the towns that have every vintage, as in `population`: those of two vintages
    are of the same towns.

    Parameters
    ----------
    values
        Of one indicator: ``insee_code, vintage, value``.
    codes
        INSEE codes of the towns.
    """
    mine, kept = _mine(values, codes)
    complete = values[values["insee_code"].isin(_complete(values))]
    programme = complete.groupby("vintage")["value"].median()
    medians = mine.groupby("vintage")["value"].median()
    vintages = programme.index.union(medians.index)
    points = _points(medians.reindex(vintages), programme.reindex(vintages))
    return Curve(points, kept, len(set(codes)) - kept)


def by_vintage(
    indicators: pd.DataFrame, town_indicators: pd.DataFrame, history: pd.DataFrame
) -> pd.DataFrame:
    """Return the values of all vintages: ``insee_code, indicator_id, vintage, value``.

    Parameters
    ----------
    indicators
        The catalogue, which names the vintage in force.
    town_indicators
        The values of that vintage.
    history
        Those of the vintages before.
    """
    of = indicators.set_index("indicator_id")["vintage"].astype("str")
    current = town_indicators.assign(vintage=town_indicators["indicator_id"].map(of))
    columns = ["insee_code", "indicator_id", "vintage", "value"]
    if history.empty:
        return current[columns]
    place = {name: number for number, name in enumerate(of.index)}
    return pd.concat([history[columns], current[columns]]).sort_values(
        columns[:3],
        key=lambda cells: cells.map(place) if cells.name == "indicator_id" else cells,
        ignore_index=True,
    )


def median_per_year(populations: pd.DataFrame) -> float:
    """Return the median of the towns' average annual rates, in per cent.

    Of the towns that have every vintage, from the first of these to the last.
    """
    wide = populations.pivot_table("population", index="insee_code", columns="vintage")
    known = wide.loc[sorted(_complete(populations))].dropna(axis="columns")
    first, last = known.columns[0], known.columns[-1]
    years = int(last) - int(first)
    rates = [
        _rate(before, after, years) for before, after in zip(known[first], known[last], strict=True)
    ]
    return float(pd.Series(rates).median())


def _mine(values: pd.DataFrame, codes: Collection[str]) -> tuple[pd.DataFrame, int]:
    """Return the rows of the towns that are counted, and how many towns these are."""
    mine = values[values["insee_code"].isin(set(codes))]
    kept = set(mine["insee_code"])
    if len(codes) > 1:
        kept &= _complete(values)
    return mine[mine["insee_code"].isin(kept)], len(kept)


def _complete(values: pd.DataFrame) -> set[str]:
    """Return the towns that have as many vintages as any."""
    counts = values["insee_code"].value_counts()
    return set(counts.index[counts.eq(counts.max())])


def _points(values: pd.Series[float], programme: pd.Series[float] | None = None) -> pd.DataFrame:
    points = pd.DataFrame(
        {
            "vintage": values.index.astype("str"),
            "at": [_at(str(vintage)) for vintage in values.index],
            "value": values.to_numpy("float64", na_value=float("nan")),
            "programme": float("nan") if programme is None else programme.to_numpy("float64"),
        }
    )
    return points.sort_values("at", ignore_index=True)


def _at(vintage: str) -> float:
    """Return where a vintage stands on an axis of years: ``2024-07`` in the midst of 2024."""
    year, month, day = (int(part) for part in f"{end(vintage)}-1-1".split("-")[:3])
    return round(year + (month - 1 + (day - 1) / 31) / 12, 4)


def _rate(before: float, after: float, years: float) -> float:
    return float(100 * ((after / before) ** (1 / years) - 1))
