"""A territory's levels beside the programme's, theme by theme."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING, Final

import pandas as pd

from pvd_geo.categories import GRADES, LEVELS
from pvd_geo.charts import lazy_altair as alt
from pvd_geo.charts.style import dress, in_words
from pvd_geo.formatting import share

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pvd_geo.categories import Category
    from pvd_geo.colors import Palette
    from pvd_geo.themes.contrasts import Contrast

LINE: Final = 22
"""Letters of a line of a theme's label."""

_WHOSE: Final = ("area", "programme")
_COLOURED_AS: Final = {"found": "challenge"}
"""Readings drawn in the colours of another one, which the legend has."""


def level_shares(
    contrasts: Sequence[Contrast], name: str, palette: Palette, *, step: int = 19
) -> alt.LayerChart:
    """Draw two bars a theme, the territory's and the programme's, split by level.

    Levels run from dark to light, so that the chart reads in grey, and the first one carries
    its share in figures.

    Parameters
    ----------
    contrasts
        Themes in the order to draw; those without a value are left out.
    name
        Name of the territory.
    palette
        Colours of the theme.
    step
        Height of one bar, in pixels.
    """
    known = [one for one in contrasts if one.known]
    data = pd.DataFrame([row for one in known for row in _rows(one, name)])
    if data.empty:
        data = pd.DataFrame(columns=["theme", "whose", "category", "start", "end", "text"])
    order = [_folded(one.label) for one in known]
    drawn = _drawn()
    base = alt.Chart(data)
    # Vega breaks a label only where it is told to, and a phone leaves little room beside the bars.
    axis = alt.Axis(
        labelExpr="split(datum.value, '\\n')", labelLimit=160, labelOverlap=False, ticks=False
    )
    y = alt.Y("theme:N", sort=order, title=None, axis=axis)
    offset = alt.YOffset("whose:N", sort=_WHOSE, scale=alt.Scale(paddingInner=0.1))
    bars = base.mark_bar(stroke=palette.background, strokeWidth=0.6).encode(
        x=alt.X("start:Q", title="part des communes", axis=alt.Axis(format="%", tickCount=5)),
        x2="end:Q",
        y=y,
        yOffset=offset,
        color=alt.Color(
            "category:N",
            title=None,
            scale=alt.Scale(
                domain=list(drawn), range=[one.color(palette) for one in drawn.values()]
            ),
            legend=alt.Legend(
                orient="top",
                columns=2,
                symbolType="square",
                values=_in_two_columns(drawn),
                labelExpr=in_words({code: one.label for code, one in drawn.items()}),
            ),
        ),
        # Ordinal: of a nominal field the browser's console complains.
        opacity=alt.Opacity(
            "whose:O",
            sort=_WHOSE,
            legend=None,
            scale=alt.Scale(domain=_WHOSE, range=[1, 0.55]),
        ),
        tooltip=[
            alt.Tooltip("theme:N", title="Thème"),
            alt.Tooltip("who:N", title="Ensemble"),
            alt.Tooltip("level:N", title="Niveau"),
            alt.Tooltip("text:N", title="Part des communes"),
        ],
    )
    figures = base.transform_filter("datum.start == 0").mark_text(
        align="left", dx=4, fontSize=11, color=palette.ink
    )
    labels = figures.encode(x=alt.datum(1.0), y=y, yOffset=offset, text="summary:N")
    height = max(len(known), 1) * 2 * step + 8 * len(known)
    return dress(alt.LayerChart(layer=[bars, labels], height=height), palette)


def describe(contrasts: Sequence[Contrast], name: str) -> str:
    """State in numbers what the bars show, for those who do not see them."""
    known = [one for one in contrasts if one.known]
    if not known:
        return f"{name}\u202f: aucune commune, aucun niveau."
    told = "\u202f; ".join(
        f"{one.label}\u202f: {one.strong_towns} en {one.strong_label} "
        f"(programme\u202f: {share(one.programme_shares[0])})"
        for one in known
    )
    return f"{name} et le programme, thème par thème. {told}."


def _rows(one: Contrast, name: str) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []
    texts = [one.part(count) for count in one.counts[: len(GRADES)]]
    for whose, who, note, shares, words in (
        ("area", name, LEVELS[one.reading].label("strong").split()[-1], one.shares, texts),
        ("programme", "Programme", "(programme)", one.programme_shares, None),
    ):
        start = 0.0
        told = words or [share(part) for part in shares]
        for level, part, text in zip(GRADES, shares, told, strict=True):
            if level not in LEVELS[one.reading].graded:
                continue
            rows.append(
                {
                    "theme": _folded(one.label),
                    "whose": whose,
                    "who": who,
                    "category": f"{_COLOURED_AS.get(one.reading, one.reading)}-{level}",
                    "level": LEVELS[one.reading].label(level),
                    "start": start,
                    "end": start + part,
                    "text": text,
                    "summary": f"{told[0]} {note}",
                }
            )
            start += part
    # An empty first level still carries the figure of its bar.
    return [row for row in rows if row["start"] == 0 or row["start"] != row["end"]]


def _in_two_columns(codes: Iterable[str]) -> list[str]:
    """Return the levels in an order that sets challenges on the left and strengths on the right."""
    names = list(codes)
    half = len(names) // 2
    return [name for pair in zip(names[:half], names[half:], strict=True) for name in pair]


def _folded(label: str) -> str:
    """Return a label on lines of a length that fits beside the bars of a narrow screen."""
    return "\n".join(wrap(label, LINE))


def _drawn() -> dict[str, Category]:
    """Return the levels of the readings that have colours of their own, by a code."""
    return {
        f"{reading}-{level}": levels[level]
        for reading, levels in LEVELS.items()
        if reading not in _COLOURED_AS
        for level in GRADES
    }
