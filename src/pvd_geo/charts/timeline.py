"""The meetings along the calendar."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pvd_geo.charts import lazy_altair as alt
from pvd_geo.charts.style import dress
from pvd_geo.formatting import curled, date_long, plural
from pvd_geo.grammar import placed
from pvd_geo.meetings.series import short_days

if TYPE_CHECKING:
    import pandas as pd

    from pvd_geo.colors import Palette

CLICKED: Final = "clicked"
"""Name of the chart's selection: the `ID` of the point that was clicked."""
ID: Final = "Identifiant"
"""Column of the chart's data that holds the ``meeting_id``."""

# Vega's own month names are English. The year is said where it begins, and at the first.
_MONTHS: Final = (
    "['janvier','février','mars','avril','mai','juin','juillet','août','septembre',"
    "'octobre','novembre','décembre'][utcmonth(datum.value)]"
)
_YEARS: Final = (
    f"utcmonth(datum.value) == 0 || datum.index == 0 ? {_MONTHS} + ' ' + utcyear(datum.value)"
    f" : {_MONTHS}"
)


def timeline(
    meetings: pd.DataFrame, chosen: str | None, palette: Palette, *, height: int = 340
) -> alt.Chart:
    """Draw one point a meeting held, by date, the chosen one filled.

    Parameters
    ----------
    meetings
        What `pvd_geo.meetings.attendance.by_meeting` returns.
    chosen
        ``meeting_id`` of the meeting whose sheet is open, if any.

    Returns
    -------
    Chart
        A single view, so that a click on a point can be read back (see `CLICKED`).
    """
    # Whoever looks at the data of a chart reads the names of its columns.
    named = {"meeting_id": ID, "host": "Lieu", "region_name": "Région"}
    data = meetings[list(named)].rename(columns=named)
    names = ["Lieu", "Région"]
    data[names] = data[names].map(curled, na_action="ignore")
    data = data.assign(
        Jour=meetings["date"].dt.strftime("%Y-%m-%dT12:00:00Z"),
        Rencontre=[
            f"{day} · {host}"
            for day, host in zip(short_days(meetings["date"]), data["Lieu"], strict=True)
        ],
        Ouverte=meetings["meeting_id"].eq(chosen),
    )
    chart = (
        alt.Chart(data, height=height)
        .mark_point(shape="diamond", size=160, strokeWidth=2, color=palette.meeting)
        .encode(
            x=alt.X(
                "Jour:T",
                title=None,
                scale=alt.Scale(type="utc", nice="week"),
                axis=alt.Axis(labelExpr=_YEARS, tickCount="month", labelAlign="left"),
            ),
            y=alt.Y(
                "Rencontre:N",
                sort=None,
                title=None,
                axis=alt.Axis(labelLimit=260, grid=True, ticks=False),
            ),
            fill=alt.condition(
                "datum.Ouverte", alt.value(palette.meeting), alt.value(palette.background)
            ),
            tooltip=[
                alt.Tooltip("Rencontre:N"),
                alt.Tooltip("Région:N"),
            ],
        )
        .add_params(alt.selection_point(name=CLICKED, fields=[ID], toggle=False))
    )
    out: alt.Chart = dress(chart, palette)
    return out


def describe(meetings: pd.DataFrame) -> str:
    """State in words what the timeline shows."""
    if meetings.empty:
        return "Aucune rencontre tenue dans cette sélection."
    first, last = meetings.iloc[0], meetings.iloc[-1]
    if len(meetings) == 1:
        return f"Une rencontre : {curled(first['host'])}, le {date_long(first['date'])}."
    return (
        f"{plural(len(meetings), 'rencontre')} : {placed(first['host']).of}, le "
        f"{date_long(first['date'])}, {placed(last['host']).at}, le {date_long(last['date'])}."
    )
