"""The sheet of one meeting: when, where, for whom, how far, how many."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from pvd_geo.formatting import DASH, date_long, distance, integer, listed, missing, share
from pvd_geo.methods import ESTIMATED, SPAN, almost, span
from pvd_geo.ui.html import facts, join, tag
from pvd_geo.ui.html import show as show_html
from pvd_geo.ui.parts.figures import basis_tag
from pvd_geo.ui.shared import meeting_figures

if TYPE_CHECKING:
    from markupsafe import Markup

    from pvd_geo.tables.dataset import Dataset


_FURTHEST = ("Commune la plus éloignée", "Communes les plus éloignées, à égalité")


def show(dataset: Dataset, meeting_id: str) -> None:
    """Show the sheet of one meeting held.

    Parameters
    ----------
    dataset
        With ``towns, meetings``.
    meeting_id
        A meeting that was held.
    """
    meeting = meeting_figures.held().set_index("meeting_id").loc[meeting_id]
    catchments = meeting_figures.catchments().set_index("meeting_id")
    # A place outside the programme has no distances.
    catchment = catchments.reindex([meeting_id]).iloc[0]
    names = dataset.towns.set_index("insee_code")["name"]
    far = catchment["furthest"]
    furthest = listed(names[list(far)], most=4) if isinstance(far, tuple) else DASH
    note = dataset.meetings.set_index("meeting_id").loc[meeting_id, "note"]
    with st.container(border=True, key="pvd-meeting-sheet"):
        st.header(f"{meeting['host']}, le {date_long(meeting['date'])}", anchor=False)
        show_html(meeting_facts(meeting, catchment, furthest, note=note))
        if meeting["basis"] == "estimated":
            show_html(tag("p", f"{ESTIMATED} {SPAN}", css="pvd-note"))


def meeting_facts(
    meeting: Any,  # noqa: ANN401 - a row of the meetings
    catchment: Any,  # noqa: ANN401 - a row of the catchments
    furthest: str,
    *,
    note: object,
) -> Markup:
    """Return the facts of one meeting as a description list.

    Parameters
    ----------
    meeting, catchment
        Its rows of `pvd_geo.meetings.attendance.by_meeting` and of
        `pvd_geo.meetings.distance.catchments`.
    furthest
        Name of the town that was furthest, or of those that were.
    note
        What the sources say besides, if anything.
    """
    known: list[tuple[str, object]] = [
        ("Région", meeting["region_name"]),
        ("Communes du programme", integer(meeting["towns"])),
        ("Fréquentation", attendance_text(meeting)),
        ("Groupes", integer(meeting["groups"])),
        ("Distance médiane à vol d’oiseau", distance(catchment["median_km"])),
        (
            _FURTHEST[isinstance(catchment["furthest"], tuple) and len(catchment["furthest"]) > 1],
            f"{furthest}, {distance(catchment['furthest_km'])}",
        ),
        ("Communes à moins de 50 km", share(catchment["share_50"])),
        ("Communes à moins de 100 km", share(catchment["share_100"])),
    ]
    return facts(*known, *([] if missing(note) else [("À savoir", note)]))


def attendance_text(meeting: Any) -> Markup:  # noqa: ANN401
    """Write a meeting's attendance with its basis: ``≈ 70 participants, de 66 à 71 selon …``."""
    if missing(meeting["participants"]):
        return join([DASH, " (ni publiée, ni relevée)"])
    figure = f"{integer(meeting['participants'])} participants"
    if meeting["basis"] == "estimated":
        low, high = meeting["participants_low"], meeting["participants_high"]
        figure = f"{almost(figure, 'estimated')}, {span(low, high)}"
    return join([figure, " ", basis_tag(str(meeting["basis"]))])
