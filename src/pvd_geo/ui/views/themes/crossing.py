"""Two themes crossed: whether they mark the same towns."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from pvd_geo.categories import LEVELS
from pvd_geo.charts import themes as charts
from pvd_geo.export.tables import Column
from pvd_geo.themes.comparison import crossed
from pvd_geo.ui.html import show, tag
from pvd_geo.ui.palette import palette
from pvd_geo.ui.parts import file_basket, terms
from pvd_geo.ui.parts.terms import Choice
from pvd_geo.ui.shared import datasets, theme_analyses
from pvd_geo.ui.views.themes.theme import SOURCES

if TYPE_CHECKING:
    from pvd_geo.selection.selection import Selection
    from pvd_geo.tables.dataset import Dataset
    from pvd_geo.ui.views.themes.theme import Shown


def section(dataset: Dataset, chosen: Selection, view: Shown) -> str:
    """Show the towns of the area by their levels in two themes; return the id of the other one."""
    st.header("Deux thèmes croisés", anchor=False)
    names = datasets.choices().themes
    others = {theme: name for theme, name in names.items() if theme != view.theme.theme_id}
    other = theme_analyses.theme(dataset, terms.selectbox("Avec le thème", Choice("avec", others)))
    inside = set(dataset.towns["insee_code"][view.inside])
    levels = datasets.levels()
    rows = crossed(levels[levels["insee_code"].isin(inside)], view.theme.theme_id, other.theme_id)
    graded = LEVELS[view.theme.reading].graded, LEVELS[other.reading].graded
    rows = rows[rows["first"].isin(graded[0]) & rows["second"].isin(graded[1])]
    labels, readings = (view.theme.label, other.label), (view.theme.reading, other.reading)
    text = charts.describe_crossing(rows, labels, readings)
    where = view.area or "France entière"
    if not rows["towns"].sum():
        show(tag("p", f"{where} : {text}", css="pvd-empty"))
        return str(other.theme_id)
    draw = partial(charts.crossing, rows, labels, readings)
    st.altair_chart(draw(palette()), alt=f"{where} : {text}")
    show(
        tag(
            "p",
            f"{where} : {text} Orangé : plus de communes que le hasard n’en mettrait ; "
            "bleuté : moins.",
            css="pvd-note",
        )
    )
    file_basket.figures(
        rows.assign(
            one=rows["first"].map(LEVELS[readings[0]].labels),
            other=rows["second"].map(LEVELS[readings[1]].labels),
        ),
        (
            Column("one", labels[0]),
            Column("other", labels[1]),
            Column("towns", "Communes", "integer"),
            Column("expected", "Attendues si rien ne les liait", "decimal", 1),
        ),
        chosen,
        *SOURCES,
        title=f"{labels[0]} et {labels[1]}",
        subject=f"croisement-{view.theme.theme_id}-{other.theme_id}",
        draw=draw,
    )
    return str(other.theme_id)
