"""Another territory beside the one of the page, on the same measures."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pvd_geo.territory import areas, side_by_side
from pvd_geo.ui.html import show, table
from pvd_geo.ui.shared import datasets, programme_frames

if TYPE_CHECKING:
    from pvd_geo.codes import AreaKind
    from pvd_geo.territory.areas import Area

_KEY = "comparer"


def offer(area: Area) -> None:
    """Let the user choose a second territory, and show both side by side.

    The second one stands in the address too, so that a link shows the same comparison.
    """
    with st.container(key="pvd-compare"):
        _compare(area)


def _compare(area: Area) -> None:
    st.subheader("Comparer à un autre territoire", anchor=False)
    names = _others(area)
    picked = st.selectbox(
        "Autre territoire",
        list(names),
        index=None,
        placeholder="Choisir une région ou un département",
        key=_KEY,
        bind="query-params",
    )
    if picked is None:
        return
    other = areas.tell(*names[picked], programme_frames.programme())
    rows = ((one.label, *one.values) for one in side_by_side.measures(area, other))
    show(
        table(
            f"{area.name} et {other.name}, sur les mêmes mesures",
            ("Mesure", area.name, other.name),
            rows,
            numbers=(1, 2),
        )
    )


def _others(area: Area) -> dict[str, tuple[AreaKind, str]]:
    """Return every other territory by the label under which it is chosen."""
    choices = datasets.choices()
    found: dict[str, tuple[AreaKind, str]] = {
        f"{name} (région)": ("region", code) for code, name in choices.regions.items()
    }
    found |= {
        f"{name} ({code})": ("department", code) for code, name in choices.departments.items()
    }
    return {label: place for label, place in found.items() if place != (area.kind, area.code)}
