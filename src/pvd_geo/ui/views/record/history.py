"""The journal on the recording page: who recorded what, and how to take it back."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

import streamlit as st

from pvd_geo import store
from pvd_geo.errors import AccessError, ChangedError, StoreError
from pvd_geo.formatting import DASH, integer
from pvd_geo.recording import counted
from pvd_geo.tables.changes import LIST
from pvd_geo.tables.records import KIND_LABELS
from pvd_geo.ui.html import show, table, tag
from pvd_geo.ui.parts import access
from pvd_geo.ui.shared import draining, recorded
from pvd_geo.ui.views.record.notices import REFUSED, SAID

if TYPE_CHECKING:
    from datetime import datetime

    from pvd_geo.store import Entry

_HEADINGS: Final = ("N°", "Quand", "Qui", "Quoi", "Rencontres", "Total", "Écarté", "État")
_SHOWN: Final = 50
_PICK: Final = "pvd-undo-pick"


def entries() -> tuple[Entry, ...]:
    """Return the last imports and undoings.

    Raises
    ------
    StoreError
        When the store does not answer.
    """
    return store.history(recorded.engine(), _SHOWN)


def journal(entries: tuple[Entry, ...]) -> None:
    """Show the last imports and undoings, and offer to take one back."""
    st.header("Historique", anchor=False)
    if not entries:
        show(tag("p", "Aucune saisie pour le moment.", css="pvd-empty"))
        return
    show(table("Saisies, la dernière d’abord", _HEADINGS, map(_row, entries), numbers=(4, 5, 6)))
    _undoing([entry for entry in entries if entry.action == "import" and not entry.undone])


def _undoing(entries: list[Entry]) -> None:
    labels = {entry.entry_id: f"n° {entry.entry_id}, {when(entry.at)}" for entry in entries}
    if not labels:
        return
    left, right = st.columns([3, 1], vertical_alignment="bottom")
    chosen = left.selectbox(
        "Annuler une saisie",
        list(labels),
        format_func=labels.__getitem__,
        index=None,
        placeholder="Choisir une saisie",
        key=_PICK,
    )
    with right.popover("Annuler…", disabled=chosen is None):
        show(tag("p", "Ce qui était relevé avant elle redevient valable."))
        st.button("Confirmer l’annulation", key="pvd-undo", on_click=_undo, args=(chosen,))


def _undo(chosen: int | None) -> None:
    if chosen is None:
        return
    try:
        with draining.working():
            permit = access.require()
            store.undo(recorded.engine(), chosen, permit.who, permit=permit)
    except (AccessError, ChangedError, StoreError) as error:
        st.session_state[REFUSED] = str(error)
        return
    recorded.refresh()
    st.session_state[_PICK] = None
    st.session_state[SAID] = f"Saisie n° {chosen} annulée."


def _row(entry: Entry) -> tuple[object, ...]:
    state = "annulation" if entry.action == "undo" else "annulée" if entry.undone else "en vigueur"
    what = KIND_LABELS[entry.kind]
    if entry.meeting_id:
        what = f"{what} ({entry.meeting_id})"
    if entry.action == "undo":
        what, state = f"annulation de la saisie n° {entry.undoes}", "inscrite"
    return (
        str(entry.entry_id),
        when(entry.at),
        entry.who,
        what,
        DASH if entry.kind == LIST else integer(entry.meetings),
        DASH if entry.meeting_id else counted(entry),
        integer(entry.dropped),
        state,
    )


def when(moment: datetime) -> str:
    """Write a moment as the editor's clock shows it."""
    offset = st.context.timezone_offset or 0
    return (moment - timedelta(minutes=offset)).strftime("%d/%m/%Y %H:%M")
