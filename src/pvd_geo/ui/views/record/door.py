"""The door of a meeting on the recording page: opened, shown, counted live, closed."""

from __future__ import annotations

import base64
import hashlib
from datetime import UTC, datetime, time, timedelta
from functools import partial
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

import streamlit as st
from markupsafe import Markup

from pvd_geo import store
from pvd_geo.audiences import AUDIENCES
from pvd_geo.errors import AccessError, ChangedError, StoreError
from pvd_geo.export import poster
from pvd_geo.formatting import capitalised, integer, missing, plural, typeset
from pvd_geo.grammar import placed
from pvd_geo.sheets import Result, sign_in
from pvd_geo.store import doors
from pvd_geo.store.doors import Opening
from pvd_geo.tables.records import Attendance, Sheet
from pvd_geo.ui.html import aloud, show, table, tag
from pvd_geo.ui.parts import access
from pvd_geo.ui.server.door.answers import PREFIX
from pvd_geo.ui.shared import clock, draining, recorded
from pvd_geo.ui.views.record import sheet as sheets
from pvd_geo.ui.views.record.notices import last_refusal, last_said, notice

if TYPE_CHECKING:
    from datetime import date

    from pvd_geo.sheets import References
    from pvd_geo.sheets.values.meetings import Meeting
    from pvd_geo.store.doors import Door
    from pvd_geo.tables.dataset import Dataset

_MEETING: Final = "pvd-door-meeting"
_REFUSED: Final = "pvd-door-refused"
_GROUP: Final = 4
"""Letters of an address that are written together."""
_EVERY: Final = "2s"


def section(known: References, dataset: Dataset) -> None:
    """Show the doors that are open, those that wait to be recorded, and the way to open one.

    Raises
    ------
    StoreError
        When the store does not answer.
    """
    last_said()
    last_refusal()
    if refused := st.session_state.pop(_REFUSED, None):
        st.error(typeset(refused))
    now = datetime.now(UTC)
    all_doors = doors.doors(recorded.engine())
    still = [door for door in all_doors if door.is_open(now)]
    for door in still:
        _open(door)
    for door in all_doors:
        if door not in still and store.recorded_as(recorded.engine(), _checksum(door)) is None:
            _to_record(door, dataset)
    _opening(known, dataset, {door.opening.meeting_id for door in still})


def _opening(known: References, dataset: Dataset, taken: set[str]) -> None:
    meetings = {
        each.meeting_id: each
        for each in known.meetings.values()
        if each.held and each.meeting_id not in taken
    }
    today = clock.today()
    # The nearest day first: it is opened on the day itself.
    order = sorted(meetings, key=lambda each: _far(meetings[each].date, today))
    text = (
        "Chaque personne dit sur son téléphone ce qu’elle est, et « Je suis là » : ni nom ni"
        " adresse. L’accueil se termine à la fin de la journée, ou quand vous le terminez."
    )
    show(tag("p", typeset(text), css="pvd-lead"))
    left, right = st.columns([3, 1], vertical_alignment="bottom")
    chosen = left.selectbox(
        "Rencontre",
        order,
        format_func=lambda each: _named(meetings[each]),
        index=None,
        placeholder="Choisir une rencontre",
        key=_MEETING,
    )
    right.button(
        "Ouvrir l’accueil",
        key="pvd-door-open",
        disabled=chosen is None,
        on_click=_begin,
        args=(_what(meetings[chosen], dataset) if chosen else None,),
        width="stretch",
    )


def _far(day: date | None, today: date) -> int:
    return abs((day - today).days) if day else 10**6


def _named(meeting: Meeting) -> str:
    return f"{meeting.label}, {meeting.date:%d/%m/%Y}" if meeting.date else meeting.label


def _what(meeting: Meeting, dataset: Dataset) -> Opening:
    row = dataset.meetings.set_index("meeting_id").loc[meeting.meeting_id]
    told = row.get("regions")
    regions = tuple((meeting.region_code if missing(told) else str(told)).split())
    title = (
        f"Rencontre {placed(meeting.region, 'region', regions[0]).of}"
        if len(regions) == 1
        else f"Rencontre : {meeting.region}"
    )
    return Opening(meeting.meeting_id, title, meeting.host, meeting.date, regions)


def _begin(opening: Opening | None) -> None:
    if opening is None:
        return
    midnight = datetime.combine(clock.today() + timedelta(days=1), time(), tzinfo=clock.PARIS)
    try:
        with draining.working():
            permit = access.require()
            doors.open_door(recorded.engine(), opening, midnight, permit.who, permit=permit)
    except (AccessError, StoreError) as error:
        st.session_state[_REFUSED] = str(error)


def _end(door: Door) -> None:
    try:
        with draining.working():
            doors.close_door(recorded.engine(), door.door_id, permit=access.require())
    except (AccessError, ChangedError, StoreError) as error:
        st.session_state[_REFUSED] = str(error)


def address_of(door: Door, page: str) -> str:
    """Return where phones go, beside the page whose address is given.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> address_of(SimpleNamespace(token="abcdefghjkmn"), "https://pvd.example/carte/record?x=1")
    'https://pvd.example/carte/ici/abcd-efgh-jkmn'
    """
    found = urlsplit(page)
    base = found.path.rstrip("/").rpartition("/")[0]
    groups = [door.token[at : at + _GROUP] for at in range(0, len(door.token), _GROUP)]
    return f"{found.scheme}://{found.netloc}{base}{PREFIX}{'-'.join(groups)}"


def _open(door: Door) -> None:
    address = address_of(door, str(st.context.url))
    opening = door.opening
    with st.container(border=True):
        st.subheader(f"Accueil ouvert : {opening.title}", anchor=False)
        left, right = st.columns([2, 3], gap="medium")
        with left:
            # As an image: Streamlit takes drawings out of the HTML that it is given.
            drawn = base64.b64encode(poster.code_svg(address).encode()).decode()
            show(
                Markup('<img class="pvd-code" src="data:image/svg+xml;base64,{}" alt="{}">').format(
                    drawn, f"Code QR de l’adresse {address}"
                )
            )
        with right:
            show(tag("p", tag("a", address, href=address, target="_blank"), css="pvd-address"))
            _live(door.door_id)
            until = door.until.astimezone(clock.PARIS)
            show(
                tag("p", f"Ouvert jusqu’au {until:%d/%m à %H:%M} (heure de Paris).", css="pvd-lead")
            )
            buttons = st.container(horizontal=True)
            buttons.button(
                "Terminer l’accueil",
                type="primary",
                key=f"pvd-door-close-{door.door_id}",
                on_click=_end,
                args=(door,),
            )
            buttons.download_button(
                "Affiche PDF",
                partial(
                    poster.poster_pdf,
                    *(opening.title, opening.place, opening.first, address),
                    clock.today(),
                ),
                file_name=f"accueil-{opening.meeting_id}.pdf",
                mime="application/pdf",
                key=f"pvd-door-poster-{door.door_id}",
                on_click="ignore",
            )


@st.fragment(run_every=_EVERY)
def _live(door_id: int) -> None:
    """Show how many pressed, anew every two seconds."""
    try:
        engine = recorded.engine()
        numbers, towns = doors.counts(engine, door_id)
        crowded = any(door.crowded for door in doors.doors(engine) if door.door_id == door_id)
    except StoreError as error:
        show(aloud(str(error), css="pvd-empty"))
        return
    _numbers(numbers, towns)
    if crowded:
        _told_crowded()


def _numbers(numbers: dict[str, int], towns: int) -> None:
    total = plural(sum(numbers.values()), "personne", "personnes")
    told = f"{total}, {plural(towns, 'commune du programme', 'communes du programme')}"
    show(tag("p", tag("strong", told), css="pvd-live"))
    rows = [
        (capitalised(audience.plural), integer(numbers[key]))
        for key, audience in AUDIENCES.items()
        if key in numbers
    ]
    if rows:
        show(table("Par public", ("Public", "Personnes"), rows, numbers=(1,)))


def _told_crowded() -> None:
    notice(
        "Des réponses ont été refusées : trop venaient d’une même connexion. Comparez le nombre"
        " avec la salle avant d’enregistrer."
    )


def _checksum(door: Door) -> str:
    return hashlib.sha256(f"door {door.door_id} {door.token}".encode()).hexdigest()


def _to_record(door: Door, dataset: Dataset) -> None:
    """Show what a closed door would record, as of a sheet."""
    numbers, towns = doors.counts(recorded.engine(), door.door_id)
    if not numbers:
        return
    with st.expander(f"Accueil terminé, à enregistrer : {door.opening.title}", expanded=True):
        _numbers(numbers, towns)
        if door.crowded:
            _told_crowded()
        note = sign_in.note(towns)
        rows = tuple(
            Attendance(door.opening.meeting_id, audience, number, note=note)
            for audience, number in numbers.items()
        )
        counted = Sheet("sign_in", _checksum(door), sum(numbers.values()), rows)
        sheets.show_preview(Result(counted), dataset, of=f"door-{door.door_id}")
