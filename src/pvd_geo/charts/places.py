"""The towns of a selection as a drawn map: what is left of the map on paper and in a frame."""

from __future__ import annotations

import json
from itertools import zip_longest
from typing import TYPE_CHECKING, Any, Final

import shapely

from pvd_geo.charts import lazy_altair as alt
from pvd_geo.charts.style import dress
from pvd_geo.codes import OVERSEAS_REGIONS

if TYPE_CHECKING:
    from collections.abc import Iterable

    import geopandas as gpd
    import pandas as pd

    from pvd_geo.categories import Categories
    from pvd_geo.colors import Palette

_WIDE, _HIGH, _SMALL, _GAP = 700, 560, 128, 12
"""Pixels of the map, of each inset, and between these."""
_FINE: Final = 0.003
"""Degrees below which an outline's bends are not drawn, for a map of one region; all of France,
drawn smaller, takes six times as much."""
_RADIUS, _SMALL_RADIUS = 3.8, 2.7
"""Pixels of a town, on the map of one region and on a smaller one."""


def towns(
    kept: pd.DataFrame,
    outlines: gpd.GeoDataFrame,
    palette: Palette,
    *,
    levels: Categories | None = None,
) -> alt.VConcatChart:
    """Draw towns on the outlines of their areas; overseas regions stand beside the mainland.

    Parameters
    ----------
    kept
        With ``longitude, latitude`` (degrees, WGS 84), ``region_code`` and, with ``levels``, the
        code of each town's ``level``.
    outlines
        Areas with ``code``, ``name``, ``region_code`` and their geometry (EPSG:4326).
    palette
        Colours of the current theme.
    levels
        What the towns are coloured by.
    """
    shown = kept.dropna(subset=["longitude", "latitude"])

    def of(codes: Iterable[str], *, inset: bool = False) -> alt.LayerChart:
        own, areas = (rows[rows["region_code"].isin(codes)] for rows in (shown, outlines))
        return _map(own, areas, palette, levels, inset=inset)

    regions = set(outlines["region_code"])
    overseas = [code for code in OVERSEAS_REGIONS if code in regions and len(regions) > 1]
    insets = [of([code], inset=True) for code in overseas]
    rows = alt.vconcat(of(regions - set(overseas)))
    return dress(rows & alt.hconcat(*insets, spacing=_GAP) if insets else rows, palette)


def _map(
    shown: pd.DataFrame,
    outlines: gpd.GeoDataFrame,
    palette: Palette,
    levels: Categories | None,
    *,
    inset: bool,
) -> alt.LayerChart:
    one = len(set(outlines["region_code"])) == 1
    land = alt.Chart(_outlines(outlines, _FINE if one else 6 * _FINE)).mark_geoshape(
        fill=palette.land, stroke=palette.border, strokeWidth=0.7
    )
    color: Any = alt.value(palette.town)
    if levels is not None:
        color = alt.Color(
            "properties.label:N",
            title=None,
            scale=alt.Scale(
                domain=list(levels.labels.values()), range=list(levels.colors(palette))
            ),
            legend=alt.Legend(orient="top", symbolType="circle"),
        )
    points = alt.Chart(_points(shown, levels)).mark_geoshape(
        stroke=palette.background, strokeWidth=0.6
    )
    west, south, east, north = outlines.total_bounds
    width, height = (_SMALL, _SMALL) if inset else (_WIDE, _HIGH)
    named: dict[str, Any] = {}
    if inset:
        name = str(outlines["region_name"].iloc[0])
        named["title"] = alt.Title(name, fontSize=12, color=palette.muted)
    # Maps of one size and one projection would be drawn as parts of one map: each has its own
    # centre, which changes nothing else of a projection that is fitted.
    projection = alt.Projection(
        type="mercator",
        center=[round((west + east) / 2, 2), round((south + north) / 2, 2)],
        pointRadius=_RADIUS if one and not inset else _SMALL_RADIUS,
    )
    return alt.LayerChart(
        layer=[land, points.encode(color=color)],
        width=width,
        height=height,
        projection=projection,
        **named,
    )


def _outlines(areas: gpd.GeoDataFrame, fine: float) -> alt.InlineData:
    """Return outlines as the renderer reads them: the outer ring clockwise, few decimals."""
    plain = shapely.set_precision(shapely.simplify(areas.geometry.to_numpy(), fine), 0.001)
    return _features(shapely.orient_polygons(plain, exterior_cw=True))


def _points(shown: pd.DataFrame, levels: Categories | None) -> alt.InlineData:
    """Return the towns of each level as one shape: a fifth of the bytes of one shape a town."""
    places = shapely.points(shown[["longitude", "latitude"]].round(3).to_numpy())
    if levels is None:
        return _features([shapely.multipoints(places)])
    of_level = shown["level"].map(levels.place).to_numpy()
    found = [
        (label, places[of_level == place]) for place, label in enumerate(levels.labels.values())
    ]
    drawn = [(label, some) for label, some in found if len(some)]
    return _features(
        [shapely.multipoints(some) for _, some in drawn], [label for label, _ in drawn]
    )


def _features(shapes: Iterable[Any], labels: Iterable[str] = ()) -> alt.InlineData:
    return alt.InlineData(
        values=[
            {"type": "Feature", "properties": {"label": label}, "geometry": json.loads(text)}
            for text, label in zip_longest(shapely.to_geojson(list(shapes)), labels)
        ]
    )
