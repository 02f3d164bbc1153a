"""Charts of one theme: its distribution, its regions, and what it shares with another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from pvd_geo.categories import LEVELS
from pvd_geo.charts import lazy_altair as alt
from pvd_geo.charts.style import dress, in_words
from pvd_geo.formatting import NARROW, curled, integer, listed, measured, plural, rounded, share
from pvd_geo.themes.comparison import FEW, wilson

if TYPE_CHECKING:
    import numpy.typing as npt

    from pvd_geo.colors import Palette

_BINS: Final = 40
_TOLD: Final = 8
"""Areas named in a sentence; the chart and the file have them all."""
_PROGRAMME: Final = "programme"
_AREA: Final = "area"


def distribution(
    values: pd.Series[float],
    inside: pd.Series[bool],
    area: str,
    measure: str,
    palette: Palette,
) -> alt.LayerChart:
    """Draw how the towns are spread over a measure, and where an area's towns stand.

    Parameters
    ----------
    values
        One a town; unknown ones are left out.
    inside
        Which towns belong to the area, indexed as ``values``; all or none means no area.
    area
        Name of the area.
    measure
        Title of the axis.
    palette
        Colours of the current theme.

    Returns
    -------
    LayerChart
        Shares of towns by interval: bars for the programme, a line for the area, a rule at
        each median.
    """
    known = values.dropna().astype(float)
    groups = {_PROGRAMME: known}
    words = {_PROGRAMME: "programme", _AREA: area}
    if 0 < inside.sum() < len(inside):
        groups[_AREA] = known[inside.reindex(known.index)]
    frame, medians = _binned(known, groups, words)
    colour = alt.Color(
        "part:N",
        title=None,
        scale=alt.Scale(domain=list(groups), range=[palette.estimated, palette.meeting]),
        legend=alt.Legend(orient="top", symbolType="square", labelExpr=in_words(words)),
    )
    x = alt.X("start:Q", title=measure, axis=alt.Axis(format=",~f"), scale=alt.Scale(zero=False))
    y = alt.Y("share:Q", title="part des communes", axis=alt.Axis(format=".0%", tickCount=4))
    tooltip = [
        alt.Tooltip("group:N", title="Communes"),
        alt.Tooltip("span:N", title="Valeur"),
        alt.Tooltip("towns:Q", title="Nombre", format=",d"),
    ]
    base = alt.Chart(frame)
    bars = (
        base.transform_filter(f"datum.part == '{_PROGRAMME}'")
        .mark_bar()
        .encode(x=x, x2="end:Q", y=y, y2=alt.datum(0), color=colour, tooltip=tooltip)
    )
    line = (
        base.transform_filter(f"datum.part == '{_AREA}'")
        .mark_line(interpolate="step-after", strokeWidth=2.5)
        .encode(x=x, y=y, color=colour, tooltip=tooltip)
    )
    rules = (
        alt.Chart(medians)
        .mark_rule(strokeDash=[5, 3], strokeWidth=2)
        .encode(
            x="median:Q",
            color=alt.value(palette.ink),
            tooltip=[
                alt.Tooltip("group:N", title="Médiane"),
                alt.Tooltip("text:N", title="Valeur"),
            ],
        )
    )
    text = (
        alt.Chart(medians)
        .mark_text(align="left", dx=4, baseline="top", fontSize=12)
        .encode(
            x="median:Q",
            y=alt.Y("place:Q", axis=None, scale=alt.Scale(domain=[1, 0])),
            text="label:N",
        )
    )
    beyond = float(known.max()) if len(known) else 0.0
    if beyond > (last := float(frame["end"].max())):
        # Said on the chart too: a bar that gathers looks like a second summit.
        text += (
            alt.Chart(
                pd.DataFrame([{"group": "", "end": last, "label": f"{measured(last)} et plus"}])
            )
            .mark_text(align="right", baseline="top", dy=18, fontSize=11)
            .encode(x="end:Q", y=alt.value(0), text="label:N")
        )
    drawn = [bars, line, rules] if len(groups) > 1 else [bars, rules]
    layered = alt.LayerChart(layer=[alt.LayerChart(layer=drawn), text], height=260)
    out: alt.LayerChart = layered.resolve_scale(y="independent")
    return dress(out, palette)


def describe_distribution(
    values: pd.Series[float], inside: pd.Series[bool], area: str, measure: str
) -> str:
    """State in numbers where the area's towns stand among all."""
    known = values.dropna().astype(float)
    if known.empty:
        return f"{measure} : aucune valeur connue."
    quarters = known.quantile([0.25, 0.5, 0.75])
    text = (
        f"{measure}, {plural(len(known), 'commune')} : médiane {measured(quarters[0.5])}, "
        f"la moitié entre {measured(quarters[0.25])} et {measured(quarters[0.75])}."
    )
    own = known[inside.reindex(known.index).fillna(value=False).astype(bool)]
    if 0 < len(own) < len(known):
        below = float((known < own.median()).mean())
        text += (
            f" {area} ({plural(len(own), 'commune')}) : médiane {measured(own.median())}, "
            f"au-dessus de {share(below)} des communes du programme."
        )
    return text


def ranking(
    table: pd.DataFrame, chosen: str | None, programme: float, palette: Palette, colour: str
) -> alt.LayerChart:
    """Draw the share of marked towns by area with its interval; areas of few towns are paler.

    Parameters
    ----------
    table
        What `pvd_geo.themes.comparison.shares` returns, with ``name``.
    chosen
        Code of the area to set apart, if any.
    programme
        The share of the whole programme, drawn as a line.
    palette, colour
        Colours of the current theme, and that of the strong level.
    """
    data = table[table["towns"] > 0].assign(
        name=lambda frame: frame["name"].map(curled),
        label=lambda frame: frame["name"] + " · " + frame["towns"].map(integer),
        text=lambda frame: frame["share"].map(share),
        span=lambda frame: frame["low"].map(share) + " à " + frame["high"].map(share),
        rank=[rank_text(row) for row in table[table["towns"] > 0].itertuples()],
        chosen=lambda frame: frame["code"].eq(chosen),
    )
    data = data.drop(columns=["first_rank", "last_rank"])
    axis = alt.Axis(labelLimit=260, ticks=False, labelOverlap=False)
    y = alt.Y("label:N", sort=None, title=None, axis=axis)
    tooltip = [
        alt.Tooltip("name:N", title="Territoire"),
        alt.Tooltip("text:N", title="Part"),
        alt.Tooltip("span:N", title="Intervalle à 95 %"),
        alt.Tooltip("rank:N", title="Rang"),
    ]
    faint = alt.condition("datum.ranked", alt.value(1.0), alt.value(0.45))
    base = alt.Chart(data)
    span = base.mark_rule(strokeWidth=3).encode(
        x=alt.X("low:Q", title="part des communes", axis=alt.Axis(format=".0%")),
        x2="high:Q",
        y=y,
        opacity=faint,
        color=alt.condition("datum.chosen", alt.value(palette.ink), alt.value(palette.muted)),
        tooltip=tooltip,
    )
    point = base.mark_point(filled=True, size=90, color=colour).encode(
        x="share:Q", y=y, opacity=faint, tooltip=tooltip
    )
    drawn = base.mark_tick(thickness=2, size=11, color=palette.ink).encode(
        x="bayes_share:Q", y=y, opacity=faint, tooltip=tooltip
    )
    whole = (
        alt.Chart(pd.DataFrame({"at": [programme]}))
        .mark_rule(strokeDash=[5, 3], color=palette.ink)
        .encode(x="at:Q")
    )
    return dress(alt.LayerChart(layer=[whole, span, point, drawn], height=24 * len(data)), palette)


def rank_text(row: object) -> str:
    """Write a rank as the range that the intervals allow: ``1er à 4e``; a dash below ten towns."""
    first, last = row.first_rank, row.last_rank  # type: ignore[attr-defined]
    if pd.isna(first):
        return "non classée"
    return _ordinal(first) if first == last else f"{_ordinal(first)} à {_ordinal(last)}"


def describe_ranking(table: pd.DataFrame, programme: float, level: str) -> str:
    """State in numbers which areas stand out, and which are too small to say."""
    ranked = table[table["ranked"]]
    if ranked.empty:
        return "Aucun territoire ne compte assez de communes pour être classé."
    kept = ranked[ranked["stands"]]
    above, below = kept[kept["share"] > programme], kept[kept["share"] < programme]
    text = (
        f"Part des communes au niveau « {level} » : {share(programme)} dans le programme ; "
        f"{_strongest(ranked)}. "
        f"{_names(above)} au-dessus du programme sans que le hasard suffise à l’expliquer, "
        f"{_names(below)} au-dessous."
    )
    few = table[~table["ranked"] & (table["towns"] > 0)]
    if len(few):
        text += f" Trop peu de communes pour un rang : {_names(few)}."
    return text


def _strongest(ranked: pd.DataFrame) -> str:
    """Name the area of the greatest share, with its interval, or those that share it."""
    shown = ranked["share"].map(lambda one: rounded(100 * one))
    first = ranked[shown.eq(shown.max())]
    if len(first) > 1:
        return f"les plus fortes, à égalité : {_names(first)}, {share(first['share'].iloc[0])}"
    only = first.iloc[0]
    span = f"de {share(only['low'])} à {share(only['high'])}"
    return f"la plus forte : {curled(only['name'])}, {share(only['share'])} ({span})"


def crossing(
    table: pd.DataFrame, labels: tuple[str, str], readings: tuple[str, str], palette: Palette
) -> alt.LayerChart:
    """Draw the towns by their levels in two themes, as a square of nine counts.

    Parameters
    ----------
    table
        What `pvd_geo.themes.comparison.crossed` returns.
    labels, readings
        Names and readings (``challenge``, ``strength``) of the two themes.
    palette
        Colours of the current theme.
    """
    data = table.assign(
        one=table["first"].map(LEVELS[readings[0]].labels),
        other=table["second"].map(LEVELS[readings[1]].labels),
        chance=table["expected"].map(integer),
        ratio=table["towns"] / table["expected"].where(table["expected"] > 0),
    )
    data["text"] = [integer(towns) for towns in data["towns"]]
    data["against"] = [f"hasard{NARROW}: {chance}" for chance in data["chance"]]
    # Two lines a label, so that three fit side by side on a phone.
    top = alt.Axis(
        labelAngle=0, orient="top", labelOverlap=False, labelExpr="split(datum.label, ' ')"
    )
    x = alt.X("one:N", sort=None, title=labels[0], axis=top)
    y = alt.Y("other:N", sort=None, title=labels[1])
    bounds = alt.Scale(
        domain=[0.4, 1, 1.8],
        range=[palette.town, palette.surface, palette.meeting],
        interpolate="rgb",
        clamp=True,
    )
    tooltip = [
        alt.Tooltip("one:N", title=labels[0]),
        alt.Tooltip("other:N", title=labels[1]),
        alt.Tooltip("text:N", title="Communes"),
        alt.Tooltip("chance:N", title="Si rien ne les liait"),
    ]
    base = alt.Chart(data).encode(x=x, y=y, tooltip=tooltip)
    cells = base.mark_rect(stroke=palette.background, strokeWidth=3).encode(
        color=alt.Color("ratio:Q", scale=bounds, legend=None), opacity=alt.value(0.55)
    )
    count = base.mark_text(fontSize=20, dy=-8, color=palette.ink).encode(text="text:N")
    chance = base.mark_text(fontSize=12, dy=14, color=palette.ink).encode(text="against:N")
    return dress(alt.LayerChart(layer=[cells, count, chance], height=300), palette)


def describe_crossing(
    table: pd.DataFrame, labels: tuple[str, str], readings: tuple[str, str]
) -> str:
    """State in numbers whether two themes mark the same towns."""
    total = int(table["towns"].sum())
    if not total:
        return f"Aucune commune n’a de valeur à la fois pour {labels[0]} et pour {labels[1]}."
    both = table[table["first"].eq("strong") & table["second"].eq("strong")].iloc[0]
    strong = [
        f"{LEVELS[reading].label('strong')} pour « {label} »"
        for label, reading in zip(labels, readings, strict=True)
    ]
    words = listed(strong)
    text = f"Sur {plural(total, 'commune')} : {integer(both['towns'])} en {words}"
    marked = int(table.loc[table["first"].eq("strong"), "towns"].sum())
    if marked < FEW:
        return f"{text}. Moins de {FEW} en {strong[0]} : aucun écart n’en est tiré."
    low, high = wilson(int(both["towns"]), marked)
    everywhere = int(table.loc[table["second"].eq("strong"), "towns"].sum()) / total
    return (
        f"{text}, contre {integer(both['expected'])} si les deux thèmes n’avaient pas de lien. "
        f"Des {integer(marked)} en {strong[0]}, {share(both['towns'] / marked)} "
        f"({integer(100 * low)} à {share(high)}, intervalle à 95 %) sont en {strong[1]}, contre "
        f"{share(everywhere)} de toutes."
    )


def _span(edges: npt.NDArray[np.float64], place: int, most: float) -> str:
    """Say what an interval holds; the last one, all that lies beyond."""
    low, high = float(edges[place]), float(edges[place + 1])
    if place == len(edges) - 2 and most > high:
        return f"{measured(low)} et plus, jusqu’à {measured(most)}"
    return f"{measured(low)} à {measured(high)}"


def _binned(
    known: pd.Series[float], groups: dict[str, pd.Series[float]], words: dict[str, str]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Count towns by interval, the last one taking all that lies far out."""
    low, high = (float(known.min()), float(known.quantile(0.99))) if len(known) else (0.0, 1.0)
    edges = np.linspace(low, high if high > low else low + 1, _BINS + 1)
    rows = []
    for part, values in groups.items():
        counts, _ = np.histogram(values.clip(upper=edges[-1]), edges)
        for place, towns in enumerate(counts):
            rows.append(
                {
                    "part": part,
                    "group": words[part],
                    "start": edges[place],
                    "end": edges[place + 1],
                    "towns": int(towns),
                    "share": towns / max(len(values), 1),
                    "span": _span(edges, place, float(known.max()) if len(known) else 0.0),
                }
            )
    middles = [
        (words[part], float(values.median())) for part, values in groups.items() if len(values)
    ]
    medians = pd.DataFrame(
        [
            {
                "group": name,
                "median": min(value, edges[-1]),
                "text": measured(value),
                "label": f"médiane {name}{NARROW}: {measured(value)}",
                "place": 0.02 + 0.12 * place,
            }
            for place, (name, value) in enumerate(middles)
        ]
    )
    return pd.DataFrame(rows), medians


def _ordinal(rank: int) -> str:
    return "1er" if rank == 1 else f"{integer(rank)}e"


def _names(rows: pd.DataFrame) -> str:
    return listed(rows["name"], most=_TOLD) or "aucune"
