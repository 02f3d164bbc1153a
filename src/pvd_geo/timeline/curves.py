"""Legal populations through their vintages: one town, an area, and the programme's median.

Source: INSEE, legal populations. They are counted here; nothing is said of why they change.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Collection


@dataclass(frozen=True, slots=True)
class Change:
    """How a population changed from one vintage to another.

    Parameters
    ----------
    first, last
        The two vintages, as years.
    before, after
        Inhabitants at each.
    """

    first: int
    last: int
    before: int
    after: int

    @property
    def number(self) -> int:
        """Inhabitants more, or fewer."""
        return self.after - self.before

    @property
    def share(self) -> float:
        """The change in per cent of the first vintage."""
        return 100 * self.number / self.before

    @property
    def per_year(self) -> float:
        """Average annual rate, in per cent: compounded, as INSEE gives it."""
        return _rate(self.before, self.after, self.last - self.first)


@dataclass(frozen=True, slots=True)
class Curve:
    """The population of some towns by vintage.

    Parameters
    ----------
    points
        ``vintage`` (year) and ``population``, in order; the sum of the same towns at each.
    towns
        How many towns that is.
    left_out
        Towns without all vintages, which are in none of the sums.
    """

    points: pd.DataFrame
    towns: int
    left_out: int

    @property
    def change(self) -> Change | None:
        """The change from the first vintage to the last; None with fewer than two."""
        if len(self.points) < 2:  # noqa: PLR2004 - from one to another
            return None
        first, last = self.points.iloc[0], self.points.iloc[-1]
        return Change(
            *(int(end["vintage"]) for end in (first, last)),
            *(int(end["population"]) for end in (first, last)),
        )


def curve(populations: pd.DataFrame, codes: Collection[str]) -> Curve:
    """Return the population of some towns by vintage.

    Of several towns only those that have every vintage are summed, so that a vintage that a
    town lacks is never read as a loss. A town alone shows all that is known of it.

    Parameters
    ----------
    populations
        ``insee_code, vintage, population``.
    codes
        INSEE codes of the towns.
    """
    mine = populations[populations["insee_code"].isin(set(codes))]
    complete = _complete(populations)
    kept = set(mine["insee_code"]) & complete if len(codes) > 1 else set(mine["insee_code"])
    sums = mine[mine["insee_code"].isin(kept)].groupby("vintage")["population"].sum()
    points = sums.sort_index().reset_index()
    points["vintage"] = points["vintage"].astype("int64")
    return Curve(points, len(kept), len(set(codes)) - len(kept))


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


def _complete(populations: pd.DataFrame) -> set[str]:
    """Return the towns that have as many vintages as any."""
    counts = populations["insee_code"].value_counts()
    return set(counts.index[counts.eq(counts.max())])


def _rate(before: int, after: int, years: int) -> float:
    return float(100 * ((after / before) ** (1 / years) - 1))
