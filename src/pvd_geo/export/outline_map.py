"""A territory's map as SVG: outlines, all its towns, the meeting, names where there is room."""

from __future__ import annotations

import math
from html import escape
from typing import TYPE_CHECKING, Any, Final

import shapely

from pvd_geo.colors import LIGHT
from pvd_geo.export import fonts
from pvd_geo.export.labels import Placed, Wanted, place
from pvd_geo.export.projection import KM_A_DEGREE, Projection, fit
from pvd_geo.formatting import curled

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import geopandas as gpd

    from pvd_geo.territory.areas import Area, AreaTown
    from pvd_geo.territory.programme import Programme

_SEA: Final = "#ffffff"
_AROUND: Final = "#f4f5f7"
_BORDER: Final = "#8b95a3"
_FAINT: Final = "#d6dae0"
_HALO: Final = f'stroke="{_SEA}" stroke-width="2" stroke-linejoin="round" paint-order="stroke"'


def area_svg(area: Area, programme: Programme, width: float, height: float) -> str:
    """Draw a territory with each of its towns as one circle.

    Parameters
    ----------
    area
        The territory.
    programme
        Its outlines come from here (EPSG:4326).
    width, height
        Size, in points.
    """
    shapes = programme.regions if area.kind == "region" else programme.departments
    own = shapes[shapes["code"].eq(area.code)].geometry.iloc[0]
    towns = [town for town in area.towns if not math.isnan(town.longitude)]
    projection = fit(_with_towns(own.bounds, towns), width, height)
    inside = programme.departments[programme.departments["region_code"].eq(area.region_code)]
    host = _host(area)
    points = {town.insee_code: projection.point(town.longitude, town.latitude) for town in towns}
    names = _names(towns, host, points, projection)
    return _document(
        projection,
        [
            *_outlines(
                shapes, projection, f'fill="{_AROUND}" stroke="{_FAINT}" stroke-width="0.5"'
            ),
            _path(own, projection, f'fill="{LIGHT.land}" stroke="{_BORDER}" stroke-width="1"'),
            *(
                _outlines(inside, projection, f'fill="none" stroke="{_BORDER}" stroke-width="0.4"')
                if area.kind == "region"
                else []
            ),
            *(_circle(points[town.insee_code]) for town in towns),
            *([_diamond(points[host.insee_code])] if host else []),
            *(_text(name) for name in names),
            *_scale(projection),
        ],
    )


def town_svg(  # noqa: PLR0913, PLR0917 - what is drawn, around what, how large
    town: tuple[str, float, float],
    others: Sequence[tuple[str, float, float]],
    reach_km: float,
    programme: Programme,
    width: float,
    height: float,
) -> str:
    """Draw a town, larger, among others nearby.

    Parameters
    ----------
    town
        Its name, longitude and latitude (degrees, WGS 84).
    others
        The same of the towns nearby.
    reach_km
        Kilometres shown around the town at least.
    programme
        Its outlines of départements come from here.
    width, height
        Size, in points.
    """
    place_names = [town, *others]
    projection = fit(_around(town, reach_km), width, height)
    points = [projection.point(longitude, latitude) for _, longitude, latitude in place_names]
    wanted = [
        Wanted(name, x, y, size=7 if number else 9, gap=4 if number else 6)
        for number, ((name, _, _), (x, y)) in enumerate(zip(place_names, points, strict=True))
    ]
    style = f'fill="{LIGHT.land}" stroke="{_BORDER}" stroke-width="0.5"'
    return _document(
        projection,
        [
            *_outlines(programme.departments, projection, style),
            *(_circle(point, faint=True) for point in points[1:]),
            _circle(points[0], radius=4.5),
            *(_text(name) for name in place(wanted, points, width, height)),
            *_scale(projection),
        ],
    )


def _host(area: Area) -> AreaTown | None:
    if area.meeting is None or not area.meeting.held:
        return None
    return next((town for town in area.towns if town.insee_code == area.meeting.host_code), None)


def _names(
    towns: Iterable[AreaTown],
    host: AreaTown | None,
    points: dict[str, tuple[float, float]],
    projection: Projection,
) -> list[Placed]:
    """Name the host first, then the largest towns, as far as there is room."""
    largest = sorted(towns, key=lambda town: (town is not host, -(town.population or 0)))
    wanted = [
        Wanted(town.name, *points[town.insee_code], size=8.5, gap=7)
        if town is host
        else Wanted(town.name, *points[town.insee_code], gap=4.5)
        for town in largest
    ]
    return place(wanted, points.values(), projection.width, projection.height)


def _with_towns(
    bounds: tuple[float, float, float, float], towns: Iterable[AreaTown]
) -> tuple[float, float, float, float]:
    west, south, east, north = bounds
    for town in towns:
        west, east = min(west, town.longitude), max(east, town.longitude)
        south, north = min(south, town.latitude), max(north, town.latitude)
    return west, south, east, north


def _around(town: tuple[str, float, float], reach_km: float) -> tuple[float, float, float, float]:
    """Return the square that a circle around a town fills, in degrees."""
    _, longitude, latitude = town
    up = reach_km / KM_A_DEGREE
    across = up / math.cos(math.radians(latitude))
    return longitude - across, latitude - up, longitude + across, latitude + up


def _outlines(shapes: gpd.GeoDataFrame, projection: Projection, style: str) -> list[str]:
    """Draw what of the outlines lies in the drawing."""
    west, south, east, north = projection.bounds
    near = shapes.cx[west:east, south:north].geometry
    return [
        _path(shapely.clip_by_rect(shape, *projection.bounds), projection, style) for shape in near
    ]


def _path(shape: Any, projection: Projection, style: str) -> str:  # noqa: ANN401 - any polygon
    rings = []
    for polygon in getattr(shape, "geoms", [shape]):
        if polygon.geom_type != "Polygon" or polygon.is_empty:
            continue
        for ring in (polygon.exterior, *polygon.interiors):
            places = (projection.point(longitude, latitude) for longitude, latitude in ring.coords)
            rings.append("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in places) + "Z")
    return f'<path d="{"".join(rings)}" {style}/>' if rings else ""


def _circle(point: tuple[float, float], *, radius: float = 2.3, faint: bool = False) -> str:
    fill = LIGHT.estimated if faint else LIGHT.town
    return (
        f'<circle cx="{point[0]:.1f}" cy="{point[1]:.1f}" r="{radius}" fill="{fill}" '
        f'stroke="{LIGHT.town if faint else _SEA}" stroke-width="0.6"/>'
    )


def _diamond(point: tuple[float, float]) -> str:
    x, y = point
    return (
        f'<path d="M{x:.1f} {y - 6:.1f}l6 6l-6 6l-6 -6Z" fill="{LIGHT.meeting}" '
        f'stroke="{_SEA}" stroke-width="1"/>'
    )


def _text(name: Placed) -> str:
    size = f'font-family="{fonts.FAMILY}" font-size="{name.size}"'
    return (
        f'<text x="{name.x:.1f}" y="{name.y:.1f}" {size} fill="{LIGHT.ink}" '
        f"{_HALO}>{escape(curled(name.text))}</text>"
    )


def _scale(projection: Projection) -> list[str]:
    km, long = projection.scale_bar(projection.width / 5)
    x, y = 8.0, projection.height - 8
    bar = (
        f'<path d="M{x} {y - 3}v3h{long:.1f}v-3" fill="none" stroke="{LIGHT.muted}" '
        'stroke-width="0.8"/>'
    )
    text = (
        f'<text x="{x + long + 4:.1f}" y="{y}" font-family="{fonts.FAMILY}" font-size="7" '
        f'fill="{LIGHT.muted}">{km}\u202fkm</text>'
    )
    return [bar, text]


def _document(projection: Projection, marks: list[str]) -> str:
    size = f'width="{projection.width}" height="{projection.height}"'
    view = f'viewBox="0 0 {projection.width} {projection.height}"'
    body = "".join(marks)
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} {view}>{body}</svg>'
