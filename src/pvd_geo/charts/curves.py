"""A population through its vintages: a point each, on an axis where a missing year is a gap."""

from __future__ import annotations

from typing import TYPE_CHECKING

import altair as alt

from pvd_geo.charts.style import dress
from pvd_geo.formatting import integer, listed

if TYPE_CHECKING:
    from pvd_geo.colors import Palette
    from pvd_geo.timeline.curves import Curve


def populations(curve: Curve, palette: Palette, *, height: int = 170) -> alt.LayerChart:
    """Draw a population by vintage, each point with its figure.

    The axis of inhabitants does not start at zero: a town changes by a few hundredths.

    Parameters
    ----------
    curve
        With at least one point.
    """
    data = curve.points.assign(
        year=curve.points["vintage"].astype(float),
        people=curve.points["population"].astype(float),
        text=[integer(value) for value in curve.points["population"]],
        label=curve.points["vintage"].astype(str),
    )
    low, high = data["people"].min(), data["people"].max()
    room = max(high - low, high * 0.01) * 0.35
    x = alt.X(
        "year:Q",
        title=None,
        scale=alt.Scale(padding=28, nice=False, zero=False),
        axis=alt.Axis(values=list(data["year"]), format="d", grid=False),
    )
    y = alt.Y(
        "people:Q", title=None, axis=None, scale=alt.Scale(domain=[low - room, high + 2 * room])
    )
    base = alt.Chart(data)
    tooltip = [
        alt.Tooltip("label:N", title="Millésime"),
        alt.Tooltip("text:N", title="Population légale"),
    ]
    layers = [
        base.mark_line(color=palette.town, strokeWidth=2).encode(x=x, y=y),
        base.mark_point(filled=True, size=60, opacity=1, color=palette.town).encode(
            x=x, y=y, tooltip=tooltip
        ),
        base.mark_text(dy=-13, color=palette.ink).encode(x=x, y=y, text="text:N"),
    ]
    return dress(alt.LayerChart(layer=layers, height=height), palette)


def describe(curve: Curve) -> str:
    """State in numbers what the curve shows."""
    told = (f"{integer(row.population)} en {row.vintage}" for row in curve.points.itertuples())
    return f"Population légale : {listed(told)}." if len(curve.points) else "Aucune population."
