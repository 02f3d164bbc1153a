"""The day that is shown: how it is chosen and played, and what had happened by then."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd
import streamlit as st

from pvd_geo.formatting import date_long, integer, plural, share
from pvd_geo.territory.published import LIST
from pvd_geo.timeline import agreements
from pvd_geo.timeline.agreements import LAUNCH, within_life
from pvd_geo.ui import address
from pvd_geo.ui.html import aloud, show
from pvd_geo.ui.parts import figures, marks
from pvd_geo.ui.shared.clock import today

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

PACE: Final = 0.9
"""Seconds that a month stays on the screen while the months are played."""

_PLAYING: Final = "pvd-playing"


def shown() -> date:
    """Return the day that the page shows: the selection's, within the programme's life."""
    return within_life(address.current().day, today())


def say_outside() -> None:
    """Say that the day of the address is before the launch or still to come."""
    chosen = address.current().day
    if chosen is None or chosen == shown():
        return
    why = "est avant le lancement du programme" if chosen < LAUNCH else "est encore à venir"
    show(
        aloud(
            f"Le {date_long(chosen)} {why} : la page montre le {date_long(shown())}.",
            css="pvd-notice",
        )
    )


def controls(landmarks: Iterable[date]) -> None:
    """Show how to choose the day: month by month, exactly, or played.

    Parameters
    ----------
    landmarks
        Days of what was published; they are stops of the slider.
    """
    day = shown()
    stops = sorted({*_month_ends(), *landmarks, day, today()})
    with st.container(key="pvd-moment"):
        axis, exact, play, back = st.columns([6, 2, 1.4, 1.6], vertical_alignment="bottom")
        _keep("slider", day)
        axis.select_slider(
            "La carte et les chiffres au",
            [stop for stop in stops if LAUNCH <= stop <= today()],
            key="pvd-day-slider",
            format_func=date_long,
            on_change=_take,
            args=("slider",),
        )
        _keep("exact", day)
        exact.date_input(
            "Jour exact",
            min_value=LAUNCH,
            max_value=today(),
            format="DD/MM/YYYY",
            key="pvd-day-exact",
            on_change=_take,
            args=("exact",),
        )
        going = playing()
        play.button(
            "Pause" if going else "Lire",
            icon=":material/pause:" if going else ":material/play_arrow:",
            key="pvd-play",
            on_click=_stop if going else _start,
            width="stretch",
        )
        back.button(
            "Aujourd’hui",
            key="pvd-today",
            on_click=_go,
            args=(None,),
            disabled=address.current().day is None,
            width="stretch",
        )


def playing() -> bool:
    """Tell whether the months are being played."""
    return bool(st.session_state.get(_PLAYING))


def advance() -> None:
    """Go to the end of the next month; the last stop is today, where playing ends."""
    later = [end for end in _month_ends() if end > shown()]
    if later and later[0] < today():
        address.change(day=later[0])
    else:
        _stop()
        address.change(day=None)


def go(day: date) -> None:
    """Show another day, and stop playing."""
    _go(day)


def figures_of(towns: pd.DataFrame, held: pd.DataFrame, day: date) -> None:
    """Show what had happened by the day: conventions, meetings, people.

    Parameters
    ----------
    towns
        Towns of the area.
    held
        Meetings of the area, as `pvd_geo.meetings.attendance.by_meeting`.
    """
    signed, undated = agreements.signed(towns, day), int(towns["agreement_date"].isna().sum())
    met = held[held["date"] <= pd.Timestamp(day)]
    # An estimate shares out the published total: its sum says nothing that was not put in.
    recorded = met[met["basis"].eq("recorded")]
    figures.row(
        [
            figures.Figure(
                "conventions signées",
                integer(signed),
                note=f"{share(signed / len(towns), 1)} de {plural(len(towns), 'commune')}"
                if len(towns)
                else "aucune commune",
                origin=marks.of_table("towns", LIST),
                word="convention",
            ),
            figures.Figure(
                "pas encore signées",
                integer(len(towns) - signed - undated),
                note="à cette date",
                origin=marks.of_table("towns", LIST),
            ),
            figures.Figure(
                "sans date connue",
                integer(undated),
                note="ni signées ni non signées",
                origin=marks.of_table("towns", LIST),
            ),
            figures.Figure(
                "rencontres régionales tenues",
                integer(len(met)),
                note=f"sur {integer(len(held))} à ce jour",
                origin=marks.of_table("meetings"),
            ),
            figures.Figure(
                "participants relevés",
                integer(recorded["participants"].sum()) if len(recorded) else "–",
                basis="recorded" if len(recorded) else "",
                note=f"{plural(len(recorded), 'rencontre')} avec une feuille d’émargement",
            ),
        ],
        label=f"Au {date_long(day)}",
    )


def _month_ends() -> list[date]:
    return [end.date() for end in pd.date_range(LAUNCH, today(), freq="ME")]


def _keep(field: str, day: date) -> None:
    """Have a field show the day, whatever else changed it."""
    key = f"pvd-day-{field}"
    if st.session_state.get(key) != day:
        st.session_state[key] = day


def _take(field: str) -> None:
    day = st.session_state[f"pvd-day-{field}"]
    _go(None if day is None or day >= today() else day)


def _go(day: date | None) -> None:
    _stop()
    address.change(day=day)


def _start() -> None:
    # Played from the end, the months begin again.
    if shown() >= today():
        address.change(day=LAUNCH)
    st.session_state[_PLAYING] = True


def _stop() -> None:
    st.session_state[_PLAYING] = False
