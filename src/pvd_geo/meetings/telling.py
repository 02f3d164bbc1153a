"""A meeting told in a few words: its name, its place, what changed between two of its states."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pvd_geo.categories import MEETINGS
from pvd_geo.formatting import DASH, integer, listed, missing
from pvd_geo.grammar import placed
from pvd_geo.meetings.life import foremost
from pvd_geo.meetings.series import on_days, period, series_name

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    import pandas as pd

    from pvd_geo.meetings.drafts import Known
    from pvd_geo.tables.records import MeetingState

NATIONAL: Final = "Rencontre nationale"
"""What a national meeting is called that has no title."""


def name(state: MeetingState, known: Known) -> str:
    """Return what a meeting is called: ``La Réunion``, or the title of a national one."""
    regions = listed(known.regions.get(code, code) for code in state.regions)
    return regions or state.title or NATIONAL


def place(state: MeetingState, known: Known) -> str:
    """Return where it is, as far as it is known."""
    town = known.towns.get(state.insee_code or "")
    return town[0] if town else state.host


def label(state: MeetingState, known: Known) -> str:
    """Return what tells it from others: ``La Réunion · 4 mars 2027 · Saint-Joseph (planifiée)``."""
    when = period(state.first, state.last) if state.first else series_name(state.series)
    parts = [name(state, known), when, place(state, known)]
    return f"{' · '.join(filter(None, parts))} ({MEETINGS.label(state.status)})"


def standing(meetings: pd.DataFrame) -> str:
    """Say where the meeting of a region stands: ``planifiée le 4 mars 2027 à Saint-Joseph``.

    Parameters
    ----------
    meetings
        Those of the region, as `pvd_geo.meetings.attendance.placed` returns them.
    """
    if meetings.empty:
        return "inconnue"
    row = foremost(meetings)
    known = {name: None if missing(value) else value for name, value in row.items()}
    return briefly(
        str(row["status"]), known["date"], known.get("last"), known["host"], known.get("reason")
    )


def briefly(
    status: str, first: date | None, last: date | None, host: str | None, reason: str | None
) -> str:
    """Say of one meeting what `standing` does."""
    if status == "announced":
        return "annoncée, sans date ni lieu"
    word = MEETINGS.label(status)
    if status == "cancelled":
        return f"{word} ({reason})" if reason else word
    where = f" {placed(str(host)).at}" if host else ""
    return f"{word} {on_days(first, last)}{where}"


def told(state: MeetingState, known: Known) -> dict[str, str]:
    """Return each thing that can be said of a meeting, under its French name."""
    regions = listed(known.regions.get(code, code) for code in state.regions)
    return {
        "régions": regions or "nationale",
        "titre": state.title or DASH,
        "date": period(state.first, state.last),
        "ville hôte": place(state, known) or DASH,
        "série": series_name(state.series),
        "public attendu": integer(state.expected),
        "état": MEETINGS.label(state.status),
        "raison": state.reason or DASH,
    }


def differences(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[str, ...]:
    """Return what changed between two of `told`, each as ``date : 4 mars 2027 → 5 mars 2027``."""
    return tuple(
        f"{what} : {before[what]} → {after[what]}"
        for what in after
        if before.get(what) != after[what]
    )
