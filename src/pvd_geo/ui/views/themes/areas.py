"""The areas of a theme: regions with their uncertainty, host towns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from pvd_geo.charts import themes as charts
from pvd_geo.codes import AREA_NOUNS
from pvd_geo.export.tables import Column
from pvd_geo.formatting import DASH, NARROW, integer, rounded, share, signed
from pvd_geo.meetings.series import held
from pvd_geo.themes.comparison import FEW, difference, hosts_and_others
from pvd_geo.themes.portrait import measure, value_text
from pvd_geo.ui.html import show, table, tag
from pvd_geo.ui.palette import palette
from pvd_geo.ui.parts import file_basket, marks
from pvd_geo.ui.shared import datasets, theme_analyses
from pvd_geo.ui.views.themes.theme import SOURCES

if TYPE_CHECKING:
    from collections.abc import Callable

    import altair as alt
    import pandas as pd

    from pvd_geo.codes import AreaKind
    from pvd_geo.colors import Palette
    from pvd_geo.selection.selection import Selection
    from pvd_geo.tables.dataset import Dataset
    from pvd_geo.ui.views.themes.theme import Shown

_JUDGED: Final = (
    "Au-dessus ou au-dessous du programme : tous les territoires et tous les thèmes sont jugés "
    "ensemble (test exact, Benjamini-Hochberg) ; parmi les écarts retenus, 5 % en moyenne "
    "viendraient du hasard."
)
_AREA_NOTE: Final = (
    "Intervalle de Wilson à 95 % ; estimation rapprochée de la part du programme quand les "
    "communes sont peu nombreuses (Bayes empirique, Marshall 1991). "
    f"Moins de {FEW} communes : pas de rang. {_JUDGED}"
)
_LEGEND: Final = (
    " Point : part observée ; trait fin vertical : estimation prudente ; barre : intervalle à "
    f"95 %. {_JUDGED}"
)


def areas(dataset: Dataset, chosen: Selection, view: Shown) -> None:
    """Rank the regions, and the départements of the one chosen, with their uncertainty."""
    st.header("Les régions, avec leur incertitude", anchor=False)
    _ranking(theme_analyses.shares(view.theme.theme_id, "region"), "region", chosen, view)
    if not chosen.region:
        return
    own = dataset.departments.set_index("code")["region_code"]
    rows = theme_analyses.shares(view.theme.theme_id, "department")
    name = datasets.choices().regions[chosen.region]
    st.header(f"Les départements{NARROW}: {name}", anchor=False)
    inside = rows[rows["code"].map(own).eq(chosen.region)]
    _ranking(inside.reset_index(drop=True), "department", chosen, view)


def areas_file(chosen: Selection, view: Shown, kind: AreaKind) -> None:
    """Offer the figures of the map of shares."""
    rows = theme_analyses.shares(view.theme.theme_id, kind)
    _file(rows, kind, chosen, view)


def _ranking(rows: pd.DataFrame, kind: AreaKind, chosen: Selection, view: Shown) -> None:
    """Draw some areas, say what stands out, and offer the figures."""
    mark = chosen.region if kind == "region" else chosen.department

    def draw(colours: Palette) -> alt.LayerChart:
        strong = view.levels["strong"].color(colours)
        return charts.ranking(rows, mark, view.programme, colours, strong)

    text = charts.describe_ranking(rows, view.programme, view.strong)
    st.altair_chart(draw(palette()), alt=text)
    show(tag("p", text, _LEGEND, css="pvd-note"))
    _file(rows, kind, chosen, view, draw)


def _file(
    rows: pd.DataFrame,
    kind: AreaKind,
    chosen: Selection,
    view: Shown,
    draw: Callable[[Palette], alt.LayerChart] | None = None,
) -> None:
    """Offer the figures of a chart, or of the map, which has none."""
    one, several = (noun.capitalize() for noun in AREA_NOUNS[kind])
    file_basket.figures(
        rows.assign(rank=[charts.rank_text(row) for row in rows.itertuples()]),
        (
            Column("code", "Code", "code"),
            Column("name", one),
            *_shares(view),
            Column("bayes_share", "Estimation prudente", "decimal", 3),
            Column("rank", "Rang"),
        ),
        chosen,
        *SOURCES,
        title=f"{several}, {view.theme.label}",
        subject=f"{'' if draw else 'carte-'}{AREA_NOUNS[kind][1]}-{view.theme.theme_id}",
        notes=[_AREA_NOTE],
        draw=draw,
    )


def _shares(view: Shown) -> tuple[Column, ...]:
    return (
        Column("towns", "Communes avec une valeur", "integer"),
        Column("strong", view.strong.capitalize(), "integer"),
        Column("share", "Part", "decimal", 3),
        Column("low", "Borne basse à 95 %", "decimal", 3),
        Column("high", "Borne haute à 95 %", "decimal", 3),
    )


def hosts(dataset: Dataset, chosen: Selection, view: Shown) -> None:
    """Set the towns that hosted a meeting beside all others."""
    codes = set(held(dataset.meetings)["insee_code"])
    pair = hosts_and_others(view.rows.reset_index(), view.theme.theme_id, codes)
    _, low, high = difference(pair)
    st.header("Les communes hôtes et les autres", anchor=False)
    rows = (
        (
            label,
            integer(pair.loc[name, "towns"]),
            f"{integer(pair.loc[name, 'strong'])} ({share(pair.loc[name, 'share'])})",
            f"{share(pair.loc[name, 'low'])} à {share(pair.loc[name, 'high'])}",
            value_text(pair.loc[name, "median"], view.theme, dataset.indicators),
        )
        for name, label in (("hosts", "Hôtes d’une rencontre"), ("others", "Autres communes"))
    )
    headings = ("Communes", "Connues", view.strong.capitalize(), "Intervalle à 95 %", "Médiane")
    caption = "Communes hôtes et autres communes du programme"
    marked = marks.captioned(caption, marks.of_lead(view.theme, dataset.indicators))
    show(table(marked, headings, rows, numbers=(1, 2)))
    clear = low > 0 or high < 0
    # Between the percentages as the table shows them, so that the three agree.
    shown = [rounded(100 * pair.loc[name, "share"]) for name in ("hosts", "others")]
    points = signed(shown[0] - shown[1], 0) if pair["share"].notna().all() else DASH
    verdict = (
        f"Écart de {points} points, que le hasard n’explique pas"
        if clear
        else f"Écart de {points} points, compatible avec le hasard"
    )
    span = (
        f" (intervalle à 95 % de la différence, Newcombe 1998 : de {signed(100 * low, 0)} à "
        f"{signed(100 * high, 0)} points)"
    )
    if pair["towns"].min() < FEW:
        verdict = f"Moins de {FEW} communes hôtes ont une valeur connue : aucun écart n’en est tiré"
        span = ""
    show(tag("p", f"{verdict}{span}.", css="pvd-note"))
    file_basket.figures(
        pair.assign(who=["Hôtes d’une rencontre", "Autres communes"]),
        (
            Column("who", "Communes"),
            *_shares(view),
            Column("median", measure(view.theme, dataset.indicators), "decimal", 3),
        ),
        chosen,
        *SOURCES,
        "meetings",
        title=f"Communes hôtes et autres, {view.theme.label}",
        subject=f"hotes-{view.theme.theme_id}",
        notes=[verdict],
    )
