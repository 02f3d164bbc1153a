"""The sheet of one meeting: when, where, for whom, how far, how many."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from pvd_geo.formatting import DASH, date_long, distance, integer, listed, missing, plural, share
from pvd_geo.methods import ESTIMATED, SPAN, almost, span
from pvd_geo.territory.backing import PLACES
from pvd_geo.territory.published import LIST
from pvd_geo.themes.comparison import FEW
from pvd_geo.ui.html import facts, join, tag
from pvd_geo.ui.html import show as show_html
from pvd_geo.ui.markdown import plain
from pvd_geo.ui.parts import glossary, marks
from pvd_geo.ui.parts.figures import basis_tag
from pvd_geo.ui.shared import datasets, meeting_figures

if TYPE_CHECKING:
    from collections.abc import Mapping

    from markupsafe import Markup

    from pvd_geo.tables.dataset import Dataset
    from pvd_geo.ui.parts.marks import Origin


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
        st.header(plain(f"{meeting['host']}, le {date_long(meeting['date'])}"), anchor=False)
        show_html(
            meeting_facts(
                meeting,
                catchment,
                furthest,
                note=note,
                origins=_origins(meeting_id, meeting["basis"]),
            )
        )
        if meeting["basis"] == "estimated":
            show_html(tag("p", f"{ESTIMATED} {SPAN}", css="pvd-note"))


def meeting_facts(
    meeting: Any,  # noqa: ANN401 - a row of the meetings
    catchment: Any,  # noqa: ANN401 - a row of the catchments
    furthest: str,
    *,
    note: object,
    origins: Mapping[str, Origin | None] | None = None,
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
    origins
        Who its facts come from, of which each has a mark: ``list, attendance, place, meeting``.
    """
    own = origins or {}

    def marked(of: str, term: str, said: object, word: str = "") -> tuple[str, object]:
        named = glossary.opened(term, word) if word else term
        return named, marks.beside(said, term, own.get(of))

    known: list[tuple[str, object]] = [
        ("Région", meeting["region_name"]),
        marked("list", "Communes du programme", integer(meeting["towns"])),
        marked("attendance", "Fréquentation", attendance_text(meeting)),
        *([] if missing(meeting["registered"]) else [("Inscrits", came_text(meeting))]),
        ("Groupes", integer(meeting["groups"])),
        marked(
            *("place", "Distance médiane à vol d’oiseau", distance(catchment["median_km"])),
            word="straight",
        ),
        (
            _FURTHEST[isinstance(catchment["furthest"], tuple) and len(catchment["furthest"]) > 1],
            f"{furthest}, {distance(catchment['furthest_km'])}",
        ),
        ("Communes à moins de 50 km", share(catchment["share_50"])),
        ("Communes à moins de 100 km", share(catchment["share_100"])),
    ]
    return facts(*known, *([] if missing(note) else [marked("meeting", "À savoir", note)]))


def _origins(meeting_id: str, basis: object) -> dict[str, Origin | None]:
    """Return the origins of a meeting's facts, as `meeting_facts` takes them."""
    tables = datasets.dataset("meetings", "attendance")
    said = tables.meetings.set_index("meeting_id").loc[meeting_id, "source_id"]
    rows = tables.attendance
    shared = rows.loc[rows["meeting_id"].eq(meeting_id), "source_id"].dropna().unique()
    # What users recorded has no publication behind it.
    counted = len(shared) and basis != "recorded"
    return {
        "list": marks.of_table("towns", LIST),
        "place": marks.of_table("towns", *PLACES),
        "meeting": None if missing(said) else marks.of_table("meetings", str(said)),
        "attendance": marks.of_table("attendance", *shared) if counted else None,
    }


def came_text(meeting: Any) -> str:  # noqa: ANN401
    """Say how many of those who registered came, where both were recorded; never of an estimate.

    ``41 présents pour 60 inscrits, soit 68 %``
    """
    registered = plural(int(meeting["registered"]), "inscrit")
    if meeting["basis"] != "recorded":
        return f"{registered}, présents non relevés"
    came = plural(int(meeting["participants"]), "présent")
    if missing(meeting["came"]):
        return f"{came} pour {registered} : des personnes sont venues sans s’inscrire"
    # Of a few, the two numbers say more than their ratio.
    ratio = f", soit {share(meeting['came'])}" if meeting["registered"] >= FEW else ""
    return f"{came} pour {registered}{ratio}"


def attendance_text(meeting: Any) -> Markup:  # noqa: ANN401
    """Write a meeting's attendance with its basis: ``≈ 70 participants, de 66 à 71 selon …``."""
    if missing(meeting["participants"]):
        return join([DASH, " (ni publiée, ni relevée)"])
    figure = f"{integer(meeting['participants'])} participants"
    if meeting["basis"] == "estimated":
        low, high = meeting["participants_low"], meeting["participants_high"]
        figure = f"{almost(figure, 'estimated')}, {span(low, high)}"
    return join([figure, " ", basis_tag(str(meeting["basis"]))])
