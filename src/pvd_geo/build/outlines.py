"""Outlines generalised as one coverage: neighbours keep the same border."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

DECIMALS = 4
"""Decimals of a degree kept in outlines: about 10 m."""

TOLERANCE = 0.002
"""Detail below which a bend goes, in degrees: the side of a square of that area.

About 220 m by 150 m: an island that fills a screen keeps its shape.
"""

GAP = 0.002
"""Gaps between neighbours narrower than this, in degrees, are tears and not lakes."""


def generalised(
    shapes: Sequence[BaseGeometry] | NDArray[Any], tolerance: float = TOLERANCE
) -> NDArray[Any]:
    """Simplify neighbouring outlines together.

    No part disappears, however small: islands stay.

    Parameters
    ----------
    shapes
        Polygons or multipolygons, EPSG:4326, that do not overlap.
    tolerance
        See ``TOLERANCE``, in degrees.

    Returns
    -------
    numpy.ndarray
        One valid polygon or multipolygon a shape, with rounded coordinates and
        counter-clockwise outer rings (RFC 7946).

    Raises
    ------
    ValueError
        When rounding leaves an outline invalid, or a part is lost.
    """
    given = np.asarray(shapes, dtype=object)
    # Borders that miss each other by a rounding step are drawn together first.
    cleaned = shapely.coverage_clean(given, gap_width=GAP)  # type: ignore[attr-defined] # stubs of 2.1
    simple = shapely.coverage_simplify(cleaned, tolerance)
    rounded: NDArray[Any] = _rounded(simple)
    if not shapely.is_valid(rounded).all():
        raise ValueError("an outline crosses itself once its coordinates are rounded")
    if (shapely.get_num_geometries(rounded) < shapely.get_num_geometries(given)).any():
        raise ValueError("an island was lost in generalising")
    return rounded


def united(shapes: Sequence[BaseGeometry] | NDArray[Any]) -> BaseGeometry:
    """Return the union of outlines of one coverage, its outer borders unchanged."""
    union: BaseGeometry = _rounded(shapely.coverage_union_all(np.asarray(shapes, dtype=object)))
    return union


def _rounded(shapes: Any) -> Any:  # noqa: ANN401 (one geometry or many)
    """Round coordinates, wind rings as GeoJSON wants and start them where order is stable."""
    rounded = shapely.transform(shapes, lambda pairs: np.round(pairs, DECIMALS) + 0.0)
    return shapely.orient_polygons(shapely.normalize(rounded))
