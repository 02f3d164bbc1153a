"""Renewing the list of towns and their values: the file, what it changes, the decision."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any, Final

import streamlit as st

from pvd_geo import store
from pvd_geo.errors import AccessError, ChangedError, DataError, StoreError
from pvd_geo.formatting import plural, typeset
from pvd_geo.reader import refusals
from pvd_geo.renewal import bringing, words
from pvd_geo.renewal.bringing import Installation
from pvd_geo.renewal.report import Decisions, Report
from pvd_geo.settings import settings
from pvd_geo.tables import loading
from pvd_geo.ui.html import show, tag
from pvd_geo.ui.markdown import plain
from pvd_geo.ui.parts import access, rounds
from pvd_geo.ui.shared import draining, recorded
from pvd_geo.ui.views.record.notices import (
    REFUSED,
    SAID,
    last_refusal,
    last_said,
    lost,
    notice,
)

if TYPE_CHECKING:
    from pvd_geo.tables.changes import Renewal
    from pvd_geo.tables.dataset import Dataset

_FILE: Final = "pvd-list"
_READ: Final = "pvd-list-read"
_MOST_SHOWN: Final = 100


def section(dataset: Dataset) -> None:
    """Take a later list of towns, or later values, say what it changes, and bring it into force.

    Parameters
    ----------
    dataset
        With ``regions``, for their names.

    Raises
    ------
    StoreError
        When the store does not answer.
    """
    last_said()
    last_refusal()
    lost(rounds.lost_file(_FILE))
    file = st.file_uploader(
        "Liste de l’ANCT, populations légales, indicateurs, ou fichiers de communes de l’INSEE "
        "(CSV, Excel ou LibreOffice, 5 Mo au plus)",
        key=f"{_FILE}-{rounds.current(_FILE)}",
    )
    if file is None:
        show(
            tag(
                "p",
                "Colonnes d’une liste : insee_com, lib_com, id_pvd, date_signature ; de "
                "populations : insee_com, annee, population ; d’indicateurs : insee_com, "
                "indicateur, millesime, valeur. Leur ordre importe peu. Les communes renommées, "
                "réunies ou rétablies viennent du fichier v_mvt_commune de l’INSEE, les noms de "
                "v_commune, les EPCI de leur composition au 1er janvier. Rien ne change avant "
                "votre confirmation, et la version d’avant se remet par l’historique.",
                css="pvd-note",
            )
        )
        return
    data = file.getvalue()
    try:
        report, seen = _report(data, file.name, _decided(data))
    except (DataError, OSError) as error:
        st.error(plain(str(error)))
        return
    _decide(report, data)
    names = dataset.regions.set_index("code")["name"].to_dict()
    for section in words.told(report, names):
        if section.open:
            continue  # the choices above ask it
        st.subheader(plain(f"{section.title} ({len(section.lines)})"), anchor=False)
        shown = section.lines[:_MOST_SHOWN]
        show(tag("ul", *(tag("li", typeset(line)) for line in shown)))
        if len(section.lines) > len(shown):
            left = plural(len(section.lines) - len(shown), "autre ligne", "autres lignes")
            show(tag("p", f"… et {left}.", css="pvd-note"))
    if not report.changes and not report.faults and not report.open:
        notice("Rien ne change : le fichier dit ce que nous savons.")
    _confirm(report, bringing.renewal_of(report, data), seen)


def _here() -> Installation:
    return Installation(loading.data_dir(), settings().versions_dir, recorded.engine())


def _report(data: bytes, name: str, decisions: Decisions) -> tuple[Report, int | None]:
    """Return what the list changes and the one it is compared with; read once for each answer."""
    key = (_mark(data), decisions, store.list_in_force(recorded.engine()))
    kept: tuple[Any, Report] | None = st.session_state.get(_READ)
    if kept is None or kept[0] != key:
        waiting = st.empty()

        def told(before: int) -> None:
            with waiting:
                notice(refusals.waiting(before))

        with draining.working():
            kept = key, bringing.read(data, name, _here().standing(), decisions, told)
        waiting.empty()
        st.session_state[_READ] = kept
    return kept[1], key[2]


def _decided(data: bytes) -> Decisions:
    """Return what was decided about this file; a widget that is not there decided nothing."""
    start = f"pvd-list-code-{_mark(data)}-"
    chosen = {
        str(key).removeprefix(start): value
        for key, value in st.session_state.items()
        if str(key).startswith(start)
    }
    return Decisions(
        frozenset(code for code, value in chosen.items() if value == "admitted"),
        frozenset(code for code, value in chosen.items() if value == "left_out"),
        st.session_state.get(f"pvd-list-gone-{_mark(data)}") or None,
    )


def _decide(report: Report, data: bytes) -> None:
    """Ask what to do with codes that no table knows, and whether many towns really left."""
    for one in report.unknown:
        st.radio(
            plain(words.question(one)),
            list(words.choices(one)),
            index=None,
            format_func=words.choices(one).__getitem__,
            key=f"pvd-list-code-{_mark(data)}-{one.code}",
            horizontal=True,
        )
    if report.many_left:
        st.number_input(
            "Communes qui ont bien quitté le programme, s’il y en a tant",
            min_value=0,
            value=0,
            step=1,
            key=f"pvd-list-gone-{_mark(data)}",
        )


def _confirm(report: Report, renewal: Renewal, seen: int | None) -> None:
    take, give_up, _ = st.columns([3, 2, 6])
    take.button(
        "Mettre ce fichier en vigueur",
        type="primary",
        key="pvd-list-confirm",
        disabled=not report.confirmable,
        on_click=_take,
        args=(renewal, seen, words.named(report)),
        width="stretch",
    )
    give_up.button("Abandonner", key="pvd-list-give-up", on_click=_next_list, width="stretch")


def _take(renewal: Renewal, seen: int | None, what: str) -> None:
    try:
        with draining.working():
            permit = access.require()
            number = _here().confirm(renewal, permit.who, seen, permit=permit)
    except (AccessError, ChangedError, DataError, StoreError) as error:
        st.session_state[REFUSED] = plain(str(error))
        return
    except OSError as error:
        why = error.strerror or "disque plein ou en lecture seule"
        refused = f"Les nouveaux fichiers ne peuvent pas être écrits ({why}) : rien n’est changé."
        st.session_state[REFUSED] = plain(refused)
        return
    recorded.refresh()
    st.session_state[SAID] = f"{what} n° {number} en vigueur."
    _next_list()


def _next_list() -> None:
    rounds.begin(_FILE)
    st.session_state.pop(_READ, None)


def _mark(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:16]
