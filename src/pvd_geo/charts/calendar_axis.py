"""A time axis in French, the same on every chart that stands above or below another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from pvd_geo.charts import lazy_altair as alt

if TYPE_CHECKING:
    from datetime import date

    from pvd_geo.colors import Palette


GUTTER: Final = 46
"""Pixels on the left of every plot, so that plots one above the other share their time axis."""

LATER: Final = 0.35
"""Opacity of what comes after the day that is shown."""

# Vega's own month names are English.
_LABELS: Final = (
    "utcmonth(datum.value) === 0 ? utcyear(datum.value) : "
    "['janv.','févr.','mars','avr.','mai','juin','juil.','août','sept.','oct.','nov.','déc.']"
    "[utcmonth(datum.value)]"
)


def instant(day: pd.Timestamp | date) -> str:
    """Return a day as Vega reads it, at noon so that no time zone moves it to another day.

    As text: Streamlit carries numbers to the browser as types that Vega takes for other days.
    """
    return f"{day:%Y-%m-%d}T12:00:00Z"


def instants(days: pd.Series[pd.Timestamp]) -> list[str]:
    """Return days as Vega reads them; see `instant`."""
    return [instant(day) for day in days]


def x_axis(field: str, first: date, last: date, *, labels: bool = True) -> alt.X:
    """Return the channel of a time axis from one day to another.

    Parameters
    ----------
    field
        Column of instants (see `instant`).
    first, last
        Ends of the axis. A mark on it has no second end (``x2``): of the two Vega would make
        a domain that joins the data's.
    labels
        Whether it says years and months; the lowest of several charts is enough.
    """
    axis = alt.Axis(
        labelExpr=_LABELS,
        tickCount="year" if (last - first).days > 3 * 365 else {"interval": "month", "step": 3},
        labels=labels,
        ticks=labels,
        domain=labels,
        labelFlush=True,
    )
    ends = [
        alt.DateTime(year=day.year, month=day.month, date=day.day, utc=True)
        for day in (first, last)
    ]
    return alt.X(
        f"{field}:T",
        title=None,
        scale=alt.Scale(type="utc", domain=ends, nice=False),
        axis=axis,
    )


def day_rule(day: date, palette: Palette) -> alt.Chart:
    """Return the line across a chart at the day that is shown."""
    rule: alt.Chart = (
        alt.Chart(pd.DataFrame({"at": [instant(day)]}))
        .mark_rule(color=palette.muted, strokeDash=[4, 3])
        .encode(x="at:T")
    )
    return rule
