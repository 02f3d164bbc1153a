"""The life of the meetings on the recording page: planned, moved, corrected, cancelled."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final, cast

import streamlit as st

from pvd_geo import store
from pvd_geo.categories import MEETINGS
from pvd_geo.codes import department_of
from pvd_geo.errors import AccessError, ChangedError, MeetingChangedError, StoreError
from pvd_geo.formatting import curled, typeset
from pvd_geo.meetings import drafts, life, telling
from pvd_geo.meetings.drafts import Known
from pvd_geo.meetings.series import period, series_name
from pvd_geo.sheets.values import periods
from pvd_geo.tables.records import MeetingState, MeetingStatus
from pvd_geo.ui.html import show, tag
from pvd_geo.ui.parts import access, planning, rounds
from pvd_geo.ui.shared import clock, datasets, draining, recorded
from pvd_geo.ui.views.record.history import when
from pvd_geo.ui.views.record.hosts import HostError, host_of
from pvd_geo.ui.views.record.notices import REFUSED, SAID, last_refusal, last_said, notice

if TYPE_CHECKING:
    from pvd_geo.store import Change

_NEW: Final = "new"
_PICK: Final = "pvd-meeting-pick"
_OPENED: Final = "pvd-meeting-opened"
"""The meeting whose form is open: its id, and the state that it was opened with."""
_FORM: Final = "pvd-meeting"
_FAULTS: Final = "pvd-meeting-faults"
_NAMESAKE: Final = (
    "Une rencontre de cette région et de cette année vient d’être créée : voyez-la dans la liste "
    "avant de créer la vôtre."
)
_FIELDS: Final = ("regions", "title", "days", "host", "series", "expected", "status", "reason")


def section() -> None:
    """Show the meeting that is chosen, and let it be changed; or a new one."""
    last_said()
    last_refusal()
    # Read anew: what another editor did a moment ago is in what this one is about to change.
    recorded.refresh()
    known, states, said = _known(), _states(), _said()
    _take_plan()
    picked = _pick(states, known)
    if picked is None:
        return
    _late(states, known)
    current = states.get(picked) or _fresh()
    opened = _opened(picked, current)
    change = said.get(picked)
    if current != opened:
        _meanwhile(opened, current, change, known)
    _form(picked, opened, change.entry_id if change else None, over=current != opened)
    if picked != _NEW:
        _past(picked, known)


def _known() -> Known:
    data = datasets.dataset("towns", "regions")
    towns = data.towns
    return Known(
        dict(zip(data.regions["code"], map(curled, data.regions["name"]), strict=True)),
        {
            code: (curled(name), region)
            for code, name, region in zip(
                towns["insee_code"], towns["name"], towns["region_code"], strict=True
            )
        },
        clock.today(),
    )


def _states() -> dict[str, MeetingState]:
    """Return the meetings in force, by id."""
    rows = datasets.dataset("meetings").meetings.to_dict("records")
    return {str(row["meeting_id"]): MeetingState(**life.state_of(row)) for row in rows}


def _said() -> dict[str, Change]:
    return {change.state.meeting_id: change for change in recorded.meetings()}


def _fresh() -> MeetingState:
    plan = planning.wanted()
    return MeetingState("", plan.regions, "", "planned", insee_code=plan.insee_code)


def _take_plan() -> None:
    """Open a new meeting when another page has just asked for one."""
    if planning.take():
        st.session_state[_PICK] = _NEW
        _close()


def _pick(states: dict[str, MeetingState], known: Known) -> str | None:
    order = sorted(states.values(), key=lambda state: str(state.first or "9999"), reverse=True)
    labels = {_NEW: "Nouvelle rencontre…"}
    labels |= {state.meeting_id: telling.label(state, known) for state in order}
    # Not where there is none yet: a browser whose server was replaced holds what was chosen.
    if _PICK in st.session_state and st.session_state[_PICK] not in labels:
        st.session_state[_PICK] = None
    chosen: str | None = st.selectbox(
        "Rencontre à créer ou à modifier",
        list(labels),
        format_func=labels.__getitem__,
        index=None,
        placeholder="Choisir une rencontre, ou en créer une",
        key=_PICK,
        on_change=_close,
    )
    return chosen


def _late(states: dict[str, MeetingState], known: Known) -> None:
    """Say which meetings are still planned although their day is over."""
    over = [
        telling.label(state, known)
        for state in states.values()
        if state.status == "planned" and (state.last or state.first or known.today) < known.today
    ]
    if over:
        notice(f"Date passée, à confirmer ou à annuler : {' ; '.join(over)}.")


def _opened(picked: str, current: MeetingState) -> MeetingState:
    """Return the state that the form was opened with, which is the present one at first."""
    of, state = st.session_state.get(_OPENED, (None, current))
    if of != picked:
        state = current
        st.session_state[_OPENED] = (picked, state)
    return cast("MeetingState", state)


def _meanwhile(
    opened: MeetingState, current: MeetingState, change: Change | None, known: Known
) -> None:
    """Show what somebody else changed since the form was opened, which keeps what it holds."""
    who = f"{change.who}, {when(change.at)}" if change else "un retour en arrière"
    lines = telling.differences(telling.told(opened, known), telling.told(current, known))
    show(
        tag(
            "section",
            tag("h3", typeset(f"Cette rencontre a changé entre-temps : {who}")),
            tag("ul", *(tag("li", typeset(line)) for line in lines)),
            tag("p", "Ce que vous avez écrit est encore dans le formulaire, rien n’est perdu."),
            css="pvd-problem",
            role="alert",
        )
    )
    st.button("Reprendre la version enregistrée", key="pvd-meeting-again", on_click=_close)


def _form(picked: str, opened: MeetingState, seen: int | None, *, over: bool) -> None:
    name = f"{_FORM}-{rounds.current(_FORM)}-{picked}"
    for fault in st.session_state.pop(_FAULTS, ()):
        st.error(fault)
    with st.form(name):
        _fields(name, opened)
        st.form_submit_button(
            "Enregistrer quand même" if over else "Enregistrer",
            type="primary",
            key="pvd-meeting-save",
            on_click=_save,
            args=(name, opened, seen),
        )


def _fields(name: str, state: MeetingState) -> None:
    choices = datasets.choices()
    regions, towns = dict(choices.regions), choices.towns
    left, right = st.columns(2, gap="medium")
    with left:
        st.multiselect(
            "Régions (aucune pour une rencontre nationale)",
            list(regions),
            default=[code for code in state.regions if code in regions],
            format_func=regions.__getitem__,
            placeholder="Rencontre nationale",
            key=f"{name}-regions",
        )
        st.text_input(
            "Date ou période",
            period(state.first, state.last) if state.first else "",
            key=f"{name}-days",
            max_chars=60,
            placeholder="4 mars 2027, du 4 au 5 mars 2027, mars 2027",
        )
        options = sorted(towns, key=lambda code: choices.towns[code])
        kept = state.insee_code or state.host
        if kept and kept not in towns:
            options = [kept, *options]
        st.selectbox(
            "Ville hôte (ancien nom admis ; un lieu hors programme s’écrit)",
            options,
            index=options.index(kept) if kept else None,
            format_func=lambda code: (
                f"{towns[code]} ({department_of(code)})" if code in towns else code
            ),
            accept_new_options=True,
            placeholder="Choisir ou écrire",
            key=f"{name}-host",
        )
        st.text_input("Titre (facultatif)", state.title, key=f"{name}-title", max_chars=120)
    with right:
        labels = {code: MEETINGS.label(code) for code in ("announced", "planned", "held")}
        labels["cancelled"] = MEETINGS.label("cancelled")
        st.radio(
            "État",
            list(labels),
            index=list(labels).index(state.status),
            format_func=labels.__getitem__,
            horizontal=True,
            key=f"{name}-status",
        )
        st.text_input(
            "Série (sinon l’année de la date)",
            series_name(state.series) if state.series else "",
            key=f"{name}-series",
            max_chars=30,
            placeholder="2027, été 2027",
        )
        st.number_input(
            "Public attendu (facultatif)",
            min_value=1,
            max_value=5_000,
            value=state.expected,
            step=1,
            key=f"{name}-expected",
            placeholder="inconnu",
        )
        st.text_input(
            "Raison (pour annuler ou déplacer)", state.reason, key=f"{name}-reason", max_chars=300
        )


def _save(name: str, opened: MeetingState, seen: int | None) -> None:
    """Record what the form holds, or say why not; what was typed stays in any case."""
    typed = {field: st.session_state.get(f"{name}-{field}") for field in _FIELDS}
    known = _known()
    draft, found = _draft(typed, opened)
    found += drafts.faults(draft, known)
    if found:
        st.session_state[_FAULTS] = [typeset(fault) for fault in found]
        return
    try:
        with draining.working():
            permit = access.require()
            engine = recorded.engine()
            if not draft.meeting_id:
                used = {*datasets.choices().meetings, *store.meeting_ids(engine)}
                draft = replace(draft, meeting_id=drafts.fresh_id(draft, known, used))
            number = store.change_meeting(engine, draft, permit.who, seen, permit=permit)
    except MeetingChangedError as error:
        st.session_state[REFUSED] = _NAMESAKE if not opened.meeting_id else str(error)
        return
    except (AccessError, ChangedError, StoreError) as error:
        st.session_state[REFUSED] = str(error)
        return
    recorded.refresh()
    planning.forget()
    said = [f"Saisie n° {number} enregistrée : {telling.label(draft, known)}."]
    st.session_state[SAID] = " ".join([*said, *drafts.remarks(draft, known)])
    st.session_state[_PICK] = draft.meeting_id
    _close()


def _draft(typed: dict[str, Any], opened: MeetingState) -> tuple[MeetingState, tuple[str, ...]]:
    """Return what was typed as a state, and what of it cannot be read."""
    found: list[str] = []
    first = last = None
    if days := str(typed["days"] or "").strip():
        try:
            first, last = periods.parse(days)
        except periods.PeriodError as error:
            found.append(str(error))
    code, host = None, ""
    try:
        code, host = host_of(str(typed["host"] or ""), datasets.choices())
    except HostError as error:
        found.append(str(error))
    state = MeetingState(
        meeting_id=opened.meeting_id,
        regions=tuple(typed["regions"] or ()),
        series=str(typed["series"] or ""),
        status=cast("MeetingStatus", typed["status"] or opened.status),
        first=first,
        last=last,
        insee_code=code,
        host=host,
        title=" ".join(str(typed["title"] or "").split()),
        expected=typed["expected"],
        reason=" ".join(str(typed["reason"] or "").split()),
    )
    return drafts.tidy(state), tuple(found)


def _past(picked: str, known: Known) -> None:
    """Show the states that the meeting had, and offer a step back."""
    changes = store.changes(recorded.engine(), picked)
    if not changes:
        show(tag("p", "Rien n’a été changé à ce que dit la source.", css="pvd-note"))
        return
    st.subheader("Ce qui a été dit de cette rencontre", anchor=False)
    lines = (
        f"n° {change.entry_id}, {when(change.at)}, {change.who} : "
        f"{telling.label(change.state, known)}"
        for change in changes
    )
    show(tag("ul", *(tag("li", typeset(line)) for line in lines)))
    with st.popover("Revenir en arrière…"):
        before = changes[1].state if len(changes) > 1 else None
        text = telling.label(before, known) if before else "ce que disait la source, ou rien"
        show(tag("p", typeset(f"La rencontre redevient : {text}.")))
        st.button(
            "Confirmer le retour",
            key="pvd-meeting-back",
            on_click=_step_back,
            args=(changes[0].entry_id,),
        )


def _step_back(entry_id: int) -> None:
    try:
        with draining.working():
            permit = access.require()
            store.undo(recorded.engine(), entry_id, permit.who, permit=permit)
    except (AccessError, ChangedError, StoreError) as error:
        st.session_state[REFUSED] = str(error)
        return
    recorded.refresh()
    st.session_state[SAID] = f"Saisie n° {entry_id} annulée."
    _close()


def _close() -> None:
    """Forget the form that is open: the next one shows what is in force."""
    st.session_state.pop(_OPENED, None)
    rounds.begin(_FORM)
