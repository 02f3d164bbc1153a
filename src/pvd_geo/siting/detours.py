"""Where may a road be far longer than the straight line? No road is known here: a rule says it.

The rule reads what is published of each town, and the outlines of the land:

- ``sea``: a tenth at least of the towns that would come lie on other land, bridge or no bridge;
- ``empty``: fewer than `EMPTY` inhabitants to the km², where a road may be missing;
- ``overseas``: rural by INSEE's grid of density, in an overseas département: relief or forest;
- ``touristic``: of the specialised touristic kind in the ANCT's typology of rural towns, which are
  those of mountains and coasts.

It warns too often rather than too rarely, and says nothing of the towns that it does not name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

import pandas as pd
import shapely

from pvd_geo.codes import OVERSEAS_REGIONS

if TYPE_CHECKING:
    import geopandas as gpd

Reason = Literal["sea", "empty", "overseas", "touristic"]

SEA: Final = 0.1
"""Share of the towns that come to a host from which the sea is in the way."""
EMPTY: Final = 10
"""Inhabitants to the km² below which a road may be missing."""
RURAL: Final = ("Bourgs ruraux", "Rural à habitat dispersé", "Rural à habitat très dispersé")
"""What INSEE's grid of density names the rural towns, as the file has it."""
TOURISTIC: Final = ("Les ruralités touristiques spécialisées",)
"""The kind of the mountains and coasts, as the ANCT's typology names it in the file."""


def lands(towns: pd.DataFrame, regions: gpd.GeoDataFrame) -> pd.Series[int]:
    """Return the number of the piece of land that each town lies on.

    Parameters
    ----------
    towns
        Columns ``insee_code, longitude, latitude`` (degrees, WGS 84), each known.
    regions
        Outlines that share their borders, EPSG:4326.

    Returns
    -------
    Series
        By INSEE code. A town on the shore may fall off an outline made coarse: the nearest piece
        is its own.
    """
    pieces = shapely.get_parts(shapely.coverage_union_all(regions.geometry.to_numpy()))
    points = shapely.points(towns["longitude"], towns["latitude"])
    nearest = shapely.STRtree(pieces).nearest(points)
    return pd.Series(nearest, index=pd.Index(towns["insee_code"]))


def beyond_the_sea(allocation: pd.DataFrame, host: str, land: pd.Series[int]) -> int:
    """Count the towns that would come to a host from another piece of land.

    Parameters
    ----------
    allocation
        Columns ``insee_code, host``, as an answer has it.
    host
        INSEE code.
    land
        What `lands` returns.
    """
    coming = allocation.loc[allocation["host"].eq(host), "insee_code"]
    return int((land.loc[list(coming)] != land.loc[host]).sum())


def reasons(
    towns: pd.DataFrame, allocation: pd.DataFrame, host: str, land: pd.Series[int]
) -> tuple[Reason, ...]:
    """Return why roads to a host may be far longer than the straight line; nothing when no rule is.

    Parameters
    ----------
    towns
        Columns ``insee_code, region_code, population, area_km2, density, rurality``.
    allocation, host, land
        As for `beyond_the_sea`.
    """
    town = towns.set_index("insee_code").loc[host]
    found: list[Reason] = []
    coming = int(allocation["host"].eq(host).sum())
    if beyond_the_sea(allocation, host, land) >= max(1, SEA * coming):
        found.append("sea")
    # A comparison with an unknown area is false: what is not known warns of nothing.
    if town["population"] / town["area_km2"] < EMPTY:
        found.append("empty")
    if town["region_code"] in OVERSEAS_REGIONS and town["density"] in RURAL:
        found.append("overseas")
    if town["rurality"] in TOURISTIC:
        found.append("touristic")
    return tuple(found)
