"""Every indicator of a theme, for the area and for the programme."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from pvd_geo.export.tables import Column
from pvd_geo.formatting import DASH, NARROW, integer, listed, measured, missing, plural
from pvd_geo.freshness import written
from pvd_geo.themes.indicators import summed_up
from pvd_geo.ui.html import join, show, table, tag
from pvd_geo.ui.parts import file_basket
from pvd_geo.ui.views.themes.theme import SOURCES

if TYPE_CHECKING:
    import pandas as pd

    from pvd_geo.selection.selection import Selection
    from pvd_geo.tables.dataset import Dataset
    from pvd_geo.ui.views.themes.theme import Shown


_ASIDE = ("valeur écartée, donc inconnue", "valeurs écartées, donc inconnues")


def section(dataset: Dataset, chosen: Selection, view: Shown) -> None:
    """Show the indicators, say which have no value in the area, and offer the figures."""
    inside = set(dataset.towns["insee_code"][view.inside])
    rows = summed_up(
        view.theme, dataset.indicators, dataset.town_indicators, inside, dataset.doubtful_values
    )
    st.header("Tous les indicateurs du thème", anchor=False)
    headings = (
        *("Indicateur, millésime", "Unité", "Médiane du programme"),
        f"Médiane{NARROW}: {view.area}" if view.area else "Médiane du territoire",
        *("Communes connues", "Producteur", "Réserve"),
    )
    cells = (_cells(row, area=view.area) for row in rows.itertuples())
    show(table("En gras : ce qui fait le niveau du thème", headings, cells, numbers=(2, 3, 4)))
    without = rows.loc[rows["here"].eq(0) & rows["aside_here"].eq(0), "label"]
    if view.area and len(without):
        text = (
            f"Sans valeur pour {view.area} : {listed(without)}. La source ne couvre pas ce "
            "territoire ; ce n’est pas zéro."
        )
        show(tag("p", text, css="pvd-note"))
    for row in rows[rows["aside_here"].gt(0)].itertuples():
        text = (
            f"{row.label}, {view.area or 'programme'} : "
            f"{plural(row.aside_here, *_ASIDE)}. "
            "Les raisons sont sur la page Données et méthode."
        )
        show(tag("p", text, css="pvd-note"))
    _file(rows, chosen, view)


def _cells(row: Any, *, area: str) -> tuple[object, ...]:  # noqa: ANN401 - a row of `summed_up`
    return (
        join([tag("b", row.label) if row.lead else row.label, tag("small", written(row.vintage))]),
        row.unit,
        measured(row.median),
        measured(row.median_here) if area else DASH,
        integer(row.known),
        row.producer,
        "" if missing(row.caveat) else row.caveat,
    )


def _file(rows: pd.DataFrame, chosen: Selection, view: Shown) -> None:
    file_basket.figures(
        rows,
        (
            Column("label", "Indicateur"),
            Column("unit", "Unité"),
            Column("median", "Médiane du programme", "decimal", 2),
            Column("median_here", "Médiane du territoire", "decimal", 2),
            Column("known", "Communes connues", "integer"),
            Column("here", "dont dans le territoire", "integer"),
            Column("producer", "Producteur"),
            Column("vintage", "Millésime"),
            Column("caveat", "Réserve"),
        ),
        chosen,
        *SOURCES,
        title=f"Indicateurs, {view.theme.label}",
        subject=f"indicateurs-{view.theme.theme_id}",
    )
