"""Charts of attendance. An estimate is lighter, hatched and labelled ``≈``; a record is solid."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from pvd_geo.audiences import AUDIENCES
from pvd_geo.categories import BASES
from pvd_geo.charts import lazy_altair as alt
from pvd_geo.charts.style import dress, in_words
from pvd_geo.formatting import DASH, curled, date_short, decimal, integer, listed, plural, typeset
from pvd_geo.meetings.series import short_days
from pvd_geo.methods import ESTIMATED, SPAN, almost, span

if TYPE_CHECKING:
    from pvd_geo.colors import Palette

HATCH_STEP: Final = 2
"""Participants between two strokes of the hatching of an estimate."""


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
        Horizontal bars; the thin line is the span between the ways of sharing out the total,
        which is no margin of error: show `legend` beside it.
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
        alt.Tooltip("span:N", title="Fourchette (pas une marge d’erreur)"),
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
    """Draw the sum of attendance over time, as far as it is known, and the published total.

    From the first meeting without a sheet on it is a band that opens upward: its lower edge adds
    up what was recorded and, for the others, the least of three ways of sharing the total.

    Parameters
    ----------
    meetings
        What `pvd_geo.meetings.attendance.cumulative` returns.
    published
        The published total, drawn as a line across.
    """
    data = _labelled(meetings).assign(day=meetings["date"].dt.strftime("%Y-%m-%d"))
    data["edge"] = data["cumulative_low"].astype(float)
    data["edge_text"] = [
        f"publié : plus de {integer(published)}"
        if floored
        else f"{'au bord de la bande : ' if basis == 'estimated' else ''}{integer(value)}"
        for value, basis, floored in zip(
            data["edge"], data["cumulative_basis"], data["floored"], strict=True
        )
    ]
    days = [str(day) for day in data["day"]]
    names = dict(zip(days, short_days(meetings["date"]), strict=True))
    # Vega's own month names are English: the axis speaks through a table of ours.
    label = "{" + ",".join(f"'{day}':'{name}'" for day, name in names.items()) + "}"
    x = alt.X(
        "day:O",
        title=None,
        axis=alt.Axis(labelExpr=f"{label}[datum.value]", labelAngle=-40, labelOverlap=False),
    )
    base = alt.Chart(data)
    guessed = bool(data["cumulative_basis"].eq("estimated").any())
    highest = float(data["edge"].max()) if len(data) else 0.0
    top = max(float(published), highest) * 1.25
    data["top"] = top
    y = alt.Y("edge:Q", title="participants cumulés", scale=alt.Scale(domain=[0, top]))
    line = base.mark_line(
        color=palette.estimated if guessed else palette.recorded, strokeWidth=2
    ).encode(x=x, y=y)
    points = base.mark_point(filled=True, size=70, opacity=1).encode(
        x=x,
        y=y,
        color=_basis_colour(data, palette),
        tooltip=[
            alt.Tooltip("label:N", title="Rencontre"),
            alt.Tooltip("edge_text:N", title="Cumul"),
            alt.Tooltip("basis_label:N", title="Base de la rencontre"),
        ],
    )
    # Fades upward: the band has an edge below and none above.
    band = (
        base.transform_filter("datum.cumulative_basis == 'estimated'")
        .mark_area(color=_fading(palette.estimated))
        .encode(x=x, y=y, y2="top:Q")
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
    return dress(
        alt.LayerChart(
            layer=[*([band] if guessed else []), line, points, rule, note], height=height
        ),
        palette,
    )


def rates(meetings: pd.DataFrame, palette: Palette, *, height: int = 380) -> alt.LayerChart:
    """Draw participants for each programme town of the region, greatest first.

    Recorded meetings alone; `describe_rates` says which are missing.
    """
    data = _labelled(meetings).dropna(subset=["per_town"])
    data = data.sort_values("per_town", ascending=False)
    data["rate"] = [decimal(value, 2) for value in data["per_town"]]
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
    said = [f"Fréquentation de {plural(len(known), 'rencontre')}."]
    recorded, guessed = (known[known["basis"].eq("estimated").eq(other)] for other in (False, True))
    if len(recorded):
        came = [f"{one.host} ({integer(one.participants)})" for one in recorded.itertuples()]
        said.append(f"Relevé : {listed(came)}.")
    if len(guessed):
        least, most = guessed["participants"].min(), guessed["participants"].max()
        low, high = (almost(integer(end), "estimated") for end in (least, most))
        said.append(
            f"Estimé : {plural(len(guessed), 'rencontre')}, de {low} à {high} participants. "
            f"{legend(guessed)}"
        )
    return typeset(" ".join(said))


def legend(meetings: pd.DataFrame) -> str:
    """Say what the marks of an estimate mean and what its span is worth, where there is one."""
    if not meetings["basis"].eq("estimated").any():
        return ""
    return typeset(f"≈ et hachures : estimé ; trait : fourchette. {ESTIMATED} {SPAN}")


def describe_rates(meetings: pd.DataFrame) -> str:
    """State in numbers what the rates show."""
    known = meetings.dropna(subset=["per_town"])
    if known.empty:
        return typeset(
            "Aucun rapport aux communes connu : il y faut une feuille d’émargement. Une estimation "
            "n’en dirait rien, puisqu’elle est faite du nombre de communes."
        )
    rates = [f"{one.region_name} ({decimal(one.per_town, 2)})" for one in known.itertuples()]
    missing = meetings.loc[meetings["per_town"].isna(), "region_name"]
    lacking = f" Sans feuille, donc absentes : {listed(missing)}." if len(missing) else ""
    return typeset(
        f"Participants par commune du programme, relevés seuls : {listed(rates)}.{lacking}"
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
    day, floor = date_short(last["date"]), f"publié pour les douze : plus de {integer(published)}"
    if last["cumulative_basis"] != "estimated":
        return typeset(f"Cumul relevé au {day} : {integer(last['cumulative'])} ; {floor}.")
    adds = (
        "Bande ouverte vers le haut : nul ne sait où finit le cumul. Son bord additionne les "
        "relevés et, sans feuille, le moins de trois façons de partager le total"
    )
    if last["floored"]:
        before = meetings["cumulative_low"].iloc[-2:-1]
        at = f" : {integer(before.iloc[0])} avant la dernière" if len(before) else ""
        return typeset(
            f"{adds}{at}. Toutes réunies, le {day}, le total publié est son bord : plus de "
            f"{integer(published)}. {SPAN}"
        )
    return typeset(f"{adds} : {integer(last['cumulative_low'])} au {day} ; {floor}. {SPAN}")


def _labelled(meetings: pd.DataFrame) -> pd.DataFrame:
    """Add the words of the charts; Altair wants plain floats where values may be missing."""
    out = meetings.copy()
    names = ["host", "region_name"]
    out[names] = out[names].map(curled, na_action="ignore")
    out["label"] = [
        f"{day} · {host}" for day, host in zip(short_days(out["date"]), out["host"], strict=True)
    ]
    out["text"] = [
        almost(integer(value), basis)
        for value, basis in zip(out["participants"], out["basis"], strict=True)
    ]
    out["span"] = [
        span(low, high) if basis == "estimated" else DASH
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


def _fading(color: str) -> dict[str, Any]:
    """Return Vega's gradient of a colour that is gone at the top."""
    red, green, blue = (int(color[at : at + 2], 16) for at in (1, 3, 5))
    stops = [
        {"offset": offset, "color": f"rgba({red},{green},{blue},{opacity})"}
        for offset, opacity in ((0, 0.45), (1, 0))
    ]
    return {"gradient": "linear", "x1": 0, "x2": 0, "y1": 1, "y2": 0, "stops": stops}


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
