"""Is it geography or chance? Towns whose neighbours share what marks them.

Local Moran's I (Anselin, Geographical Analysis, 1995) by esda, on the k nearest programme towns
of the continent (Lambert-93), weights adding up to one. Each town's value is held while the
others are shuffled (conditional permutations, seeded); the two-sided pseudo p-values of all towns
are then judged together (Benjamini and Hochberg, 1995). Counts per inhabitant are compared by
their rates made as certain in a village as in a town (Assunção and Reis, 1999).

Overseas towns and those of islands, Corsica included, have no neighbours by land: they are left
out, and said so, rather than compared across the sea.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd
import shapely
from pyproj import Transformer

from pvd_geo.themes.levels import lead_values, severity

if TYPE_CHECKING:
    import geopandas as gpd
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]

NEIGHBOURS: Final = (10, 8, 12)
"""The first gives the answer; a town is robust when the others give it too.

The same number everywhere, so that a town is judged alike where towns are many and where they
are few. With fewer than eight the answer is another for one town more or less.
"""
PERMUTATIONS: Final = 4999
SEED: Final = 2022
FALSE_DISCOVERY: Final = 0.05
_FEWEST: Final = 50
"""Towns with a value below which nothing is said."""


@dataclass(frozen=True, slots=True)
class Measure:
    """What is compared between neighbours.

    Parameters
    ----------
    figures
        One a town, indexed as the towns; ``NaN`` is unknown.
    marked_high
        Whether a town is marked by a high value, or by a low one.
    per_inhabitant
        Whether the values are counts, to be compared by their rate.
    """

    figures: pd.Series[float]
    marked_high: bool = True
    per_inhabitant: bool = False


def theme_measure(
    towns: pd.DataFrame,
    town_indicators: pd.DataFrame,
    theme: Any,  # noqa: ANN401 - a row of the themes
    indicators: pd.DataFrame,
) -> Measure:
    """Return what a theme compares: its lead value, read as its levels read it."""
    first = indicators.set_index("indicator_id").loc[theme.lead.split("+")[0]]
    one = severity(pd.Series([1.0]), reading=theme.reading, sense=first["sense"])
    return Measure(
        lead_values(towns, town_indicators, theme.lead, per_1000=False),
        marked_high=bool(one.iloc[0] > 0),
        per_inhabitant=bool(theme.per_1000),
    )


def continent(towns: pd.DataFrame, regions: gpd.GeoDataFrame) -> pd.Series[bool]:
    """Tell which towns lie on the continent: neither overseas nor on an island.

    Parameters
    ----------
    towns
        Columns ``longitude, latitude, region_code``.
    regions
        Outlines: ``code, zone, geometry``, EPSG:4326. An island is a part of the mainland's
        outline that its largest part does not touch, bridge or no bridge.

    Returns
    -------
    Series
        Indexed as ``towns``.
    """
    mainland = regions[regions["zone"] == "mainland"].to_crs("EPSG:2154")
    parts = shapely.get_parts(shapely.coverage_union_all(mainland.geometry.to_numpy()))
    largest = int(shapely.area(parts).argmax())
    x, y = plane(towns)
    inside = towns["region_code"].isin(mainland["code"]).to_numpy()
    flags = np.zeros(len(towns), dtype=bool)
    # A town on the shore may fall off an outline made coarse: the nearest part is its own.
    nearest = shapely.STRtree(parts).nearest(shapely.points(x[inside], y[inside]))
    flags[inside] = nearest == largest
    return pd.Series(flags, index=towns.index)


def local_moran(
    towns: pd.DataFrame,
    measure: Measure,
    by_land: pd.Series[bool],
    neighbours: int = NEIGHBOURS[0],
) -> pd.DataFrame:
    """Find the towns that are like their neighbours, or unlike, more than chance would make them.

    Parameters
    ----------
    towns
        Columns ``insee_code, population, longitude, latitude`` (degrees, WGS 84).
    measure
        What is compared.
    by_land
        What `continent` returns.
    neighbours
        How many of the nearest towns a town is compared with.

    Returns
    -------
    DataFrame
        One row a town, in order: ``insee_code, value, moran, p_value, lisa``; the value is per
        1,000 inhabitants when ``per_inhabitant``; classes are those of
        `pvd_geo.categories.CLUSTERS`.
    """
    values, per_inhabitant = measure.figures, measure.per_inhabitant
    used = (by_land & values.notna()).to_numpy()
    people = towns["population"].to_numpy(float)
    counts = values.to_numpy(dtype=float)
    out = pd.DataFrame(
        {
            "insee_code": towns["insee_code"].to_numpy(),
            "value": 1000 * counts / people if per_inhabitant else counts,
            "moran": np.nan,
            "p_value": np.nan,
            "lisa": np.select(
                [~by_land.to_numpy(), ~used], ["outside", "unknown"], "insignificant"
            ),
        }
    )
    sample = counts[used]
    if len(sample) < _FEWEST or np.ptp(out.loc[used, "value"]) < 1e-12:  # noqa: PLR2004 - equal
        return out
    places = np.column_stack(plane(towns))[used]
    result = _moran(sample, places, people[used] if per_inhabitant else None, neighbours)
    # esda counts in single precision; the p-values are whole multiples of 1 / 5,000.
    p_value = np.minimum(1.0, 2 * result.p_sim.astype(float)).round(4)
    high, low = ("high_high", "low_low") if measure.marked_high else ("low_low", "high_high")
    # An array of text would cut the word that comes next at the length of these.
    classes = np.select([result.q == 1, result.q == 3], [high, low], "outlier").astype(object)  # noqa: PLR2004
    classes[~false_discovery(p_value)] = "insignificant"
    out.loc[used, "moran"], out.loc[used, "p_value"] = np.asarray(result.Is), p_value
    out.loc[used, "lisa"] = classes
    return out


def robust(found: pd.DataFrame, *others: pd.DataFrame) -> pd.Series[bool]:
    """Tell which towns stand out in the same way with other numbers of neighbours.

    Parameters
    ----------
    found, others
        What `local_moran` returns for the same values.
    """
    out = found["lisa"].isin(["high_high", "low_low", "outlier"])
    for other in others:
        out &= found["lisa"].eq(other["lisa"])
    return out


def false_discovery(p_values: Floats, rate: float = FALSE_DISCOVERY) -> npt.NDArray[np.bool_]:
    """Keep the p-values among which no more than ``rate`` are expected to be chance.

    Benjamini and Hochberg's step-up rule (1995).
    """
    # As slow to import as esda, which brings it.
    from scipy.stats import false_discovery_control  # noqa: PLC0415

    return np.asarray(false_discovery_control(p_values, method="bh") <= rate)


def _moran(sample: Floats, places: Floats, people: Floats | None, neighbours: int) -> Any:  # noqa: ANN401
    """Return esda's local Moran: statistics, one-sided p-values, quadrants."""
    # Slow to import, and of no use to the other pages.
    from esda import Moran_Local, Moran_Local_Rate  # noqa: PLC0415
    from libpysal.weights import KNN  # noqa: PLC0415

    options = {"permutations": PERMUTATIONS, "seed": SEED, "keep_simulations": False}
    with warnings.catch_warnings():
        # esda announces that its p-values will be two-sided; ours are made so. That the nearest
        # towns form separate pieces is no concern of a local statistic.
        warnings.simplefilter("ignore")
        weights = KNN(places, k=neighbours)
        if people is None:
            return Moran_Local(sample, weights, **options)
        return Moran_Local_Rate(sample, people, weights, **options)


def plane(towns: pd.DataFrame) -> tuple[Floats, Floats]:
    """Project to Lambert-93, in metres; of use on the mainland alone."""
    transformer = Transformer.from_crs("EPSG:4326", "EPSG:2154", always_xy=True)
    x, y = transformer.transform(towns["longitude"].to_numpy(), towns["latitude"].to_numpy())
    return np.asarray(x), np.asarray(y)
