from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from harness.datafiles import REAL
from pvd_geo.build.outlines import DECIMALS, generalised, united
from pvd_geo.tables import loading
from pvd_geo.tables.checks import COAST_KM, kilometres

WAVY = [(1.0, y / 10, (y % 3) / 100) for y in range(11)]
BORDER = [(x + shift, y) for x, y, shift in WAVY]
WEST = shapely.Polygon([(0, 0), *BORDER, (0, 1)])
EAST = shapely.Polygon([(2, 0), *BORDER, (2, 1)])
ISLAND = shapely.box(3, 0, 3.001, 0.001)


def test_neighbours_keep_the_same_border_and_islands_stay() -> None:
    west, east = generalised([WEST, shapely.MultiPolygon([EAST, ISLAND])], tolerance=0.2)
    assert shapely.get_num_coordinates(west) < shapely.get_num_coordinates(WEST)
    assert shapely.coverage_is_valid([west, east])
    assert shapely.get_num_geometries(east) == 2
    assert united([west, east]).area == pytest.approx(2 + ISLAND.area, rel=0.01)


def test_a_border_off_by_a_rounding_step_is_drawn_together() -> None:
    moved = shapely.Polygon([(2, 0), *[(x - 1e-6, y) for x, y in BORDER], (2, 1)])
    assert not shapely.coverage_is_valid([WEST, moved])
    assert shapely.coverage_is_valid(generalised([WEST, moved], tolerance=0.0))


def test_outer_rings_turn_counter_clockwise_as_rfc_7946_asks() -> None:
    clockwise = WEST.reverse() if WEST.exterior.is_ccw else WEST
    (shape,) = generalised([clockwise])
    assert shape.exterior.is_ccw


@settings(max_examples=30)
@given(st.lists(st.integers(1, 40), min_size=2, max_size=6), st.floats(0, 0.2))
# Below the tolerance of 0.2, whose square is less than the least corner (0.1 by 1, halved).
def test_stripes_stay_a_coverage(widths: list[int], tolerance: float) -> None:
    edges = np.cumsum([0, *widths]) / 10
    stripes = [shapely.box(a, 0, b, 1) for a, b in pairwise(edges)]
    shapes = generalised(stripes, tolerance)
    assert shapely.coverage_is_valid(shapes)
    assert shapely.union_all(shapes).area == pytest.approx(edges[-1])


def test_the_committed_outlines_are_one_coverage() -> None:
    data = loading.read(REAL, "regions", "departments")
    departments = data.departments.geometry.to_numpy()
    assert shapely.coverage_is_valid(departments)
    assert shapely.coverage_is_valid(data.regions.geometry.to_numpy())
    pairs = shapely.get_coordinates(departments)
    assert np.array_equal(np.round(pairs, DECIMALS), pairs)
    for code, region in zip(data.regions["code"], data.regions.geometry, strict=True):
        mine = departments[(data.departments["region_code"] == code).to_numpy()]
        assert shapely.equals(region, shapely.union_all(mine)), code


def test_the_committed_outlines_are_light_and_keep_every_island() -> None:
    assert (REAL / "departments.geojson").stat().st_size < 350_000
    assert (REAL / "regions.geojson").stat().st_size < 175_000
    shapes = loading.read(REAL, "departments").departments.geometry.to_numpy()
    assert shapely.get_num_geometries(shapes).sum() == 363
    # No border is torn: what is inside the country and no part of it is a lake or Spanish.
    country = shapely.get_parts(shapely.union_all(shapes))
    assert sum(len(part.interiors) for part in country) == 2


def test_only_coastal_towns_lie_outside_their_region_and_by_little() -> None:
    data = loading.read(REAL, "towns", "regions")
    outlines = dict(zip(data.regions["code"], data.regions.geometry, strict=True))
    france = shapely.union_all(data.regions.geometry.to_numpy())
    away = [
        (kilometres(outlines[region], point), france.covers(point))
        for region, point in zip(data.towns["region_code"], data.towns.geometry, strict=True)
        if not outlines[region].covers(point)
    ]
    assert len(away) == 3
    assert max(km for km, _ in away) < 0.2 < COAST_KM
    # None of them lies in another region: it is the coast that was smoothed.
    assert not any(inland for _, inland in away)
