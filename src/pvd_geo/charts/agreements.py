"""Conventions along the time axis: by day, by month, and area by area."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from pvd_geo.categories import AGREEMENTS
from pvd_geo.charts import lazy_altair as alt
from pvd_geo.charts.calendar_axis import GUTTER, LATER, day_rule, instant, instants, x_axis
from pvd_geo.charts.style import dress
from pvd_geo.formatting import date_long, integer, listed, month_year, plural, precise, share
from pvd_geo.timeline.agreements import LAUNCH, by_month, cumulative, signed

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from pvd_geo.colors import Palette

CLICKED: Final = "clicked"
"""Name of the selection of `monthly`: ``until``, the last day of the month that was clicked."""
_SIGNED: Final = AGREEMENTS["signed"]
_LATER: Final = AGREEMENTS["later"]
_FOOT: Final = 0.12
"""Where the figures of the day stand, as a share."""


def signed_share(  # noqa: PLR0913 - what is drawn, and the two ends of the axis
    towns: pd.DataFrame,
    published: pd.DataFrame,
    day: date,
    until: date,
    palette: Palette,
    *,
    height: int = 230,
) -> alt.LayerChart:
    """Draw the share of the towns that had signed, day by day, beside what was published.

    Parameters
    ----------
    towns
        With ``agreement_date``.
    published
        What `pvd_geo.timeline.agreements.against_published` returns; without rows for an area.
    day
        The day that is shown: what comes later is paler.
    until
        End of the axis.
    """
    steps = _steps(towns, day, until)
    x = x_axis("at", LAUNCH, until, labels=False)
    y = alt.Y(
        "share:Q",
        title=None,
        scale=alt.Scale(domain=[0, 1.08]),
        axis=alt.Axis(
            format=".0%", values=[0, 0.25, 0.5, 0.75, 1], minExtent=GUTTER, maxExtent=GUTTER
        ),
    )
    line = alt.Chart(steps).mark_line(
        interpolate="step-after", strokeWidth=2.5, color=_SIGNED.color(palette)
    )
    layers: list[Any] = [
        line.encode(x=x, y=y, opacity=alt.value(LATER)),
        line.transform_filter("datum.past").encode(x=x, y=y),
        day_rule(day, palette),
        *_here(towns, day, until, palette),
    ]
    if len(published):
        layers += _published(published, palette)
    return dress(alt.LayerChart(layer=layers, height=height), palette)


def monthly(
    towns: pd.DataFrame, day: date, until: date, palette: Palette, *, height: int = 130
) -> alt.Chart:
    """Draw the conventions signed each month; a click on a month goes to its end.

    Returns
    -------
    Chart
        A single view, so that a click can be read back (see `CLICKED`).
    """
    months = by_month(towns, until)
    ends = months["month"] + pd.offsets.MonthEnd(0)
    data = pd.DataFrame(
        {
            "at": instants(months["month"]),
            "until": ends.dt.strftime("%Y-%m-%d"),
            "signed": months["signed"],
            "past": months["month"] <= pd.Timestamp(day),
            "label": [month_year(month) for month in months["month"]],
            "total": [integer(total) for total in months["total"]],
        }
    )
    data = data[months["month"] >= pd.Timestamp(LAUNCH)]
    chart = (
        alt.Chart(data, height=height)
        .mark_bar(color=_SIGNED.color(palette), binSpacing=1)
        .encode(
            x=x_axis("utcyearmonth(at)", LAUNCH, until),
            y=alt.Y(
                "signed:Q",
                title=None,
                axis=alt.Axis(tickCount=3, format="d", minExtent=GUTTER, maxExtent=GUTTER),
            ),
            y2=alt.datum(0),
            opacity=alt.condition("datum.past", alt.value(1), alt.value(LATER)),
            tooltip=[
                alt.Tooltip("label:N", title="Mois"),
                alt.Tooltip("signed:Q", title="Conventions signées"),
                alt.Tooltip("total:N", title="Depuis le début"),
            ],
        )
        .add_params(
            alt.selection_point(name=CLICKED, fields=["until"], toggle=False, nearest=False)
        )
    )
    out: alt.Chart = dress(chart, palette)
    return out


def pace(areas: pd.DataFrame, day: date, until: date, palette: Palette) -> alt.LayerChart:
    """Draw for each area the days from its first convention to its last, and the median.

    Parameters
    ----------
    areas
        What `pvd_geo.timeline.agreements.pace` returns; areas without a date stay out.
    """
    known = areas.dropna(subset=["median"])
    ends = ("first", "median", "last")
    data = pd.DataFrame(
        {
            "name": known["name"],
            **{f"at_{end}": instants(known[end]) for end in ends},
            **{end: [date_long(day) for day in known[end]] for end in ends},
        }
    )
    y = alt.Y(
        "name:N",
        sort=None,
        title=None,
        axis=alt.Axis(labelLimit=180, labelOverlap=False, ticks=False, grid=False),
    )
    tooltip = [
        alt.Tooltip("name:N", title="Territoire"),
        alt.Tooltip("first:N", title="Première convention"),
        alt.Tooltip("median:N", title="Jour médian"),
        alt.Tooltip("last:N", title="Dernière convention"),
    ]
    # The axis ends with the last convention: years without one would hide the differences.
    end = max([pd.Timestamp(LAUNCH) + pd.Timedelta(days=365), *known["last"]]).date()
    span = (
        alt.Chart(data.melt(["name", *ends], ["at_first", "at_last"], value_name="at"))
        .mark_line(strokeWidth=3, clip=True, color=_LATER.color(palette))
        .encode(x=x_axis("at", LAUNCH, min(end, until)), y=y, detail="name:N", tooltip=tooltip)
    )
    middle = (
        alt.Chart(data)
        .mark_point(shape="diamond", filled=True, size=90, opacity=1, color=_SIGNED.color(palette))
        .encode(x="at_median:T", y=y, tooltip=tooltip)
    )
    layers = [span, middle] if day > end else [span, middle, day_rule(day, palette)]
    return dress(alt.LayerChart(layer=layers, height=24 * max(len(data), 1) + 30), palette)


def describe(towns: pd.DataFrame, day: date) -> str:
    """State in words what the two charts of conventions show."""
    months = by_month(towns, day)
    if not len(towns):
        return "Aucune commune."
    count = signed(towns, day)
    told = (
        f"Au {date_long(day)}, {plural(count, 'commune')} sur {integer(len(towns))} "
        f"({share(count / len(towns), 1)}) avaient signé leur convention."
    )
    if not months["signed"].max():
        return told
    most = months[months["signed"].eq(months["signed"].max())]
    half = cumulative(towns[towns["agreement_date"] <= pd.Timestamp(day)])
    middle = half.loc[half["total"] >= len(towns) / 2, "day"]
    names, times = listed(map(month_year, most["month"]), most=4), integer(most["signed"].iloc[0])
    told += (
        f" Le mois le plus actif est {names} ({times})."
        if len(most) == 1
        else f" Les mois les plus actifs, à égalité, sont {names} ({times} chacun)."
    )
    if len(middle):
        told += f" La moitié des communes avait signé le {date_long(middle.iloc[0])}."
    return told


def describe_pace(areas: pd.DataFrame) -> str:
    """State in words which area signed first and which last, by its median day."""
    known = areas.dropna(subset=["median"])
    if known.empty:
        return "Aucune date de convention."
    first, last = known.iloc[0], known.iloc[-1]
    if len(known) == 1:
        return f"{first['name']} : jour médian {date_long(first['median'])}."
    return (
        f"Du premier au dernier jour médian : {first['name']}, {date_long(first['median'])} ; "
        f"{last['name']}, {date_long(last['median'])}."
    )


def _steps(towns: pd.DataFrame, day: date, until: date) -> pd.DataFrame:
    """Return the corners of the curve, the launch, the day shown and today among them."""
    days = cumulative(towns)["day"]
    corners = sorted({pd.Timestamp(one) for one in (LAUNCH, day, until)} | set(days))
    inside = [one for one in corners if pd.Timestamp(LAUNCH) <= one <= pd.Timestamp(until)]
    dates = towns["agreement_date"].dropna().sort_values()
    totals = dates.searchsorted(pd.DatetimeIndex(inside), side="right")
    return pd.DataFrame(
        {
            "at": [instant(one) for one in inside],
            "share": totals / max(len(towns), 1),
            "past": [one <= pd.Timestamp(day) for one in inside],
        }
    )


def _here(towns: pd.DataFrame, day: date, until: date, palette: Palette) -> Iterable[alt.Chart]:
    """Return the point of the day shown, with its figures."""
    count = signed(towns, day)
    part = count / max(len(towns), 1)
    late = (day - LAUNCH).days > (until - LAUNCH).days / 2
    words = f"{share(part, 1)} ({integer(count)})"
    data = pd.DataFrame({"at": [instant(day)], "share": [part], "foot": [_FOOT], "text": [words]})
    base = alt.Chart(data)
    point = base.mark_point(filled=True, size=80, opacity=1, color=_SIGNED.color(palette))
    # At the foot of the rule: beside its point it would lie on what was published.
    text = base.mark_text(
        align="right" if late else "left",
        dx=-8 if late else 8,
        fontSize=14,
        fontWeight="bold",
        color=palette.ink,
    )
    return [
        point.encode(x="at:T", y="share:Q"),
        text.encode(x="at:T", y="foot:Q", text="text:N"),
    ]


def _published(published: pd.DataFrame, palette: Palette) -> Iterable[alt.Chart]:
    """Return the published shares, drawn apart from our own count."""
    data = pd.DataFrame(
        {
            "at": instants(published["date"]),
            "share": published["published"] / 100,
            "text": [
                f"publié : {precise(value, precision)} %"
                for value, precision in zip(
                    published["published"], published["precision"], strict=True
                )
            ],
            "when": [date_long(one) for one in published["date"]],
            "publisher": published["publisher"],
        }
    )
    base = alt.Chart(data)
    point = base.mark_point(
        shape="square", size=90, strokeWidth=2, opacity=1, color=palette.ink
    ).encode(
        x="at:T",
        y="share:Q",
        tooltip=[
            alt.Tooltip("text:N", title="Conventions"),
            alt.Tooltip("when:N", title="Date"),
            alt.Tooltip("publisher:N", title="Source"),
        ],
    )
    # One label under the curve, the next above it: they are eight months apart.
    texts = [
        alt.Chart(data.iloc[place::2])
        .mark_text(align="left", dx=8, dy=dy, color=palette.ink)
        .encode(x="at:T", y="share:Q", text="text:N")
        for place, dy in ((0, 18), (1, -12))
        if len(data.iloc[place::2])
    ]
    return [point, *texts]
