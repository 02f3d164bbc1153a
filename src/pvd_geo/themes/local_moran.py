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

from pvd_geo.themes.discoveries import false_discovery
from pvd_geo.themes.levels import lead_values, severity

if TYPE_CHECKING:
    import geopandas as gpd
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]

NEIGHBOURS: Final = (10, 8, 12)
"""The first gives the answer; a town is robust when the others give it too.

The same number everywhere, so that a town is judged alike where towns are many and where they
are few. Nothing singles ten out: for the default theme the towns found with one number of
neighbours and with the next, from 7 to 12, agree by 0.81 to 0.89 (Jaccard), and more of
them are found with each neighbour more.
"""
PERMUTATIONS: Final = 4999
SEED: Final = 2022
_FEWEST: Final = 50
"""Towns with a value below which nothing is said."""


@dataclass(frozen=True, slots=True)
class Whole:
    """Whether a measure is like itself among neighbours, over all towns at once.

    Parameters
    ----------
    moran
        Moran's I: 0 for no likeness (exactly ``-1 / (towns - 1)``), 1 at the most.
    p_value
        Two-sided, by permutations.
    towns
        Towns with a value on the continent: as many local tests are made.
    """

    moran: float
    p_value: float
    towns: int


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
    somewhere = towns["region_code"].isin(mainland["code"]) & towns["longitude"].notna()
    inside = somewhere.to_numpy()
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
    people = towns["population"].to_numpy(float, na_value=np.nan)
    counts = values.to_numpy(dtype=float)
    out = pd.DataFrame(
        {
            "insee_code": towns["insee_code"].to_numpy(),
            "value": 1000 * counts / people if per_inhabitant else counts,
            "moran": np.nan,
            "p_value": np.nan,
            "lisa": np.select(
                [towns["longitude"].isna().to_numpy(), ~by_land.to_numpy(), ~used],
                ["unknown", "outside", "unknown"],
                "insignificant",
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


def whole(
    towns: pd.DataFrame,
    measure: Measure,
    by_land: pd.Series[bool],
    neighbours: int = NEIGHBOURS[0],
) -> Whole | None:
    """Ask first of all whether there is anything to find: the global Moran's I (Moran, 1950).

    All values are shuffled among all towns, `PERMUTATIONS` times, seeded; the p-value says how
    often chance alone goes as far from what is expected of it. ``None`` when nothing can be said.

    Parameters
    ----------
    towns, measure, by_land, neighbours
        As for `local_moran`.
    """
    # Slow to import, and of no use to the other pages.
    from esda.smoothing import assuncao_rate  # noqa: PLC0415
    from scipy.spatial import KDTree  # noqa: PLC0415

    used = (by_land & measure.figures.notna()).to_numpy()
    sample = measure.figures.to_numpy(dtype=float)[used]
    if len(sample) < _FEWEST or np.ptp(sample) < 1e-12:  # noqa: PLR2004 - equal
        return None
    if measure.per_inhabitant:
        sample = np.asarray(assuncao_rate(sample, towns["population"].to_numpy(float)[used]))
    places = np.column_stack(plane(towns))[used]
    _, near = KDTree(places).query(places, neighbours + 1)
    near = _others(near)
    apart = sample - sample.mean()
    square = float(apart @ apart)

    def moran(values: Floats) -> float:
        return float(values @ values[near].mean(axis=1)) / square

    random, expected = np.random.default_rng(SEED), -1 / (len(apart) - 1)
    observed = moran(apart)
    chance = np.array([moran(random.permutation(apart)) for _ in range(PERMUTATIONS)])
    further = int((np.abs(chance - expected) >= abs(observed - expected)).sum())
    return Whole(observed, (further + 1) / (PERMUTATIONS + 1), len(apart))


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


def _others(near: npt.NDArray[np.intp]) -> npt.NDArray[np.intp]:
    """Take each town out of its own nearest, wherever a town at the same place put it."""
    own = np.arange(len(near))[:, None]
    itself = near == own
    itself[~itself.any(axis=1), -1] = True
    return np.asarray(near[~itself].reshape(len(near), -1))


def plane(towns: pd.DataFrame) -> tuple[Floats, Floats]:
    """Project to Lambert-93, in metres; of use on the mainland alone."""
    transformer = Transformer.from_crs("EPSG:4326", "EPSG:2154", always_xy=True)
    x, y = transformer.transform(towns["longitude"].to_numpy(), towns["latitude"].to_numpy())
    return np.asarray(x), np.asarray(y)
