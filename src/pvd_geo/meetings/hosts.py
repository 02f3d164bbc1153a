"""The sites that were chosen, beside the best host of their region."""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd

from pvd_geo.meetings.distance import pairwise_km
from pvd_geo.tables.dataset import placed

COLUMNS: Final = (
    "meeting_id",
    "region_code",
    "towns",
    "host",
    "host_name",
    "mean_km",
    "furthest_km",
    "rank",
    "best",
    "best_name",
    "best_mean_km",
    "best_furthest_km",
    "difference_km",
)


def compare(meetings: pd.DataFrame, towns: pd.DataFrame) -> pd.DataFrame:
    """Set each chosen site beside the best host of its region, one town counting as one.

    Parameters
    ----------
    meetings
        Columns ``meeting_id, region_code, status, date, insee_code``; what was cancelled is left
        out.
    towns
        Columns ``insee_code, name, region_code, population, longitude, latitude``.

    Returns
    -------
    DataFrame
        One row a meeting, in order of date, those without a date last: ``meeting_id,
        region_code, towns, host, host_name, mean_km, furthest_km, rank, best, best_name,
        best_mean_km, best_furthest_km, difference_km``. What concerns the chosen site is missing
        where none is known; ``rank`` is its place among the region's towns by mean distance.
    """
    kept = meetings[meetings["status"].ne("cancelled")]
    chosen = kept.set_index("meeting_id")["insee_code"]
    known = placed(towns)
    rows = []
    for meeting in kept.sort_values(["date", "meeting_id"]).itertuples():
        area = known[known["region_code"] == meeting.region_code].reset_index(drop=True)
        if area.empty:
            continue
        distances = pairwise_km(area)
        means, furthest = distances.mean(axis=1), distances.max(axis=1)
        best = int(means.argmin())
        row: dict[str, object] = {
            "meeting_id": meeting.meeting_id,
            "region_code": meeting.region_code,
            "towns": len(area),
            "best": area["insee_code"][best],
            "best_name": area["name"][best],
            "best_mean_km": means[best],
            "best_furthest_km": furthest[best],
        }
        places = np.flatnonzero(area["insee_code"] == chosen.get(meeting.meeting_id))
        if len(places):
            place = int(places[0])
            row |= {
                "host": area["insee_code"][place],
                "host_name": area["name"][place],
                "mean_km": means[place],
                "furthest_km": furthest[place],
                "rank": int((means < means[place] - 1e-9).sum()) + 1,
                "difference_km": means[place] - means[best],
            }
        rows.append(row)
    out = pd.DataFrame(rows, columns=list(COLUMNS))
    return out.astype({"rank": "Int64", "mean_km": float, "furthest_km": float})
