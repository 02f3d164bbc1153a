"""Distances of the programme against geodesics computed or published by others."""

from functools import cache
from math import atan, atan2, cos, radians, sin, sqrt, tan

import pandas as pd
import pytest

from pvd_geo.meetings.distance import geodesic_km
from pvd_geo.tables import loading

AXIS, FLATTENING = 6378137.0, 1 / 298.257223563

PUBLISHED = [
    # Karney, GeographicLib, documentation of Geodesic: JFK to LHR.
    (-73.8, 40.6, -0.5, 51.6, 5551.7594),
    # Karney, geographiclib for Python, examples: Wellington to Salamanca, nearly antipodal.
    (174.81, -41.32, -5.50, 40.96, 19959.679267),
    # Geoscience Australia, GDA technical manual: Flinders Peak to Buninyong (GRS 80).
    (144.42486789, -37.95103341, 143.92649553, -37.65282114, 54.972271),
    # WGS 84 by its definition: one degree of the equator, and the quarter of a meridian.
    (0.0, 0.0, 1.0, 0.0, 111.319491),
    (0.0, 0.0, 0.0, 90.0, 10001.965729),
]


def vincenty_km(lon1: float, lat1: float, lon2: float, lat2: float) -> float:
    """Solve the inverse problem by Vincenty's iteration (Survey Review, 1975)."""
    minor = AXIS * (1 - FLATTENING)
    reduced = [atan((1 - FLATTENING) * tan(radians(lat))) for lat in (lat1, lat2)]
    (sin1, cos1), (sin2, cos2) = [(sin(u), cos(u)) for u in reduced]
    length = radians(lon2 - lon1)
    angle = length
    for _ in range(200):
        sin_sigma = sqrt((cos2 * sin(angle)) ** 2 + (cos1 * sin2 - sin1 * cos2 * cos(angle)) ** 2)
        cos_sigma = sin1 * sin2 + cos1 * cos2 * cos(angle)
        sigma = atan2(sin_sigma, cos_sigma)
        sin_alpha = cos1 * cos2 * sin(angle) / sin_sigma
        cos2_alpha = 1 - sin_alpha**2
        middle = cos_sigma - 2 * sin1 * sin2 / cos2_alpha if cos2_alpha else 0.0
        c = FLATTENING / 16 * cos2_alpha * (4 + FLATTENING * (4 - 3 * cos2_alpha))
        series = sigma + c * sin_sigma * (middle + c * cos_sigma * (2 * middle**2 - 1))
        before, angle = angle, length + (1 - c) * FLATTENING * sin_alpha * series
        if abs(angle - before) < 1e-12:
            break
    u2 = cos2_alpha * (AXIS**2 - minor**2) / minor**2
    a = 1 + u2 / 16384 * (4096 + u2 * (-768 + u2 * (320 - 175 * u2)))
    b = u2 / 1024 * (256 + u2 * (-128 + u2 * (74 - 47 * u2)))
    third = b / 6 * middle * (4 * sin_sigma**2 - 3) * (4 * middle**2 - 3)
    delta = b * sin_sigma * (middle + b / 4 * (cos_sigma * (2 * middle**2 - 1) - third))
    return minor * a * (sigma - delta) / 1000


@cache
def towns() -> pd.DataFrame:
    data = loading.read(loading.data_dir(), "towns")
    return pd.DataFrame(data.towns).set_index("insee_code")


def places() -> list[tuple[str, str]]:
    """Return twenty pairs: the two ends of each overseas region, then far towns of the mainland."""
    frame = towns()
    ends = [
        (str(group["longitude"].idxmin()), str(group["longitude"].idxmax()))
        for _, group in frame.groupby("region_code")
    ]
    overseas = frame[frame["region_code"].isin(["01", "02", "03", "04", "06"])]
    first = overseas.groupby("region_code")["latitude"].idxmin().astype(str).tolist()
    return [*ends, *((code, "69019") for code in first)]


def test_distances_agree_with_vincenty_on_more_than_twenty_pairs() -> None:
    pairs = places()
    assert len(pairs) >= 20
    assert sum(one.startswith("97") for one, _ in pairs) >= 10
    for one, other in pairs:
        a, b = towns().loc[one], towns().loc[other]
        ends = (a["longitude"], a["latitude"], b["longitude"], b["latitude"])
        expected = vincenty_km(*map(float, ends))
        assert expected > 1
        assert float(geodesic_km(*ends)) == pytest.approx(expected, rel=1e-6), (one, other)


@pytest.mark.parametrize(("lon1", "lat1", "lon2", "lat2", "km"), PUBLISHED)
def test_distances_agree_with_published_geodesics(
    lon1: float, lat1: float, lon2: float, lat2: float, km: float
) -> None:
    assert float(geodesic_km(lon1, lat1, lon2, lat2)) == pytest.approx(km, rel=1e-6)
