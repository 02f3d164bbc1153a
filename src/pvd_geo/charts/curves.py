"""A value through its vintages: a point each, on an axis where a missing year is a gap."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pandas as pd

from pvd_geo.charts import lazy_altair as alt
from pvd_geo.charts.style import dress, in_words
from pvd_geo.formatting import integer, listed
from pvd_geo.freshness import when, written

if TYPE_CHECKING:
    from collections.abc import Callable

    from pvd_geo.colors import Palette
    from pvd_geo.timeline.curves import Curve

PROGRAMME: Final = "Médiane du programme"


@dataclass(frozen=True, slots=True)
class Measure:
    """What a curve shows.

    Parameters
    ----------
    name
        What is measured, in French, with its unit.
    write
        Writes a value.
    whose
        Whose values these are, for a legend beside the programme's.
    """

    name: str
    write: Callable[[float], str]
    whose: str = ""


PEOPLE: Final = Measure("Population légale", integer)


def through_vintages(
    curve: Curve, measure: Measure, palette: Palette, *, height: int = 170
) -> alt.LayerChart:
    """Draw a value by vintage, each point with its figure, and the programme's median if any.

    The axis of values does not start at zero: a town changes by a few hundredths.

    Parameters
    ----------
    curve
        With at least one known point.
    measure
        What it shows.
    """
    data, beside = _long(curve, measure), curve.points["programme"].notna().any()
    whose = measure.whose
    low, high = data["value"].min(), data["value"].max()
    room = max(high - low, abs(high) * 0.01, 0.01) * 0.35
    named = {
        f"{at:.4f}".rstrip("0").rstrip("."): label
        for at, label in zip(data["year"], data["label"], strict=True)
    }
    x = alt.X(
        "year:Q",
        title=None,
        scale=alt.Scale(padding=28, nice=False, zero=False),
        axis=alt.Axis(
            values=list(curve.points["at"]),
            labelExpr=in_words(named),
            labelOverlap="greedy",
            grid=False,
        ),
    )
    y = alt.Y(
        "value:Q", title=None, axis=None, scale=alt.Scale(domain=[low - room, high + 2 * room])
    )
    scale = alt.Scale(domain=[whose, PROGRAMME], range=[palette.town, palette.muted])
    legend = alt.Legend(title=None, orient="top") if beside else None
    color = alt.Color("series:N", scale=scale, legend=legend)
    dash = alt.StrokeDash(
        "series:N",
        scale=alt.Scale(domain=[whose, PROGRAMME], range=[[1, 0], [5, 4]]),
        legend=legend,
    )
    base = alt.Chart(data)
    tooltip = [
        *([alt.Tooltip("series:N", title="Valeur")] if beside else []),
        alt.Tooltip("label:N", title="Millésime"),
        alt.Tooltip("text:N", title=measure.name),
    ]
    layers = [
        # A vintage without a value breaks the line: nothing is drawn across it.
        base.mark_line(strokeWidth=2, invalid="break-paths-filter-domains").encode(
            x=x, y=y, color=color, strokeDash=dash
        ),
        base.mark_point(filled=True, size=60, opacity=1).encode(
            x=x, y=y, color=color, tooltip=tooltip
        ),
        base.transform_filter(alt.datum.series == whose)
        .mark_text(dy=-13, color=palette.ink)
        .encode(x=x, y=y, text="text:N"),
    ]
    return dress(alt.LayerChart(layer=layers, height=height), palette)


def describe(curve: Curve, measure: Measure) -> str:
    """State in numbers what the curve shows, and at which vintages it has nothing to show."""
    if curve.known.empty:
        return f"{measure.name} : aucune valeur."
    said = f"{measure.name} : {_told(curve.known, 'value', measure)}."
    without = curve.points[curve.points["value"].isna()]
    if len(without):
        said += f" Sans valeur {listed(when(one).at for one in without['vintage'])}."
    if curve.points["programme"].notna().any():
        said += f" {PROGRAMME} : {_told(curve.points, 'programme', measure)}."
    return said


def _told(points: pd.DataFrame, of: str, measure: Measure) -> str:
    return listed(
        f"{measure.write(value)} {when(vintage).at}"
        for vintage, value in zip(points["vintage"], points[of], strict=True)
    )


def _long(curve: Curve, measure: Measure) -> pd.DataFrame:
    """Return the points of both curves as rows: ``series, year, value, text, label``."""
    rows = [
        (series, row.at, value, measure.write(value), written(row.vintage))
        for series, of in ((measure.whose, "value"), (PROGRAMME, "programme"))
        for row, value in zip(curve.points.itertuples(), curve.points[of], strict=True)
        if of == "value" or curve.points[of].notna().any()
    ]
    return pd.DataFrame(rows, columns=["series", "year", "value", "text", "label"])
