"""Attendance of the meetings: what was published, and the estimate that shares it out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Sequence

SERIES = "ete-2022"
"""The series of meetings whose total attendance was published."""


def share_out(total: int, weights: Sequence[float]) -> list[int]:
    """Share ``total`` out in proportion to ``weights``, in whole numbers that add up to it.

    By largest remainder; among equal remainders the first comes first.

    Parameters
    ----------
    total
        What to share, at least 0.
    weights
        Not negative, at least one positive.

    Raises
    ------
    ValueError
        When there is nothing to share in proportion to.

    Examples
    --------
    >>> share_out(10, [1, 1, 1])
    [4, 3, 3]
    """
    given = np.asarray(weights, dtype=float)
    if total < 0 or not given.size or (given < 0).any() or given.sum() <= 0:
        raise ValueError("a total of at least 0 and weights with a positive sum are needed")
    exact = total * given / given.sum()
    parts = np.floor(exact).astype(int)
    # Rounded, so that remainders that are equal on paper do not differ by a float's last bit.
    order = np.argsort(-np.round(exact - parts, 9), kind="stable")
    parts[order[: total - int(parts.sum())]] += 1
    return [int(part) for part in parts]


def estimate(
    meetings: pd.DataFrame, towns: pd.DataFrame, total: int = 800, group: int = 15
) -> pd.DataFrame:
    """Estimate how many came to each held summer meeting, from the published total.

    One group for each meeting, the rest in proportion to the number of the
    programme's towns in the meeting's region. The span is the least and the most
    of three ways of sharing the total: equal parts, in proportion to the towns,
    and the estimate's own. Nothing finer than the total was published.

    Parameters
    ----------
    meetings
        ``meeting_id, region_code, series, status``, in order of date.
    towns
        ``region_code``, one row a town.
    total, group
        Published participants of the series, and size of a group.

    Returns
    -------
    pandas.DataFrame
        One row a meeting: ``meeting_id, audience, participants, participants_low,
        participants_high, groups, basis, note``; participants add up to ``total``,
        ``groups`` is missing.

    Raises
    ------
    ValueError
        When the total is less than one group a meeting, or no region has a town.
    """
    held = meetings[(meetings["series"] == SERIES) & (meetings["status"] == "held")]
    counts = towns["region_code"].value_counts()
    weights = [int(counts.get(region, 0)) for region in held["region_code"]]
    rest = total - group * len(held)
    own = [group + part for part in share_out(rest, weights)]
    ways = np.array([own, share_out(total, [1] * len(held)), share_out(total, weights)])
    note = (
        f"Estimation : un groupe de {group} personnes par rencontre, les {rest} autres des "
        f"{total} publiées en proportion des communes du programme de la région (plus forts "
        "restes). Bornes : le moins et le plus entre parts égales, proportion des communes "
        "et cette estimation."
    )
    return pd.DataFrame(
        {
            "meeting_id": held["meeting_id"].to_numpy(),
            "audience": "all",
            "participants": pd.array(ways[0], dtype="Int64"),
            "participants_low": pd.array(ways.min(axis=0), dtype="Int64"),
            "participants_high": pd.array(ways.max(axis=0), dtype="Int64"),
            "groups": pd.array([pd.NA] * len(held), dtype="Int64"),
            "basis": "estimated",
            "note": note,
        }
    )
