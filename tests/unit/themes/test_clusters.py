"""Covers: themes.local_moran."""

import numpy as np
import pandas as pd
import pytest
from esda import Moran, Moran_Rate
from geopandas import GeoDataFrame
from libpysal.weights import KNN
from shapely import box

from pvd_geo.themes import clusters, discoveries, local_moran
from pvd_geo.themes.local_moran import Measure


def grid(side: int = 12) -> pd.DataFrame:
    """Return towns some 7 km apart, in the middle of France."""
    row, column = np.divmod(np.arange(side * side), side)
    return pd.DataFrame(
        {
            "insee_code": [f"23{i:03d}" for i in range(side * side)],
            "name": [f"Ville {i}" for i in range(side * side)],
            "department_name": np.where(column < side // 2, "Creuse", "Allier"),
            "region_code": "75",
            "population": 3000,
            "longitude": 2 + 0.09 * column,
            "latitude": 46 + 0.063 * row,
        }
    )


@pytest.fixture
def towns() -> pd.DataFrame:
    return grid()


def everywhere(towns: pd.DataFrame) -> "pd.Series[bool]":
    return pd.Series(data=True, index=towns.index)


def hill(towns: pd.DataFrame) -> "pd.Series[float]":
    """Return values that are high in one corner and noise elsewhere."""
    noise = np.random.default_rng(1).normal(0, 1, len(towns))
    corner = (towns["longitude"] < 2.3) & (towns["latitude"] < 46.2)
    return pd.Series(noise + 8 * corner, index=towns.index)


def test_a_corner_of_high_values_is_found_and_named(towns: pd.DataFrame) -> None:
    found = local_moran.local_moran(towns, Measure(hill(towns)), everywhere(towns))
    corner = (towns["longitude"] < 2.3) & (towns["latitude"] < 46.2)
    assert (
        found.loc[found["lisa"] == "high_high", "insee_code"]
        .isin(towns.loc[corner, "insee_code"])
        .all()
    )
    stands = local_moran.robust(found, found)
    (only,) = clusters.named(found, towns, stands)
    assert only.name.startswith(f"{len(only.towns)} communes autour de Ville ")
    assert only.name.endswith("(Creuse)")
    assert len(only.towns) >= 9
    assert only.robust == len(only.towns)
    assert only.centre in only.towns
    assert only.mean > 6


def test_noise_gives_no_cluster(towns: pd.DataFrame) -> None:
    noise = pd.Series(np.random.default_rng(5).normal(size=len(towns)), index=towns.index)
    found = local_moran.local_moran(towns, Measure(noise), everywhere(towns))
    assert found["lisa"].eq("insignificant").all()
    assert clusters.named(found, towns, local_moran.robust(found)) == ()


def test_the_same_seed_gives_the_same_digits(towns: pd.DataFrame) -> None:
    once, twice = (
        local_moran.local_moran(towns, Measure(hill(towns)), everywhere(towns)) for _ in range(2)
    )
    pd.testing.assert_frame_equal(once, twice, check_exact=True)


def test_a_theme_can_be_marked_by_low_values(towns: pd.DataFrame) -> None:
    high = local_moran.local_moran(towns, Measure(hill(towns)), everywhere(towns))
    low = local_moran.local_moran(
        towns, Measure(-hill(towns), marked_high=False), everywhere(towns)
    )
    assert (high["lisa"] == low["lisa"]).all()


def test_unknown_values_and_towns_across_the_sea_are_left_out(towns: pd.DataFrame) -> None:
    values, land = hill(towns), everywhere(towns)
    values.iloc[3], land.iloc[7] = np.nan, False
    found = local_moran.local_moran(towns, Measure(values), land)
    assert found["lisa"].iloc[[3, 7]].tolist() == ["unknown", "outside"]
    assert found["p_value"].iloc[[3, 7]].isna().all()


def test_counts_are_compared_by_their_rate(towns: pd.DataFrame) -> None:
    towns["population"] = np.where(np.arange(len(towns)) % 2, 1000, 9000)
    counts = (towns["population"] / 1000).astype(float)
    plain = local_moran.local_moran(towns, Measure(counts, per_inhabitant=True), everywhere(towns))
    assert plain["value"].eq(1).all()
    # One service for 1,000 inhabitants everywhere: nothing stands out, large towns or small.
    assert plain["lisa"].eq("insignificant").all()
    hills = hill(towns).clip(lower=0) * towns["population"] / 1000
    marked = local_moran.local_moran(
        towns,
        Measure(hills.round(), per_inhabitant=True),
        everywhere(towns),
    )
    assert marked.loc[marked["lisa"] == "high_high", "value"].mean() > 6


@pytest.mark.parametrize("values", [[1.0] * 144, [np.nan] * 144, [1.0] * 10 + [np.nan] * 134])
def test_too_little_to_say_gives_no_cluster(towns: pd.DataFrame, values: list[float]) -> None:
    found = local_moran.local_moran(towns, Measure(pd.Series(values)), everywhere(towns))
    assert not found["lisa"].isin(["high_high", "low_low", "outlier"]).any()


def test_robust_towns_stand_out_each_time() -> None:
    first = pd.DataFrame({"lisa": ["high_high", "high_high", "insignificant", "low_low"]})
    other = pd.DataFrame({"lisa": ["high_high", "insignificant", "insignificant", "low_low"]})
    assert local_moran.robust(first, other).tolist() == [True, False, False, True]


def test_the_whole_is_asked_first(towns: pd.DataFrame) -> None:
    land = everywhere(towns)
    alike = local_moran.whole(towns, Measure(hill(towns)), land)
    assert alike is not None
    assert alike.towns == len(towns)
    assert alike.moran > 0.3
    assert alike.p_value == 1 / (local_moran.PERMUTATIONS + 1)
    noise = pd.Series(np.random.default_rng(5).normal(size=len(towns)), index=towns.index)
    nothing = local_moran.whole(towns, Measure(noise), land)
    assert nothing is not None
    assert nothing.p_value > 0.1
    assert local_moran.whole(towns, Measure(noise * 0), land) is None


@pytest.mark.parametrize("per_inhabitant", [False, True])
def test_the_whole_is_that_of_esda(towns: pd.DataFrame, *, per_inhabitant: bool) -> None:
    counts = (10 + hill(towns).abs() * 10).round()
    people = np.random.default_rng(2).integers(800, 9000, len(towns))
    towns = towns.assign(population=people)
    found = local_moran.whole(
        towns, Measure(counts, per_inhabitant=per_inhabitant), everywhere(towns)
    )
    weights = KNN(np.column_stack(local_moran.plane(towns)), k=local_moran.NEIGHBOURS[0])
    theirs = (
        Moran_Rate(counts.to_numpy(), people.astype(float), weights, permutations=0)
        if per_inhabitant
        else Moran(counts.to_numpy(), weights, permutations=0)
    )
    assert found is not None
    assert found.moran == pytest.approx(theirs.I)


def test_false_discovery_steps_up() -> None:
    # Benjamini and Hochberg (1995), the example of their section 3: four of fifteen.
    p = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459]
    p += [0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0000]
    assert discoveries.false_discovery(np.array(p)).sum() == 4
    assert not discoveries.false_discovery(np.array([0.5, 0.9])).any()


def test_the_continent_leaves_islands_and_overseas_out() -> None:
    regions = GeoDataFrame(
        {"code": ["75", "94", "04"], "zone": ["mainland", "mainland", "overseas"]},
        geometry=[box(1, 44, 3, 47), box(8.6, 41.4, 9.5, 43), box(55, -22, 56, -21)],
        crs="EPSG:4326",
    )
    towns = pd.DataFrame(
        {
            "longitude": [2.0, 9.0, 55.5, 0.98],
            "latitude": [45.0, 42.0, -21.5, 45.0],
            "region_code": ["75", "94", "04", "75"],
        }
    )
    assert local_moran.continent(towns, regions).tolist() == [True, False, False, True]
