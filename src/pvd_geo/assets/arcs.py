"""Outlines as shared arcs: each border is written once, whoever stands on either side."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final, TypeAlias

import numpy as np
import shapely

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from shapely.geometry.base import BaseGeometry

Vertex: TypeAlias = tuple[int, int]
Ring: TypeAlias = list[Vertex]

SCALE: Final = 10_000
"""Whole numbers are degrees times this: about eleven metres, the grid of the source."""

_GAP: Final = 0.01
"""Gaps between neighbours narrower than this (degrees) are no lakes: generalising tore them."""


def arcs_and_areas(
    geometries: Iterable[BaseGeometry],
) -> tuple[list[list[int]], list[list[list[int]]]]:
    """Cut polygons of one coverage into arcs that neighbours share.

    Parameters
    ----------
    geometries
        Polygons or multipolygons, longitude and latitude in degrees (EPSG:4326), whose
        common borders have the same vertices.

    Returns
    -------
    arcs
        For each arc ``[x, y, dx, dy, ...]``: the first vertex, then steps, in degrees
        times ``SCALE``.
    areas
        For each geometry its rings, each a list of arc numbers; ``~n`` (a negative
        number) is arc ``n`` walked backwards.
    """
    whole = shapely.coverage_clean(np.asarray(list(geometries)), gap_width=_GAP)  # type: ignore[attr-defined] # stubs of 2.1
    rings_of = [list(_rings(geometry)) for geometry in whole]
    junctions = _junctions(ring for rings in rings_of for ring in rings)
    numbers: dict[tuple[Vertex, ...], int] = {}
    areas = [
        [[_number(numbers, arc) for arc in _cut(ring, junctions)] for ring in rings]
        for rings in rings_of
    ]
    return [_steps(arc) for arc in numbers], areas


def _rings(geometry: BaseGeometry) -> Iterator[Ring]:
    for polygon in shapely.get_parts(geometry):
        for ring in (polygon.exterior, *polygon.interiors):
            grid = np.rint(shapely.get_coordinates(ring) * SCALE).astype(int)
            keep = np.r_[True, (np.diff(grid, axis=0) != 0).any(axis=1)]
            vertices = [(int(x), int(y)) for x, y in grid[keep]]
            if len(vertices) > 3:  # noqa: PLR2004 - a closed ring of fewer has no inside
                yield vertices[:-1]


def _junctions(rings: Iterable[Ring]) -> set[Vertex]:
    """Return the vertices where borders part: their neighbours differ between rings."""
    neighbours: dict[Vertex, frozenset[Vertex]] = {}
    found: set[Vertex] = set()
    for ring in rings:
        for before, vertex, after in zip(
            ring[-1:] + ring[:-1], ring, ring[1:] + ring[:1], strict=True
        ):
            pair = frozenset((before, after))
            if neighbours.setdefault(vertex, pair) != pair:
                found.add(vertex)
    return found


def _cut(ring: Ring, junctions: set[Vertex]) -> Iterator[tuple[Vertex, ...]]:
    places = [index for index, vertex in enumerate(ring) if vertex in junctions]
    if not places:
        # A ring that nothing touches starts at its least vertex, so that two
        # polygons (an enclave and its hole) write the same arc.
        places = [ring.index(min(ring))]
    turned = ring[places[0] :] + ring[: places[0]]
    ends = [*(place - places[0] for place in places), len(ring)]
    turned.append(turned[0])
    for start, end in pairwise(ends):
        yield tuple(turned[start : end + 1])


def _number(numbers: dict[tuple[Vertex, ...], int], arc: tuple[Vertex, ...]) -> int:
    backwards = arc[::-1]
    if backwards in numbers:
        return ~numbers[backwards]
    return numbers.setdefault(arc, len(numbers))


def _steps(arc: tuple[Vertex, ...]) -> list[int]:
    grid = np.asarray(arc)
    return [int(step) for step in np.vstack([grid[:1], np.diff(grid, axis=0)]).ravel()]
