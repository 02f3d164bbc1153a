"""Which differences are worth a claim, when some thousand are looked at together.

Of a thousand differences that chance alone makes, fifty leave their own 95 % interval. Here every
area of ten known towns or more is held against the programme for every theme, by the exact test
that fits towns which are all there: how often as many of an area's towns, or as few, would be
strong if the programme's strong towns were dealt out at random (hypergeometric, two tails). The
p-values are then judged together (Benjamini and Hochberg, 1995): among what is kept, 5 % are
expected to be chance, on average. Regions and their départements share towns, so the tests depend
on each other; the method is known to hold well under such dependence, not proved to.

Written out, where scipy has both: its statistics take over a second to import, for the visitor
who opens the first page that compares.
"""

from __future__ import annotations

from math import lgamma
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from pvd_geo.themes.comparison import FEW, wilson

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]

RATE: Final = 0.05
"""Share of chance expected among what is kept, on average."""

KINDS: Final = ("region", "department")

COLUMNS: Final = ("kind", "code", "theme_id", "towns", "strong", "low", "high", "p_value", "stands")


def compared(towns: pd.DataFrame, levels: pd.DataFrame) -> pd.DataFrame:
    """Hold every area against the programme, for every theme, and judge all of it together.

    Parameters
    ----------
    towns
        Columns ``insee_code, region_code, department_code``.
    levels
        What `pvd_geo.themes.levels.town_levels` returns for the whole programme.

    Returns
    -------
    DataFrame
        One row an area and theme with `FEW` known towns or more: ``kind, code, theme_id, towns,
        strong, low, high`` (Wilson's 95 % interval of the share), ``p_value, stands``.
    """
    known = levels[levels["level"].ne("unknown")]
    known = known.assign(strong=known["level"].eq("strong"))
    whole = known.groupby("theme_id")["strong"].agg(["size", "sum"])
    places = pd.DataFrame(towns)[["insee_code", *(f"{kind}_code" for kind in KINDS)]]
    joined = known.merge(places, on="insee_code")
    rows = []
    for kind in KINDS:
        groups = joined.groupby([f"{kind}_code", "theme_id"])["strong"].agg(["size", "sum"])
        for (code, theme_id), size, strong in groups.itertuples(name=None):
            if size >= FEW:
                everything, marked = (int(number) for number in whole.loc[theme_id])
                p_value = dealt_out(strong, size, marked, everything)
                rows.append((kind, code, theme_id, size, strong, *wilson(strong, size), p_value))
    out = pd.DataFrame(rows, columns=list(COLUMNS[:-1]))
    return out.assign(stands=false_discovery(out["p_value"].to_numpy(float)))


def dealt_out(strong: int, towns: int, marked: int, everything: int) -> float:
    """Return how often chance alone goes as far: the exact p-value, twice its smaller tail.

    Parameters
    ----------
    strong, towns
        Strong towns of the area, of how many.
    marked, everything
        Strong towns of the programme, of how many; the area's among them.
    """
    counts = np.arange(max(0, towns + marked - everything), min(towns, marked) + 1)
    logs = [
        _choose(marked, count)
        + _choose(everything - marked, towns - count)
        - _choose(everything, towns)
        for count in counts.tolist()
    ]
    chances = np.exp(logs)
    tails = chances[counts <= strong].sum(), chances[counts >= strong].sum()
    return float(min(1.0, 2 * min(tails)))


def false_discovery(p_values: Floats, rate: float = RATE) -> npt.NDArray[np.bool_]:
    """Keep the p-values among which ``rate`` are expected to be chance, on average.

    Benjamini and Hochberg's step-up rule (1995).

    Examples
    --------
    >>> false_discovery(np.array([0.01, 0.04, 0.03, 0.5])).tolist()
    [True, False, False, False]
    """
    order = np.argsort(p_values, kind="stable")
    below = p_values[order] <= rate * np.arange(1, len(p_values) + 1) / max(len(p_values), 1)
    last = int(np.flatnonzero(below).max()) + 1 if below.any() else 0
    kept = np.zeros(len(p_values), dtype=bool)
    kept[order[:last]] = True
    return kept


def _choose(whole: int, part: int) -> float:
    """Return the logarithm of the number of ways to choose a part of a whole."""
    return lgamma(whole + 1) - lgamma(part + 1) - lgamma(whole - part + 1)
