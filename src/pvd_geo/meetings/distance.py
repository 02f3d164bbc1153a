"""How far the towns are from the meetings, as the crow flies.

Distances are geodesics on the WGS 84 ellipsoid (Karney, 2013, as PROJ computes them), in
kilometres: right overseas as on the mainland, where a projection such as Lambert-93 is not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd
from pyproj import Geod

from pvd_geo.codes import OVERSEAS_REGIONS
from pvd_geo.formatting import rounded_km
from pvd_geo.meetings.life import by_region, regions_of
from pvd_geo.meetings.series import held
from pvd_geo.tables.dataset import placed

if TYPE_CHECKING:
    import numpy.typing as npt

_WGS84: Final = Geod(ellps="WGS84")
CATCHMENTS: Final = (
    *("meeting_id", "towns", "median_km", "furthest_km", "furthest"),
    *("share_50", "share_100"),
)
"""The columns of `catchments`."""


def geodesic_km(
    lon1: npt.ArrayLike, lat1: npt.ArrayLike, lon2: npt.ArrayLike, lat2: npt.ArrayLike
) -> npt.NDArray[np.float64]:
    """Measure the geodesic between points, in kilometres.

    Parameters
    ----------
    lon1, lat1, lon2, lat2
        Degrees, WGS 84 (EPSG:4326). Scalars or arrays that broadcast together.

    Returns
    -------
    ndarray
        Kilometres, in the broadcast shape; ``NaN`` where a coordinate is missing.
    """
    ends = (np.asarray(degrees, dtype=float) for degrees in (lon1, lat1, lon2, lat2))
    from_lon, from_lat, to_lon, to_lat = np.broadcast_arrays(*ends)
    _, _, metres = _WGS84.inv(from_lon, from_lat, to_lon, to_lat)
    return np.asarray(metres, dtype=float) / 1000


def pairwise_km(towns: pd.DataFrame) -> npt.NDArray[np.float64]:
    """Measure every town to every other, in kilometres.

    Parameters
    ----------
    towns
        Columns ``longitude, latitude`` (degrees, WGS 84).

    Returns
    -------
    ndarray
        A symmetric square, in the order of ``towns``; each pair is measured once.
    """
    longitude, latitude = towns["longitude"].to_numpy(float), towns["latitude"].to_numpy(float)
    table = np.zeros((len(towns), len(towns)))
    row, column = np.triu_indices(len(towns), 1)
    table[row, column] = geodesic_km(
        longitude[row], latitude[row], longitude[column], latitude[column]
    )
    return table + table.T


def to_meetings(towns: pd.DataFrame, meetings: pd.DataFrame) -> pd.DataFrame:
    """Measure each town's distance to its region's meeting and to the nearest one.

    Parameters
    ----------
    towns
        Columns ``insee_code, region_code, longitude, latitude`` (degrees, WGS 84).
    meetings
        Columns ``meeting_id, region_code, status, date, insee_code``, as
        `pvd_geo.meetings.life.in_force`; those held in a town of the programme count, and for a
        region that met more than once, the last.

    Returns
    -------
    DataFrame
        One row a town, in the order of ``towns``: ``insee_code, meeting_id, distance_km`` (missing
        where the region has not met), ``nearest_meeting_id, nearest_km``. A town's nearest
        meeting is on its own side of the ocean: on the mainland or in Corsica for a town of
        theirs, in its own region for one overseas; missing where none was held there.
    """
    places = _places(meetings, towns)
    own_meeting = latest(by_region(places)).set_index("region_code")["meeting_id"]
    near = _side(towns["region_code"])[:, None] == _side(places["host_region"])
    out = pd.DataFrame(
        {
            "insee_code": towns["insee_code"].to_numpy(),
            "meeting_id": towns["region_code"].map(own_meeting).to_numpy(),
        }
    )
    if places.empty:
        return out.assign(distance_km=np.nan, nearest_meeting_id=None, nearest_km=np.nan)
    matrix = geodesic_km(
        towns["longitude"].to_numpy()[:, None],
        towns["latitude"].to_numpy()[:, None],
        places["longitude"].to_numpy(),
        places["latitude"].to_numpy(),
    )
    # Where a town stands may be unknown: its distances are, and nothing is nearest.
    near &= ~np.isnan(matrix)
    reachable = np.where(near, matrix, np.inf)
    nearest, anywhere = reachable.argmin(axis=1), near.any(axis=1)
    rows = np.arange(len(towns))
    own = pd.Index(places["meeting_id"]).get_indexer(pd.Index(out["meeting_id"]))
    out["distance_km"] = np.where(own >= 0, matrix[rows, own], np.nan)
    out["nearest_meeting_id"] = np.where(
        anywhere, places["meeting_id"].to_numpy(dtype=object)[nearest], None
    )
    out["nearest_km"] = np.where(anywhere, matrix[rows, nearest], np.nan)
    return out


def catchments(towns: pd.DataFrame, meetings: pd.DataFrame) -> pd.DataFrame:
    """Sum up, for each meeting, how far the towns of its regions were.

    Parameters
    ----------
    towns, meetings
        As for `to_meetings`.

    Returns
    -------
    DataFrame
        One row a meeting held in a town of the programme, in order of date: ``meeting_id, towns,
        median_km, furthest_km, furthest, share_50, share_100``: ``furthest`` are the INSEE codes of
        `furthest_of`; shares of towns within 50 and 100 km, between 0 and 1.
    """
    rows = []
    places = _places(meetings, towns).sort_values(["date", "meeting_id"])
    for place, regions in zip(places.itertuples(), regions_of(places), strict=True):
        own = towns[towns["region_code"].isin(regions)]
        if placed(own).empty:
            continue
        somewhere = placed(own)
        km = geodesic_km(
            somewhere["longitude"], somewhere["latitude"], place.longitude, place.latitude
        )
        rows.append(
            {
                "meeting_id": place.meeting_id,
                "towns": len(own),
                "median_km": float(np.median(km)),
                "furthest_km": float(km.max()),
                "furthest": furthest_of(pd.Series(km, index=somewhere["insee_code"])),
                "share_50": float((km <= 50).mean()),  # noqa: PLR2004
                "share_100": float((km <= 100).mean()),  # noqa: PLR2004
            }
        )
    return pd.DataFrame(rows, columns=list(CATCHMENTS))


def furthest_of(km: pd.Series[float]) -> tuple[str, ...]:
    """Return the labels at the greatest distance, all those that are shown as far as it.

    Parameters
    ----------
    km
        Kilometres by label, at least one.

    Examples
    --------
    >>> furthest_of(pd.Series([120.4, 119.6, 80.0], index=["Loudun", "Corte", "Belley"]))
    ('Loudun', 'Corte')
    """
    ordered = km.sort_values(ascending=False, kind="stable")
    return tuple(map(str, ordered.index[ordered.map(rounded_km) == rounded_km(ordered.iloc[0])]))


def latest(meetings: pd.DataFrame) -> pd.DataFrame:
    """Keep the last meeting of each ``region_code``."""
    ordered = meetings.sort_values(["date", "meeting_id"])
    return ordered.drop_duplicates("region_code", keep="last")


def _places(meetings: pd.DataFrame, towns: pd.DataFrame) -> pd.DataFrame:
    """Return the meetings held in a town of the programme, with where it is."""
    points = towns[["insee_code", "longitude", "latitude"]].assign(host_region=towns["region_code"])
    return held(meetings).merge(points, on="insee_code", validate="many_to_one")


def _side(region_codes: pd.Series[str]) -> npt.NDArray[np.object_]:
    """Return on which side of the ocean each region is: a code of one overseas, or nothing."""
    sides = region_codes.where(region_codes.isin(OVERSEAS_REGIONS), "")
    return np.asarray(sides, dtype=object)
