"""What the browser fetches once: outlines, cities, towns, meetings and colours, compact."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from pvd_geo.assets.arcs import SCALE, arcs_and_areas
from pvd_geo.colors import DARK, LIGHT
from pvd_geo.formatting import curled, date_long
from pvd_geo.tables.dataset import placed

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd

POINT_SCALE: Final = 100_000
"""Towns and cities are written in degrees times this: about one metre."""


def base(
    towns: pd.DataFrame,
    departments: gpd.GeoDataFrame,
    regions: pd.DataFrame,
    meetings: pd.DataFrame,
    cities: pd.DataFrame,
) -> dict[str, Any]:
    """Return the map's constant part as columns of plain numbers and texts.

    Parameters
    ----------
    towns
        ``insee_code``, ``name``, ``department_code``, ``population``, ``longitude``,
        ``latitude`` (degrees, EPSG:4326). Their order is the one that the sets of towns
        of :mod:`pvd_geo.maps` count in.
    departments
        ``code``, ``name``, ``region_code`` and outlines that share their borders. The
        outline of a region is that of its départements together.
    regions
        ``code``, ``name``, ``zone``.
    meetings
        ``meeting_id``, ``insee_code``, ``date``, ``status``; those without a place stay out.
    cities
        ``name``, ``longitude``, ``latitude``, ``rank`` (1 is named first).
    """
    arcs, areas = arcs_and_areas(departments.geometry)
    towns = placed(towns)
    numbers = {code: number for number, code in enumerate(towns["insee_code"])}
    sites = meetings[meetings["insee_code"].isin(numbers)].sort_values("date", kind="stable")
    return {
        "palettes": {"light": asdict(LIGHT), "dark": asdict(DARK)},
        "outlines": {"scale": SCALE, "arcs": arcs, "areas": areas},
        "departments": {
            "codes": departments["code"].tolist(),
            "names": _names(departments),
            "regions": departments["region_code"].tolist(),
        },
        "regions": {
            "codes": regions["code"].tolist(),
            "names": _names(regions),
            "overseas": (regions["zone"] == "overseas").tolist(),
        },
        "towns": {
            "scale": POINT_SCALE,
            "codes": towns["insee_code"].tolist(),
            "names": _names(towns),
            "departments": _places(towns["department_code"], departments["code"]),
            "population": towns["population"].astype(int).tolist(),
            **_points(towns),
        },
        "meetings": {
            "ids": sites["meeting_id"].tolist(),
            "towns": [numbers[code] for code in sites["insee_code"]],
            "dates": [date_long(day) for day in sites["date"]],
            "series": sites["series"].tolist(),
        },
        "cities": {
            "scale": POINT_SCALE,
            "names": _names(cities),
            "ranks": cities["rank"].astype(int).tolist(),
            **_points(cities),
        },
    }


def _names(frame: pd.DataFrame) -> list[str]:
    return [curled(name) for name in frame["name"]]


def _points(frame: pd.DataFrame) -> dict[str, list[int]]:
    return {
        axis: [int(v) for v in np.rint(frame[axis].to_numpy(dtype=float) * POINT_SCALE)]
        for axis in ("longitude", "latitude")
    }


def _places(codes: pd.Series[str], among: pd.Series[str]) -> list[int]:
    number = {code: place for place, code in enumerate(among)}
    return [number[code] for code in codes]
