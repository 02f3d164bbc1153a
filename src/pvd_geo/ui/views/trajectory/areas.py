"""Areas compared: how fast did each sign."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from pvd_geo.charts import agreements as charts
from pvd_geo.formatting import DASH, date_long, integer, missing, plural, share
from pvd_geo.ui.html import show, table, tag
from pvd_geo.ui.palette import palette
from pvd_geo.ui.parts import chart, pictures
from pvd_geo.ui.shared import clock
from pvd_geo.ui.shared.once import once

if TYPE_CHECKING:
    from datetime import date

    import pandas as pd

    from pvd_geo.selection.selection import Choices, Selection

_HEADINGS = ("Communes", "Signées", "Part", "Jour médian", "Dernière", "Sans date")


def compared(towns: pd.DataFrame, chosen: Selection, choices: Choices, day: date) -> None:
    """Show the regions side by side, or the départements of the region that was chosen.

    Parameters
    ----------
    towns
        Towns of the region, or of the programme.
    """
    rows = pictures.paced(towns, chosen, choices, day)
    if rows.empty:
        return
    word = "région" if chosen.region is None else "département"
    st.header(f"Chaque {word}, de la première convention à la dernière", anchor=False)
    left, right = st.columns([5, 6], gap="medium")
    with left:
        told = once(charts.describe_pace, rows)
        chart.show(charts.pace, rows, day, clock.today(), palette(), alt=told)
        show(
            tag(
                "p",
                "Le trait va de la première convention à la dernière ; le losange est le jour où "
                "la moitié des communes datées avait signé.",
                css="pvd-note",
            )
        )
    with right:
        show(
            table(
                f"Conventions signées au {date_long(day)}, par {word}",
                (word.capitalize(), *_HEADINGS),
                map(_cells, rows.itertuples()),
                numbers=(1, 2, 3, 6),
                css="pvd-compact",
            )
        )


def _cells(area: Any) -> tuple[object, ...]:  # noqa: ANN401 - a row of `pace`
    return (
        area.name,
        integer(area.towns),
        integer(area.signed),
        share(area.signed / area.towns, 1),
        date_long(area.median),
        DASH if missing(area.last) else _last(area),
        integer(area.undated),
    )


def _last(area: Any) -> str:  # noqa: ANN401 - the same
    others = area.last_towns - 1
    more = f" et {plural(others, 'autre')}" if others else ""
    return f"{area.last_town}{more}, {date_long(area.last)}"
