from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
import shapely

from pvd_geo.assets.arcs import SCALE, arcs_and_areas
from pvd_geo.tables import loading

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

WEST = shapely.box(0, 0, 1, 1)
EAST = shapely.box(1, 0, 2, 1)


def rebuilt(arcs: list[list[int]], rings: list[list[int]]) -> BaseGeometry:
    """Walk the arcs of an area as the browser does."""
    lines = [np.cumsum(np.reshape(arc, (-1, 2)), axis=0) / SCALE for arc in arcs]
    walks = [
        np.vstack([lines[arc] if arc >= 0 else lines[~arc][::-1] for arc in ring]) for ring in rings
    ]
    whole: BaseGeometry = shapely.Polygon()
    for walk in walks:  # odd and even, as the canvas fills
        whole = whole.symmetric_difference(shapely.Polygon(walk))
    return whole


def test_neighbours_share_the_arc_between_them() -> None:
    arcs, (west, east) = arcs_and_areas([WEST, EAST])
    shared = {arc if arc >= 0 else ~arc for arc in west[0]} & {
        arc if arc >= 0 else ~arc for arc in east[0]
    }
    assert len(arcs) == 3
    assert len(shared) == 1


def test_an_enclave_and_its_hole_are_one_arc() -> None:
    inside = shapely.box(0.4, 0.4, 0.6, 0.6)
    arcs, areas = arcs_and_areas([WEST.difference(inside), inside])
    assert len(arcs) == 2
    assert rebuilt(arcs, areas[0]).area == pytest.approx(0.96)


def test_a_narrow_gap_between_neighbours_is_closed() -> None:
    torn = shapely.Polygon([(1, 0), (2, 0), (2, 1), (1, 1), (1.004, 0.5)])
    arcs, areas = arcs_and_areas([WEST, torn])
    whole = shapely.union_all([rebuilt(arcs, area) for area in areas])
    assert shapely.get_num_interior_rings(whole) == 0


def test_the_departments_come_back_on_the_grid_of_their_source() -> None:
    departments = loading.read(loading.data_dir(), "departments").departments
    arcs, areas = arcs_and_areas(departments.geometry)
    apart = [
        rebuilt(arcs, rings).symmetric_difference(given).area
        for rings, given in zip(areas, departments.geometry, strict=True)
    ]
    assert max(apart) < 3e-4  # square degrees: torn borders closed, nothing else


def test_no_border_inside_the_country_has_one_side_only() -> None:
    departments = loading.read(loading.data_dir(), "departments").departments
    arcs, areas = arcs_and_areas(departments.geometry)
    sides = [0] * len(arcs)
    for arc in (arc for rings in areas for ring in rings for arc in ring):
        sides[arc if arc >= 0 else ~arc] += 1
    assert set(sides) == {1, 2}
    country = shapely.union_all([rebuilt(arcs, rings) for rings in areas])
    lakes = [ring for part in shapely.get_parts(country) for ring in part.interiors]
    assert len(lakes) == 2  # the étang de Berre, and Llívia, which is Spanish
