"""Another territory beside the one of the page, on the same measures."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pvd_geo.codes import AreaCode
from pvd_geo.territory import areas, backing, side_by_side
from pvd_geo.ui.html import show, table
from pvd_geo.ui.parts import marks, terms
from pvd_geo.ui.parts.terms import Choice
from pvd_geo.ui.shared import datasets, programme_frames

if TYPE_CHECKING:
    from pvd_geo.territory.areas import Area


def offer(area: Area) -> Area | None:
    """Let the user choose a second territory, and show both side by side; return the second.

    It stands in the address too, so that a link shows the same comparison.
    """
    with st.container(key="pvd-compare"):
        return _compare(area)


def _compare(area: Area) -> Area | None:
    st.subheader("Comparer à un autre territoire", anchor=False)
    others = _others(area)
    choice = Choice("comparer", {code: words for code, (_, words) in others.items()})
    picked = terms.optional("Autre territoire", choice, "Choisir une région ou un département")
    if picked is None:
        return None
    other_area, _ = others[picked]
    other = areas.tell(other_area.kind, other_area.code, programme_frames.programme())
    rows = ((one.label, *one.values) for one in side_by_side.measures(area, other))
    frames = programme_frames.programme()
    regions = {area.region_code, other.region_code}
    behind = {
        "towns": backing.MAPPED,
        **backing.of_territory(frames.themes, frames.indicators, frames.meetings, regions),
    }
    what = f"{area.name} et {other.name}, sur les mêmes mesures"
    show(
        table(
            marks.captioned(what, marks.of_tables(behind)),
            ("Mesure", area.name, other.name),
            rows,
            numbers=(1, 2),
        )
    )
    return other


def _others(area: Area) -> dict[str, tuple[AreaCode, str]]:
    """Return every other territory with the words under which it is chosen, by id."""
    choices = datasets.choices()
    found = [
        *((AreaCode("region", code), f"{name} (région)") for code, name in choices.regions.items()),
        *(
            (AreaCode("department", code), f"{name} ({code})")
            for code, name in choices.departments.items()
        ),
    ]
    return {
        f"{other.kind}-{other.code}": (other, words)
        for other, words in found
        if other != AreaCode(area.kind, area.code)
    }
