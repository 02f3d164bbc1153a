"""The sheet of one town: its facts, its region's meeting, and its twelve themes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from pvd_geo.formatting import DASH, date_long, distance, integer, listed, missing, typeset
from pvd_geo.meetings import attendance, life, telling
from pvd_geo.selection.selection import Selection
from pvd_geo.territory.backing import KINDS, PEOPLE
from pvd_geo.territory.published import LIST
from pvd_geo.themes.portrait import ex_aequo, population_label, theme_lines
from pvd_geo.timeline.former import told_of_town
from pvd_geo.ui import address
from pvd_geo.ui.html import facts, join, table, tag
from pvd_geo.ui.html import show as show_html
from pvd_geo.ui.markdown import plain
from pvd_geo.ui.parts import curves, downloads, glossary, marks, peers
from pvd_geo.ui.shared import datasets, meeting_figures

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import pandas as pd
    from markupsafe import Markup

    from pvd_geo.tables.dataset import Dataset
    from pvd_geo.themes.portrait import ThemeLine
    from pvd_geo.timeline.former import Former
    from pvd_geo.ui.parts.marks import Origin

_HEADINGS = ("Thème", glossary.opened("Niveau", "reading"), "Valeur", "Rang")


def show(dataset: Dataset, insee_code: str) -> tuple[str, ...]:
    """Show the sheet of one town of the programme; focus.js brings it into view.

    Returns
    -------
    tuple of str
        The tables that it shows besides, which the foot of the page has to cite.

    Parameters
    ----------
    dataset
        With ``towns, meetings, themes, indicators, town_indicators``.
    insee_code
        The town, which the programme has.
    """
    towns, distances = dataset.towns, datasets.distances()
    town = towns.loc[towns["insee_code"].eq(insee_code)].iloc[0]
    reach = distances.loc[distances["insee_code"].eq(insee_code)].iloc[0]
    lines = theme_lines(insee_code, datasets.levels(), dataset.themes, dataset.indicators)
    note = downloads.of_town(insee_code, typeset(str(town["name"]))).files[0]
    with st.container(border=True, key="pvd-town-sheet"):
        st.header(plain(town["name"]), anchor=False)
        with st.container(horizontal=True, gap="small", key="pvd-town-actions"):
            downloads.button(note, key=f"pvd-town-note-{insee_code}", label="Fiche en PDF")
            st.button("Fermer la fiche", key="pvd-town-close", on_click=_close)
        past = datasets.former_names().of_town(insee_code)
        origins = _origins(dataset, reach)
        own = life.of_region(dataset.meetings, str(town["region_code"]))
        stands = telling.standing(attendance.placed(own, towns))
        show_html(town_facts(town, reach, meeting_figures.held(), past, origins, stands))
        _together(town, towns)
        show_html(theme_table(lines, _of_leads(dataset)))
        with st.expander("Population par millésime", on_change="rerun") as unfolded:
            if unfolded.open:
                curves.show_population([insee_code], key=f"town-{insee_code}")
        earlier = curves.indicators_have_a_past() and _indicators(insee_code)
        with st.expander("Communes proches et semblables", on_change="rerun") as opened:
            if opened.open:
                peers.show_peers(insee_code, narrow=True)
    shown = {
        "populations": bool(unfolded.open),
        "indicator_history": earlier,
        "former_names": bool(past),
    }
    return tuple(table for table, there in shown.items() if there)


def _indicators(insee_code: str) -> bool:
    """Offer the curves of indicators; return whether one is shown."""
    with st.expander("Indicateurs par millésime", on_change="rerun") as opened:
        if opened.open:
            curves.show_indicators([insee_code], key=f"town-{insee_code}")
    return bool(opened.open)


def _origins(dataset: Dataset, reach: Any) -> dict[str, Origin | None]:  # noqa: ANN401 - a row
    """Return the origins of a town's facts, as `town_facts` takes them."""
    met = dataset.meetings.set_index("meeting_id")["source_id"]
    source = None if missing(reach["meeting_id"]) else met.get(reach["meeting_id"])
    return {
        "people": marks.of_table("towns", PEOPLE),
        "list": marks.of_table("towns", LIST),
        "meeting": None if missing(source) else marks.of_table("meetings", str(source)),
        "kinds": marks.of_table("towns", KINDS),
    }


def _of_leads(dataset: Dataset) -> dict[str, Origin]:
    return {
        theme.theme_id: marks.of_lead(theme, dataset.indicators)
        for theme in dataset.themes.itertuples()
    }


def town_facts(  # noqa: PLR0913, PLR0917 - what is known of a town
    town: Any,  # noqa: ANN401
    reach: Any,  # noqa: ANN401
    meetings: pd.DataFrame,
    past: Iterable[Former] = (),
    origins: Mapping[str, Origin | None] | None = None,
    stands: str = "inconnue",
) -> Markup:
    """Return the facts of one town as a description list.

    Parameters
    ----------
    town, reach
        Its rows of the towns and of `pvd_geo.meetings.distance.to_meetings`.
    meetings
        What `pvd_geo.meetings.attendance.by_meeting` returns.
    past
        Its former names, and the communes that became part of it.
    origins
        Who its facts come from, of which each has a mark: ``people, list, meeting, kinds``.
    stands
        Where the meeting of its region stands, said where it has no distance.
    """
    own = origins or {}
    no_epci = DASH if missing(town["position"]) else "aucun"

    def marked(of: str, term: str, said: str, word: str = "") -> tuple[str, object]:
        named = glossary.opened(term, word) if word else term
        return named, marks.beside(said, term, own.get(of))

    return facts(
        marked(
            *("people", population_label(town), f"{integer(town['population'])} habitants"),
            word="population",
        ),
        marked("people", "EPCI", _text(town["epci_name"], no_epci), word="epci"),
        ("Département", f"{town['department_name']} ({town['department_code']})"),
        ("Région", town["region_name"]),
        marked(
            *("list", "Convention signée le", date_long(town["agreement_date"])),
            word="convention",
        ),
        *([] if missing(town["id_pvd"]) else [("Convention", town["id_pvd"])]),
        marked("meeting", "Rencontre de sa région", meeting_text(reach, meetings, stands)),
        marked("kinds", "Centralité", _text(town["centrality"])),
        marked("kinds", "Ruralité", _text(town["rurality"])),
        ("Code INSEE", town["insee_code"]),
        *told_of_town(past),
    )


def _together(town: Any, towns: pd.DataFrame) -> None:  # noqa: ANN401 - a row
    """Name the towns that signed the same convention, and offer to keep these alone."""
    if missing(town["id_pvd"]):
        return
    others = towns[towns["id_pvd"].eq(town["id_pvd"]) & towns["insee_code"].ne(town["insee_code"])]
    if others.empty:
        return
    names = listed(sorted(others["name"]))
    show_html(tag("p", f"Même convention : {names}.", css="pvd-note"))
    st.button(
        "Filtrer sur cette convention",
        key="pvd-town-together",
        on_click=_keep_together,
        args=(str(town["id_pvd"]),),
    )


def _keep_together(id_pvd: str) -> None:
    # Whatever else narrows the list could leave one of them out.
    chosen = address.current()
    address.take(Selection(text=id_pvd, town=chosen.town, day=chosen.day))


def theme_table(
    lines: tuple[ThemeLine, ...], origins: Mapping[str, Origin] | None = None
) -> Markup:
    """Return a town's themes as a table with headings, each with the mark of its origin."""
    of = origins or {}
    return table(
        "Thèmes, comparés aux communes du programme",
        _HEADINGS,
        (_cells(line, of.get(line.theme_id)) for line in lines),
        numbers=(2, 3),
        css="pvd-compact",
    )


def meeting_text(
    reach: Any,  # noqa: ANN401
    meetings: pd.DataFrame,
    stands: str = "inconnue",
) -> str:
    """Say when and where a town's region met, and how far that was as the crow flies."""
    own = meetings[meetings["meeting_id"].eq(reach["meeting_id"])]
    if missing(reach["meeting_id"]) or own.empty:
        return stands
    row = own.iloc[0]
    when = f"{row['host']}, le {date_long(row['date'])}"
    if row["insee_code"] == reach["insee_code"]:
        return f"{when} : commune hôte"
    if missing(reach["distance_km"]):
        return f"{when} ; la place de cette commune n’est pas connue"
    return f"{when}, à {distance(reach['distance_km'])} à vol d’oiseau"


def _cells(line: ThemeLine, origin: Origin | None) -> tuple[object, ...]:
    named = marks.beside(line.label, line.label, origin)
    return (
        join([named, tag("small", line.measure), *_reserve(line)]),
        tag("span", line.level_text, css=f"pvd-level pvd-{line.reading}-{line.level}"),
        join([line.value, tag("small", line.reason or f"médiane {line.median}")]),
        join([line.rank, tag("small", ex_aequo(line.tied))]) if line.tied else line.rank,
    )


def _reserve(line: ThemeLine) -> list[Markup]:
    return [tag("small", line.reserve)] if line.reserve else []


def _close() -> None:
    address.change(town=None)


def _text(value: object, instead: str = DASH) -> str:
    return instead if missing(value) else str(value)
