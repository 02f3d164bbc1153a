"""The sheet of one meeting, as accessible HTML in which every text is escaped."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from pvd_geo.attendance import BASES
from pvd_geo.formatting import DASH, date_long, distance, integer, missing, share

if TYPE_CHECKING:
    import pandas as pd

_FACT = Markup("<div><dt>{}</dt><dd>{}</dd></div>")
_BASIS = Markup('{} <span class="pvd-basis pvd-{}">{}</span>')


def attendance_text(meeting: Any) -> Markup:  # noqa: ANN401 - a row of the meetings
    """Write a meeting's attendance with its basis: ``≈ 108 (67 à 119) estimé``."""
    if missing(meeting["participants"]):
        return Markup("{} (non publiée, non relevée)").format(DASH)
    figure = f"{integer(meeting['participants'])} participants"
    if meeting["basis"] == "estimated":
        low, high = integer(meeting["participants_low"]), integer(meeting["participants_high"])
        figure = f"≈\u202f{figure}, entre {low} et {high}"
    return _BASIS.format(figure, meeting["basis"], BASES[meeting["basis"]])


def html(
    meeting: Any,  # noqa: ANN401 - a row of the meetings
    catchment: Any,  # noqa: ANN401 - a row of the catchments
    furthest: str,
    note: str | None,
) -> Markup:
    """Write the sheet of one meeting held.

    Parameters
    ----------
    meeting
        A row of `pvd_geo.attendance.by_meeting`.
    catchment
        The row of `pvd_geo.distance.catchments` for this meeting.
    furthest
        Name of the town that was furthest.
    note
        What the sources say besides, if anything.
    """
    facts: list[tuple[str, object]] = [
        ("Date", date_long(meeting["date"])),
        ("Commune hôte", meeting["host"]),
        ("Région", f"{meeting['region_name']}, {integer(meeting['towns'])} communes du programme"),
        ("Fréquentation", attendance_text(meeting)),
        ("Groupes", integer(meeting["groups"])),
        ("Distance médiane à vol d’oiseau", distance(catchment["median_km"])),
        ("La plus éloignée", f"{furthest}, {distance(catchment['furthest_km'])}"),
        ("Communes à moins de 50 km", share(catchment["share_50"])),
        ("Communes à moins de 100 km", share(catchment["share_100"])),
    ]
    if not missing(note):
        facts.append(("À savoir", note))
    return Markup('<dl class="pvd-facts">{}</dl>').format(
        Markup().join(_FACT.format(term, text) for term, text in facts)
    )


def catchment_table(meetings: pd.DataFrame, catchments: pd.DataFrame) -> pd.DataFrame:
    """Join meetings and catchments for the table of the page, one row a meeting held."""
    return meetings.merge(catchments.drop(columns="towns"), on="meeting_id", how="left")
