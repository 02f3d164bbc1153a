"""A map in a page, and what the user chooses on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import streamlit as st
from streamlit_folium import st_folium

if TYPE_CHECKING:
    from collections.abc import Callable

    import folium

    from pvd_geo.maps import ProgrammeMap

KINDS: Final = frozenset({"town", "meeting", "region", "department", "country"})


@dataclass(frozen=True, slots=True)
class Event:
    """One choice on a map: a town (INSEE code), a meeting, a région, a département, or France.

    ``country`` (code ``FR``) is the way back from a région or a département; ``town`` is
    the town where a meeting was held.
    """

    kind: str
    code: str
    town: str | None = None


def show(
    chart: ProgrammeMap,
    layer: folium.FeatureGroup,
    *,
    key: str,
    height: int = 700,
    on_event: Callable[[Event], None] | None = None,
) -> Event | None:
    """Show a map and return what was just chosen on it, once.

    Parameters
    ----------
    chart, layer
        The constant base and what follows the selection.
    key
        Name of the map on its page; the frame stays as long as it is the same.
    height
        Height of the frame in pixels; the map follows what the page's style makes of it.
    on_event
        Called with a new choice before the page runs, so that one run shows all of it.
    """
    seen = f"pvd-map-seen-{key}"

    def answer() -> None:
        event = _fresh(st.session_state.get(key), seen)
        if event is not None and on_event is not None:
            on_event(event)
        st.session_state[f"{seen}-event"] = event

    st_folium(
        chart,
        key=key,
        height=height,
        feature_group_to_add=layer,
        returned_objects=[],
        use_container_width=True,
        on_change=answer,
    )
    event: Event | None = st.session_state.pop(f"{seen}-event", None)
    return event


def _fresh(value: object, seen: str) -> Event | None:
    """Return the choice in a component's value, unless it was seen before or is none."""
    if not isinstance(value, dict) or value.get("kind") not in KINDS:
        return None
    code, number = value.get("code"), value.get("n")
    if not isinstance(code, str) or number is None or number == st.session_state.get(seen):
        return None
    st.session_state[seen] = number
    town = value.get("town")
    return Event(str(value["kind"]), code, town if isinstance(town, str) else None)
