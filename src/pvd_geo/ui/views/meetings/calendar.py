"""The parts of the page of meetings: the calendar, the distances, what is still to come."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from pvd_geo.charts import timeline
from pvd_geo.charts.timeline import CLICKED, ID
from pvd_geo.formatting import date_long, distance, integer, plural, share, typeset
from pvd_geo.meetings.life import by_region
from pvd_geo.meetings.series import announced
from pvd_geo.territory.backing import PLACES
from pvd_geo.territory.published import LIST
from pvd_geo.ui import address
from pvd_geo.ui.html import show, table, tag
from pvd_geo.ui.palette import palette
from pvd_geo.ui.parts import chart, marks

if TYPE_CHECKING:
    import pandas as pd

    from pvd_geo.tables.dataset import Dataset

_CHART = "pvd-timeline"
_PICK = "pvd-meeting"
_HEADINGS = (
    "Rencontre",
    "Région",
    "Communes",
    "Distance médiane",
    "La plus éloignée",
    "À moins de 50 km",
    "À moins de 100 km",
)


def calendar(held: pd.DataFrame, current: str | None) -> None:
    """Show the meetings by date; a click on one opens its sheet."""
    said = timeline.describe(held)
    if held.empty:
        show(tag("p", said, css="pvd-empty"))
        return

    def open_point() -> None:
        points: list[dict[str, Any]] = st.session_state[_CHART]["selection"].get(CLICKED, [])
        if points:
            address.change(meeting=points[0][ID])

    chart.show(
        timeline.timeline,
        held,
        current,
        palette(),
        key=_CHART,
        on_select=open_point,
        selection_mode=CLICKED,
        alt=said,
    )


def pick(
    held: pd.DataFrame,
    current: str | None,
    *,
    label: str = "Fiche d’une rencontre",
    placeholder: str = "Choisir une rencontre",
) -> None:
    """Offer the same choice as the map and the calendar, by keyboard."""
    labels = {
        row.meeting_id: typeset(f"{date_long(row.date)} · {row.host} ({row.region_name})")
        for row in held.itertuples()
    }
    # The widget follows what was chosen elsewhere.
    st.session_state[_PICK] = current if current in labels else None
    st.selectbox(
        label,
        list(labels),
        format_func=labels.__getitem__,
        key=_PICK,
        index=None,
        placeholder=placeholder,
        on_change=_open_picked,
        filter_mode="contains",
    )


def distances_table(held: pd.DataFrame, catchments: pd.DataFrame) -> None:
    """Show how far the towns of each region were from its meeting."""
    rows = held.merge(catchments.drop(columns="towns"), on="meeting_id")
    st.header("Qui était à portée ?", anchor=False)
    if rows.empty:
        text = "Aucune rencontre tenue dans une commune du programme, dans cette sélection."
        show(tag("p", text, css="pvd-empty"))
        return
    what = "Distances à vol d’oiseau entre les communes et la rencontre de leur région"
    show(
        table(
            marks.captioned(what, marks.of_table("towns", LIST, *PLACES)),
            _HEADINGS,
            (
                (
                    f"{date_long(row.date)} · {row.host}",
                    row.region_name,
                    integer(row.towns),
                    distance(row.median_km),
                    distance(row.furthest_km),
                    share(row.share_50),
                    share(row.share_100),
                )
                for row in rows.itertuples()
            ),
            numbers=range(2, len(_HEADINGS)),
        )
    )


def still_to_come(dataset: Dataset) -> None:
    """Say which regions were announced, and that nothing more is known of them."""
    names = dataset.regions.set_index("code")["name"]
    counts = dataset.towns["region_code"].value_counts()
    rows = announced(dataset.meetings)
    if rows.empty:
        return
    st.subheader("Annoncées, sans date ni lieu connus", anchor=False)
    show(
        tag(
            "ul",
            *(
                tag("li", f"{names[code]} : {plural(int(counts.get(code, 0)), 'commune')}")
                for code in by_region(rows)["region_code"]
            ),
            css="pvd-announced",
        )
    )


def _open_picked() -> None:
    address.change(meeting=st.session_state[_PICK])
