"""Areas compared by their share of marked towns, without making much of few towns.

A share of four towns says little. Each share carries Wilson's 95 % interval (1927; Newcombe,
1998) and a value drawn towards the programme's share, the more so the fewer the towns (empirical
Bayes, Marshall, 1991); a rank is given as the range that the intervals allow. The towns are all
there are, not a sample: the interval says how far chance alone would move a share of so few.

Written out here, where libraries have them: scipy's Wilson interval comes with all of scipy.stats
for one line of arithmetic, Newcombe's difference stands in statsmodels alone, which nothing else
here needs, and esda's empirical Bayes is for rare events (Poisson), not for shares (binomial).
"""

from __future__ import annotations

from math import sqrt
from typing import Final

import numpy as np
import pandas as pd

from pvd_geo.categories import GRADES

Z: Final = 1.959963984540054
"""The normal quantile of a 95 % interval."""
FEW: Final = 10
"""Towns below which an area is shown but not ranked."""


def wilson(count: float, total: float) -> tuple[float, float]:
    """Return Wilson's 95 % interval of a share, between 0 and 1; all of it when ``total`` is 0."""
    if not total:
        return 0.0, 1.0
    share, square = count / total, Z**2
    middle = (share + square / (2 * total)) / (1 + square / total)
    half = Z * sqrt(share * (1 - share) / total + square / (4 * total**2)) / (1 + square / total)
    # Both ends are exact in theory; floating point would miss them by its last digit.
    return (middle - half if count else 0.0), (middle + half if count < total else 1.0)


def empirical_bayes(counts: pd.Series[int], totals: pd.Series[int]) -> pd.Series[float]:
    """Draw the shares of areas towards the share of all, by how few towns they count.

    Marshall's global empirical Bayes estimate, the between-area variance by moments.

    Parameters
    ----------
    counts, totals
        Marked towns and towns with a value, one an area.

    Returns
    -------
    Series
        Between 0 and 1, indexed as ``totals``; missing where ``totals`` is 0.
    """
    size = totals.where(totals > 0).astype(float)
    everything = float(size.sum())
    if not everything:
        return size
    mean = float(counts.sum()) / everything
    shares = counts / size
    within = mean * (1 - mean)
    between = float((size * (shares - mean) ** 2).sum()) / everything
    between = max(0.0, between - within / (everything / int(size.notna().sum())))
    weight = between / (between + within / size) if within else size * 0
    return mean + weight * (shares - mean)


def shares(towns: pd.DataFrame, levels: pd.DataFrame, theme_id: str, by: str) -> pd.DataFrame:
    """Compare areas by the share of their towns that a theme marks strongly.

    Parameters
    ----------
    towns
        Columns ``insee_code`` and ``by``.
    levels
        What `pvd_geo.themes.levels.town_levels` returns.
    theme_id
        The theme.
    by
        Column of the areas' codes, such as ``region_code``.

    Returns
    -------
    DataFrame
        One row an area, the greatest estimate first: ``code, towns`` (with a value),
        ``strong, share, low, high, bayes_share, ranked, first_rank, last_rank``. Areas of fewer
        than `FEW` towns come last and have no rank; ranks are missing there.
    """
    own = levels[levels["theme_id"].eq(theme_id)]
    joined = pd.DataFrame(towns)[["insee_code", by]].merge(own, on="insee_code")
    known = joined["level"].ne("unknown")
    groups = joined.assign(known=known, strong=joined["level"].eq("strong")).groupby(by)
    out = groups[["known", "strong"]].sum().rename(columns={"known": "towns"})
    out["share"] = out["strong"] / out["towns"].where(out["towns"] > 0)
    spans = [wilson(*pair) for pair in zip(out["strong"], out["towns"], strict=True)]
    out[["low", "high"]] = np.array(spans).reshape(-1, 2)
    out["bayes_share"] = empirical_bayes(out["strong"], out["towns"])
    out["ranked"] = out["towns"] >= FEW
    ranked = out[out["ranked"]]
    above = [(ranked["low"] > high).sum() for high in ranked["high"]]
    below = [(ranked["high"] < low).sum() for low in ranked["low"]]
    out["first_rank"] = pd.Series(above, index=ranked.index, dtype="Int64") + 1
    out["last_rank"] = len(ranked) - pd.Series(below, index=ranked.index, dtype="Int64")
    return (
        out.reset_index(names="code")
        .sort_values(["ranked", "bayes_share", "code"], ascending=[False, False, True])
        .reset_index(drop=True)
    )


def hosts_and_others(levels: pd.DataFrame, theme_id: str, hosts: set[str]) -> pd.DataFrame:
    """Set the towns that hosted a meeting beside all others.

    Returns
    -------
    DataFrame
        Rows ``hosts`` and ``others``: ``towns`` (with a value), ``strong, share, low, high,
        median``.
    """
    own = levels[levels["theme_id"].eq(theme_id) & levels["level"].ne("unknown")]
    rows = {}
    for name, group in (
        ("hosts", own[own["insee_code"].isin(hosts)]),
        ("others", own[~own["insee_code"].isin(hosts)]),
    ):
        strong = int(group["level"].eq("strong").sum())
        low, high = wilson(strong, len(group))
        rows[name] = {
            "towns": len(group),
            "strong": strong,
            "share": strong / len(group) if len(group) else np.nan,
            "low": low,
            "high": high,
            "median": group["value"].median(),
        }
    return pd.DataFrame.from_dict(rows, orient="index").astype({"towns": int, "strong": int})


def difference(pair: pd.DataFrame) -> tuple[float, float, float]:
    """Return the difference of two shares and its 95 % interval (Newcombe, 1998, method 10).

    Parameters
    ----------
    pair
        Two rows of ``share, low, high``; the second is taken from the first.
    """
    one, other = pair.iloc[0], pair.iloc[1]
    gap = float(one["share"] - other["share"])
    down = sqrt((one["share"] - one["low"]) ** 2 + (other["high"] - other["share"]) ** 2)
    up = sqrt((one["high"] - one["share"]) ** 2 + (other["share"] - other["low"]) ** 2)
    return gap, gap - down, gap + up


def crossed(levels: pd.DataFrame, first: str, second: str) -> pd.DataFrame:
    """Count the towns by their levels in two themes.

    Returns
    -------
    DataFrame
        One row a pair of levels, unknown left out: ``first, second, towns, expected``, the last
        being the count if the two themes had nothing to do with each other.
    """
    wide = levels[levels["theme_id"].isin([first, second])].pivot_table(
        index="insee_code", columns="theme_id", values="level", aggfunc="first"
    )
    wide = wide.reindex(columns=[first, second])
    counts = pd.crosstab(wide[first], wide[second]).reindex(
        index=GRADES, columns=GRADES, fill_value=0
    )
    total = int(counts.to_numpy().sum())
    expected = np.outer(counts.sum(axis=1), counts.sum(axis=0)) / max(total, 1)
    rows = [
        (one, other, int(counts.loc[one, other]), float(expected[i, j]))
        for i, one in enumerate(GRADES)
        for j, other in enumerate(GRADES)
    ]
    return pd.DataFrame(rows, columns=["first", "second", "towns", "expected"])
