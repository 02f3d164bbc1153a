"""Who was within reach of a meeting: shares of towns and inhabitants by distance.

Distances are geodesics, as the crow flies (see `pvd_geo.meetings.distance`): a road is longer,
by a third or so in open country and far more across a mountain or the sea.
"""

from __future__ import annotations

from typing import Final, Literal

import numpy as np
import pandas as pd

LIMITS_KM: Final = (25, 50, 100, 150)

Target = Literal["distance_km", "nearest_km"]
"""The meeting of one's own region, or the nearest on one's side of the ocean."""


def shares(
    distances: pd.DataFrame,
    towns: pd.DataFrame,
    target: Target,
    limits: tuple[int, ...] = LIMITS_KM,
) -> pd.DataFrame:
    """Count the towns and inhabitants within some distances of a meeting.

    Parameters
    ----------
    distances
        What `pvd_geo.meetings.distance.to_meetings` returns.
    towns
        Columns ``insee_code, population``; those that count.
    target
        Which distance.
    limits
        Kilometres, as the crow flies.

    Returns
    -------
    DataFrame
        One row a limit: ``km, base, towns, share_towns, inhabitants, share_inhabitants``; shares
        of the ``base``, the towns that have a distance (those of a region without a known meeting
        have none to it).
    """
    known = _known(distances, towns, target)
    rows = []
    for km in limits:
        inside = known[target] <= km
        rows.append((km, int(inside.sum()), int(known.loc[inside, "population"].sum())))
    out = pd.DataFrame(rows, columns=["km", "towns", "inhabitants"])
    out.insert(1, "base", len(known))
    out.insert(3, "share_towns", out["towns"] / max(len(known), 1))
    out["share_inhabitants"] = out["inhabitants"] / max(int(known["population"].sum()), 1)
    return out


def curve(distances: pd.DataFrame, towns: pd.DataFrame, target: Target) -> pd.DataFrame:
    """Return the shares within every whole kilometre, from 0 to the furthest town.

    Returns
    -------
    DataFrame
        ``km, share_towns, share_inhabitants``; empty where no town has a distance.
    """
    known = _known(distances, towns, target)
    if known.empty:
        return pd.DataFrame({"km": [], "share_towns": [], "share_inhabitants": []}, dtype=float)
    last = int(np.ceil(known[target].max()))
    table = shares(distances, towns, target, tuple(range(last + 1)))
    return table[["km", "share_towns", "share_inhabitants"]]


def furthest(
    distances: pd.DataFrame, towns: pd.DataFrame, target: Target, count: int = 10
) -> pd.DataFrame:
    """Return the towns left furthest, the furthest first.

    Returns
    -------
    DataFrame
        The columns of ``towns`` and ``distances``.
    """
    known = _known(distances, towns, target)
    return known.nlargest(count, target, keep="first").reset_index(drop=True)


def _known(distances: pd.DataFrame, towns: pd.DataFrame, target: Target) -> pd.DataFrame:
    joined = pd.DataFrame(towns).merge(distances, on="insee_code", validate="one_to_one")
    return joined.dropna(subset=[target])
