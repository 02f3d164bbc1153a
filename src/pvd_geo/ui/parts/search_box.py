"""The search of every page: a town, an EPCI, a département or a region, and its choice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

import streamlit as st

from pvd_geo.formatting import plural
from pvd_geo.selection import links
from pvd_geo.selection.search import build_index
from pvd_geo.selection.selection import OPEN
from pvd_geo.timeline.former import told
from pvd_geo.ui import address, navigation
from pvd_geo.ui.html import aloud, show
from pvd_geo.ui.markdown import plain
from pvd_geo.ui.shared import datasets, keys

if TYPE_CHECKING:
    from pvd_geo.selection.search import Index, Place
    from pvd_geo.tables.dataset import Dataset
    from pvd_geo.timeline.former import FormerNames

_QUERY: Final = "pvd-query"
_CHOSEN: Final = "pvd-search-chosen"
_OPENED: Final = "pvd-search-opened"
_MOST: Final = 8
_TABLES: Final = ("towns", "regions", "departments")


def settle(entry: navigation.Entry) -> None:
    """Take what was chosen into the selection; called by the whole page, before it reads it.

    A change of address made by the part of the page that the search is would be lost with its
    other messages, when the whole page starts again.

    Parameters
    ----------
    entry
        The page that is about to run; a place that it does not show opens on the map's.
    """
    place: Place | None = st.session_state.pop(_CHOSEN, None)
    if place is not None:
        st.session_state[_OPENED] = st.session_state.get(_OPENED, 0) + 1
        address.change(**_changes(place))
        if place.former is not None:
            address.notify(told(place.former, datasets.choices().towns))
        if place.kind not in entry.shows:
            st.switch_page(navigation.named(navigation.MAP))


@st.fragment
def offer() -> None:
    """Show the button of the search; a choice closes it and runs the whole page again."""
    if _CHOSEN in st.session_state:
        st.rerun()
    with (
        st.container(key="pvd-search"),
        # Another key is another popover, which is closed.
        st.popover(
            "Rechercher",
            icon=":material/search:",
            type="tertiary",
            key=f"pvd-search-{st.session_state.get(_OPENED, 0)}",
        ),
    ):
        query = st.text_input(
            "Commune, EPCI, département ou région",
            key=_QUERY,
            max_chars=links.LONGEST_TEXT,
            placeholder="Saint-Flour, Bretagne, 2A…",
        )
        with st.container(key="pvd-found", gap="xsmall"):
            _results(query)


def _results(query: str) -> None:
    if not query.strip():
        return
    key = keys.of(*_TABLES, "former_names")
    found = _index(key, datasets.dataset(*_TABLES), datasets.former_names())
    places = found.search(query, _MOST)
    # Of what these are the results, so that search.js never opens those of another text.
    asked = quote(query.strip())
    if not places:
        nothing = "Rien ne ressemble à ce nom dans le programme."
        show(aloud(nothing, css="pvd-asked", data_asked=asked))
        return
    count = f"{plural(len(places), 'résultat')} ; Entrée ouvre le premier"
    first = {"data_asked": asked, "data_first": _key(places[0])}
    show(aloud(count, css="pvd-asked pvd-note", **first))
    for place in places:
        st.button(
            f"**{plain(place.name)}** · {plain(place.detail)}",
            key=_key(place),
            type="tertiary",
            width="stretch",
            on_click=_take,
            args=(place,),
        )


def _key(place: Place) -> str:
    return f"pvd-found-{place.kind}-{place.code}"


def _take(place: Place) -> None:
    st.session_state[_QUERY] = ""
    st.session_state[_CHOSEN] = place


def _changes(place: Place) -> dict[str, Any]:
    """Return the new selection; a town brings its département, so that it is in view."""
    choices = datasets.choices()
    nowhere = {
        "region": None,
        "department": None,
        "epci": None,
        "town": None,
        "text": "",
        "meeting": None,  # a meeting elsewhere would keep its place on the page of meetings
    }
    if place.kind == "region":
        return nowhere | {"region": place.code}
    if place.kind == "department":
        return nowhere | {"department": place.code}
    if place.kind == "epci":
        inside = choices.departments_of[place.code]
        regions = {choices.region_of[code] for code in inside}
        region = next(iter(regions)) if len(regions) == 1 else None
        return nowhere | {"epci": place.code, "region": region}
    region, department = choices.area_of(place.code)
    # Filters that could hide the town give way to it.
    shown = {"themes": (), "population": OPEN, "region": region, "department": department}
    return nowhere | shown | {"town": place.code}


@st.cache_resource(show_spinner=False, max_entries=2)
def _index(key: str, _data: Dataset, _former: FormerNames) -> Index:  # noqa: ARG001 - see the key
    return build_index(_data.towns, _data.regions, _data.departments, _former)
