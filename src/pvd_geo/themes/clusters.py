"""Clusters of towns where a theme concentrates, in words (see `pvd_geo.themes.local_moran`)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from pyproj import Geod

from pvd_geo.formatting import listed
from pvd_geo.grammar import placed
from pvd_geo.themes.local_moran import plane

if TYPE_CHECKING:
    import numpy.typing as npt
    import pandas as pd

    Floats = npt.NDArray[np.float64]

JOIN_KM: Final = 25
"""Towns no further apart, as the crow flies, belong to the same cluster."""
_STRETCH: Final = 1.02
"""More than any distance on the plane is longer than it is on the globe, on the continent."""
_GEOD: Final = Geod(ellps="WGS84")
SMALLEST: Final = 3
"""Towns from which a cluster is named."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """Towns next to each other where a theme concentrates.

    Parameters
    ----------
    name
        In words: ``14 communes autour de Guéret (Creuse, Haute-Vienne)``.
    centre
        INSEE code of the town nearest to all others.
    towns
        INSEE codes.
    robust
        How many of them stand out whatever the number of neighbours.
    mean
        Mean value of the towns; per 1,000 inhabitants for a count compared by its rate.
    """

    name: str
    centre: str
    towns: tuple[str, ...]
    robust: int
    mean: float


def named(found: pd.DataFrame, towns: pd.DataFrame, stands: pd.Series[bool]) -> tuple[Cluster, ...]:
    """Join the towns marked among marked into clusters, the largest first.

    Parameters
    ----------
    found
        What `local_moran` returns.
    stands
        What `robust` returns.
    towns
        Columns ``insee_code, name, department_name, longitude, latitude``, in the same order.
    """
    together = np.flatnonzero(found["lisa"].eq("high_high"))
    places = np.column_stack(plane(towns))
    clusters = []
    for group in _joined(towns, places, together):
        if len(group) < SMALLEST:
            continue
        spread = np.hypot(*(places[group][:, None] - places[group][None]).transpose(2, 0, 1))
        centre = towns.iloc[group[int(spread.sum(axis=1).argmin())]]
        own = found.iloc[group]
        clusters.append(
            Cluster(
                name=_name(towns.iloc[group], str(centre["name"])),
                centre=str(centre["insee_code"]),
                towns=tuple(own["insee_code"]),
                robust=int(stands.iloc[group].sum()),
                mean=float(own["value"].mean()),
            )
        )
    return tuple(sorted(clusters, key=lambda one: (-len(one.towns), one.centre)))


def _joined(towns: pd.DataFrame, places: Floats, chosen: npt.NDArray[np.intp]) -> list[list[int]]:
    """Group chosen towns that are near one another, directly or by others chosen."""
    # Of use only once esda, which brings scipy, has found something.
    from scipy.sparse import coo_array  # noqa: PLC0415
    from scipy.sparse.csgraph import connected_components  # noqa: PLC0415
    from scipy.spatial import KDTree  # noqa: PLC0415

    if not chosen.size:
        return []
    pairs = KDTree(places[chosen]).query_pairs(1000 * JOIN_KM * _STRETCH, output_type="ndarray")
    # The plane only tells which pairs to measure: it is no measure of distance.
    longitude, latitude = (towns[axis].to_numpy(float) for axis in ("longitude", "latitude"))
    one, other = (chosen[pairs[:, side]] for side in (0, 1))
    *_, metres = _GEOD.inv(longitude[one], latitude[one], longitude[other], latitude[other])
    pairs = pairs[np.asarray(metres) <= 1000 * JOIN_KM]
    near = coo_array((np.ones(len(pairs)), pairs.T), shape=(chosen.size, chosen.size))
    count, group = connected_components(near, directed=False)
    return [chosen[group == number].tolist() for number in range(count)]


def _name(group: pd.DataFrame, centre: str) -> str:
    counts = group["department_name"].value_counts(sort=False)
    names = sorted(counts.index, key=lambda name: (-counts[name], name))
    shown = listed(names, most=4, others=("autre département", "autres départements"))
    return f"{len(group)} communes autour {placed(centre).of} ({shown})"
