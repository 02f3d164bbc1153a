"""From degrees to a drawing: one territory fitted into a frame."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

KM_A_DEGREE: Final = 111.2
_STEPS: Final = (1, 2, 5)


@dataclass(frozen=True, slots=True)
class Projection:
    """An equirectangular projection, true at the territory's middle latitude.

    Over a region its error is far below the width of a symbol, overseas as on the mainland.

    Parameters
    ----------
    width, height
        Size of the drawing, in points.
    west, north
        Degrees, WGS 84, of its upper left corner.
    points_a_degree
        Points for one degree of latitude.
    squeeze
        Cosine of the middle latitude.
    """

    width: float
    height: float
    west: float
    north: float
    points_a_degree: float
    squeeze: float

    def point(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Return where a place lies on the drawing, from its upper left corner."""
        return (
            (longitude - self.west) * self.squeeze * self.points_a_degree,
            (self.north - latitude) * self.points_a_degree,
        )

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """West, south, east and north of the drawing, in degrees."""
        east = self.west + self.width / self.squeeze / self.points_a_degree
        return self.west, self.north - self.height / self.points_a_degree, east, self.north

    def scale_bar(self, widest: float) -> tuple[int, float]:
        """Return a round number of kilometres and its length on the drawing, in points."""
        km = widest / self.points_a_degree * KM_A_DEGREE
        power = 10 ** math.floor(math.log10(max(km, 1)))
        step = max((step * power for step in _STEPS if step * power <= km), default=1)
        return int(step), step / KM_A_DEGREE * self.points_a_degree


def fit(
    bounds: tuple[float, float, float, float], width: float, height: float, margin: float = 14
) -> Projection:
    """Fit a territory into a frame, its middle in the frame's middle.

    Parameters
    ----------
    bounds
        West, south, east and north, in degrees, WGS 84.
    width, height
        Size of the drawing, in points.
    margin
        Points kept free on each side.
    """
    west, south, east, north = bounds
    squeeze = math.cos(math.radians((south + north) / 2))
    across = max((east - west) * squeeze, 1e-3)
    along = max(north - south, 1e-3)
    points = min((width - 2 * margin) / across, (height - 2 * margin) / along)
    middle_x, middle_y = (west + east) / 2, (south + north) / 2
    return Projection(
        width=width,
        height=height,
        west=middle_x - width / 2 / squeeze / points,
        north=middle_y + height / 2 / points,
        points_a_degree=points,
        squeeze=squeeze,
    )
