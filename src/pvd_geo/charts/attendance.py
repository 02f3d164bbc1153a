"""Charts of attendance. An estimate is lighter, hatched and labelled ``≈``; a record is solid."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import altair as alt
import pandas as pd

from pvd_geo.audiences import AUDIENCES
from pvd_geo.categories import BASES
from pvd_geo.charts.style import dress, in_words
from pvd_geo.formatting import DASH, date_short, decimal, integer, plural
from pvd_geo.meetings.attendance import basis_of

if TYPE_CHECKING:
    from pvd_geo.colors import Palette

HATCH_STEP: Final = 2
"""Participants between two strokes of the hatching of an estimate."""
_ALMOST: Final = "≈\u202f"


def bars(meetings: pd.DataFrame, palette: Palette, *, height: int = 380) -> alt.LayerChart:
    """Draw attendance by meeting, in order of date, with the span of an estimate.

    Parameters
    ----------
    meetings
        What `pvd_geo.meetings.attendance.by_meeting` returns.
    palette
        Colours of the current theme.
    height
        Pixels for the whole set of bars.

    Returns
    -------
    LayerChart
        Horizontal bars; the thin line is the span between the ways of sharing out the total.
    """
    data = _labelled(meetings)
    step = height / max(len(data), 1)
    order = list(data["label"])
    base = alt.Chart(data)
    y = alt.Y("label:N", sort=order, title=None, axis=alt.Axis(labelLimit=260, ticks=False))
    x = alt.X("participants:Q", title="participants", axis=alt.Axis(tickCount=5, format="d"))
    tooltip = [
        alt.Tooltip("label:N", title="Rencontre"),
        alt.Tooltip("text:N", title="Participants"),
        alt.Tooltip("span:N", title="Fourchette"),
        alt.Tooltip("basis_label:N", title="Base"),
    ]
    solid = base.mark_bar(size=step * 0.62).encode(
        x=x, y=y, color=_basis_colour(data, palette), tooltip=tooltip
    )
    hatch = (
        alt.Chart(_hatching(data))
        .mark_tick(thickness=1, size=step * 0.62, orient="vertical", color=palette.background)
        .encode(x="at:Q", y=alt.Y("label:N", sort=order))
    )
    guessed = base.transform_filter("datum.basis == 'estimated'")
    span = guessed.mark_rule(color=palette.ink, strokeWidth=1.2).encode(
        x="participants_low:Q", x2="participants_high:Q", y=y
    )
    text = base.mark_text(align="left", dx=6, color=palette.ink).encode(
        x="text_at:Q", y=y, text="text:N"
    )
    # Without an estimate these layers are empty, of which the browser's console complains.
    guesses = [hatch, span] if data["basis"].eq("estimated").any() else []
    return dress(alt.LayerChart(layer=[solid, *guesses, text], height=height), palette)


def running_total(
    meetings: pd.DataFrame, published: float, palette: Palette, *, height: int = 300
) -> alt.LayerChart:
    """Draw the sum of attendance over time against the published total.

    Parameters
    ----------
    meetings
        What `pvd_geo.meetings.attendance.cumulative` returns.
    published
        The published total, drawn as a line across.
    """
    data = _labelled(meetings).assign(
        day=meetings["date"].dt.strftime("%Y-%m-%d"),
        total=[
            _approximate(value, basis)
            for value, basis in zip(
                meetings["cumulative"], meetings["cumulative_basis"], strict=True
            )
        ],
    )
    days = [str(day) for day in data["day"]]
    names = {day: date_short(pd.Timestamp(day)) for day in days}
    # Vega's own month names are English: the axis speaks through a table of ours.
    label = "{" + ",".join(f"'{day}':'{name}'" for day, name in names.items()) + "}"
    x = alt.X(
        "day:O",
        title=None,
        axis=alt.Axis(labelExpr=f"{label}[datum.value]", labelAngle=-40, labelOverlap=False),
    )
    base = alt.Chart(data)
    top = max(float(published), float(data["cumulative"].max()) if len(data) else 0.0) * 1.08
    y = alt.Y("cumulative:Q", title="participants cumulés", scale=alt.Scale(domain=[0, top]))
    dashed = bool(data["basis"].eq("estimated").any())
    line = base.mark_line(
        color=palette.estimated if dashed else palette.recorded,
        strokeWidth=3,
        strokeDash=[6, 4] if dashed else [],
        interpolate="monotone",
    ).encode(x=x, y=y)
    points = base.mark_point(filled=True, size=70, opacity=1).encode(
        x=x,
        y=y,
        color=_basis_colour(data, palette),
        tooltip=[
            alt.Tooltip("label:N", title="Rencontre"),
            alt.Tooltip("total:N", title="Cumul"),
            alt.Tooltip("basis_label:N", title="Base de la rencontre"),
        ],
    )
    rule = (
        alt.Chart(pd.DataFrame({"y": [published]}))
        .mark_rule(color=palette.meeting, strokeWidth=1.5)
        .encode(y="y:Q")
    )
    note = (
        alt.Chart(pd.DataFrame({"y": [published], "text": [f"publié : plus de {published:.0f}"]}))
        .mark_text(align="left", baseline="bottom", dy=-4, color=palette.meeting, x=4)
        .encode(y="y:Q", text="text:N")
    )
    return dress(alt.LayerChart(layer=[line, points, rule, note], height=height), palette)


def rates(meetings: pd.DataFrame, palette: Palette, *, height: int = 380) -> alt.LayerChart:
    """Draw participants for each programme town of the region, greatest first."""
    data = _labelled(meetings).dropna(subset=["per_town"])
    data = data.sort_values("per_town", ascending=False)
    data["rate"] = [
        (_ALMOST if basis == "estimated" else "") + decimal(value, 2)
        for value, basis in zip(data["per_town"], data["basis"], strict=True)
    ]
    step = height / max(len(data), 1)
    base = alt.Chart(data)
    y = alt.Y("region_name:N", sort=None, title=None, axis=alt.Axis(labelLimit=220, ticks=False))
    x = alt.X("per_town:Q", title="participants par commune du programme")
    bar = base.mark_bar(size=step * 0.62).encode(
        x=x,
        y=y,
        color=_basis_colour(data, palette),
        tooltip=[
            alt.Tooltip("region_name:N", title="Région"),
            alt.Tooltip("rate:N", title="Participants par commune"),
            alt.Tooltip("towns:Q", title="Communes"),
            alt.Tooltip("basis_label:N", title="Base"),
        ],
    )
    text = base.mark_text(align="left", dx=5, color=palette.ink).encode(x=x, y=y, text="rate:N")
    return dress(alt.LayerChart(layer=[bar, text], height=height), palette)


def audiences(rows: pd.DataFrame, palette: Palette, *, height: int = 220) -> alt.LayerChart:
    """Draw who came, summed over meetings.

    Parameters
    ----------
    rows
        What `pvd_geo.meetings.attendance.by_audience` returns; not empty.
    """
    data = rows.groupby("audience", as_index=False)["participants"].sum()
    data["label"] = [AUDIENCES[audience].plural for audience in data["audience"]]
    data["text"] = data["participants"].map(integer)
    data["participants"] = data["participants"].astype(float)
    base = alt.Chart(data.sort_values("participants", ascending=False))
    y = alt.Y("label:N", sort=None, title=None, axis=alt.Axis(labelLimit=220, ticks=False))
    bar = base.mark_bar(color=palette.recorded).encode(
        x=alt.X("participants:Q", title="participants"), y=y
    )
    text = base.mark_text(align="left", dx=5, color=palette.ink).encode(
        x="participants:Q", y=y, text="text:N"
    )
    return dress(alt.LayerChart(layer=[bar, text], height=height), palette)


def describe(meetings: pd.DataFrame) -> str:
    """State in numbers what the bars show, for those who do not see them."""
    known = meetings.dropna(subset=["participants"])
    if known.empty:
        return "Aucune fréquentation connue pour cette sélection."
    most, least = (
        known.loc[known["participants"].idxmax()],
        known.loc[known["participants"].idxmin()],
    )
    basis = BASES.label(basis_of(known))
    total = integer(known["participants"].sum())
    return (
        f"Fréquentation de {plural(len(known), 'rencontre')} ({basis}) : {total} participants ; "
        f"le plus à {most['host']} ({integer(most['participants'])}), "
        f"le moins à {least['host']} ({integer(least['participants'])})."
    )


def describe_rates(meetings: pd.DataFrame) -> str:
    """State in numbers what the rates show."""
    known = meetings.dropna(subset=["per_town"])
    if known.empty:
        return "Aucun rapport aux communes connu pour cette sélection."
    most, least = known.loc[known["per_town"].idxmax()], known.loc[known["per_town"].idxmin()]
    return (
        f"Participants par commune du programme ({BASES.label(basis_of(known))}) : "
        f"de {decimal(least['per_town'], 2)} ({least['region_name']}) "
        f"à {decimal(most['per_town'], 2)} ({most['region_name']})."
    )


def describe_total(meetings: pd.DataFrame, published: float) -> str:
    """State in numbers what the running total shows.

    Parameters
    ----------
    meetings
        What `pvd_geo.meetings.attendance.cumulative` returns.
    published
        The published total.
    """
    if meetings.empty:
        return "Aucune fréquentation connue pour cette sélection."
    last = meetings.iloc[-1]
    return (
        f"Cumul ({BASES.label(str(last['cumulative_basis']))}) : "
        f"{integer(last['cumulative'])} participants au {date_short(last['date'])}, "
        f"pour plus de {integer(published)} publiés sur les douze rencontres."
    )


def _labelled(meetings: pd.DataFrame) -> pd.DataFrame:
    """Add the words of the charts; Altair wants plain floats where values may be missing."""
    out = meetings.copy()
    out["label"] = [
        f"{date_short(day)} · {host}" for day, host in zip(out["date"], out["host"], strict=True)
    ]
    out["text"] = [
        _approximate(value, basis)
        for value, basis in zip(out["participants"], out["basis"], strict=True)
    ]
    out["span"] = [
        f"{integer(low)} à {integer(high)}" if basis == "estimated" else DASH
        for low, high, basis in zip(
            out["participants_low"], out["participants_high"], out["basis"], strict=True
        )
    ]
    out["basis"] = out["basis"].fillna("unknown")
    out["basis_label"] = out["basis"].map(BASES.labels)
    for column in ("participants", "participants_low", "participants_high"):
        out[column] = out[column].astype("Float64").astype(float)
    out["text_at"] = out[["participants", "participants_high"]].max(axis=1).fillna(0)
    return out.drop(columns=["date"])


def _hatching(data: pd.DataFrame) -> pd.DataFrame:
    """Return where the strokes of each estimated bar stand."""
    guessed = data[data["basis"].eq("estimated")]
    strokes = [
        {"label": row.label, "at": at}
        for row in guessed.itertuples()
        for at in range(HATCH_STEP, int(row.participants), HATCH_STEP)
    ]
    return pd.DataFrame(strokes, columns=["label", "at"])


def _basis_colour(data: pd.DataFrame, palette: Palette) -> alt.Color:
    present = [one for one in BASES.members if one.code in set(data["basis"])]
    return alt.Color(
        "basis:N",
        title=None,
        scale=alt.Scale(
            domain=[one.code for one in present], range=[one.color(palette) for one in present]
        ),
        legend=alt.Legend(orient="top", symbolType="square", labelExpr=in_words(BASES.labels)),
    )


def _approximate(value: float, basis: str) -> str:
    return (_ALMOST if basis == "estimated" else "") + integer(value)
