"""Trajectoire: what happened since the launch, on one time axis, as of any day."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

import streamlit as st

from pvd_geo.meetings import attendance, life
from pvd_geo.territory.backing import MAPPED
from pvd_geo.ui import page
from pvd_geo.ui.parts import filters, pacing, pictures, places, town_map
from pvd_geo.ui.shared import meeting_figures, selected_towns
from pvd_geo.ui.shared.once import once
from pvd_geo.ui.views import page_files
from pvd_geo.ui.views.trajectory import areas, axis, moment

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator

TABLES = ("regions", "departments", "programme_facts", *meeting_figures.TABLES)
READS = ("themes",)
NARROWED = {"towns": MAPPED}


class Place(NamedTuple):
    """Where the parts of the page stand: outside of what runs again, so only they are sent."""

    above: DeltaGenerator
    left: DeltaGenerator
    right: DeltaGenerator
    below: DeltaGenerator


def explore(view: page.View, place: Place, *, going: bool) -> None:
    """Show one day: the map, the figures, the curves; a change runs only this part again."""
    if moment.playing() is not going:
        st.rerun()  # the whole page gives this part its clock, or takes it away
    if going:
        moment.advance()
    chosen = places.of(view.selection)
    day, towns = moment.shown(), selected_towns.kept(view.dataset, chosen)
    facts = once(getattr, view.dataset, "programme_facts")
    mine = once(attendance.of_regions, meeting_figures.held(), towns)

    def head() -> None:
        with place.above:
            filters.bar(
                view.dataset, view.selection, fields=("region", "department"), summary=False
            )
            places.say_ignored(view.selection)
            moment.controls(facts["date"].dt.date)
            moment.say_outside()
            page_files.trajectory(replace(chosen, day=view.selection.day), towns)
            moment.figures_of(towns, mine, day)

    def signed() -> None:
        kept = (view.dataset, chosen, towns, mine, day)
        with place.left, pacing.first() as drawn:
            town_map.signed(*kept, key="trajectory-map", height=560, drawn=drawn)

    # The map goes out first, and what comes above it later finds its room kept. Not while the
    # months are played: on a busy machine the next one begins before this one is whole, and what
    # stops them would never come.
    for show in (head, signed) if going else (signed, head):
        show()
    with place.right:
        axis.conventions(towns, pictures.against(view.dataset, chosen), day)
    with place.below:
        axis.facts(facts, mine, day)
        areas.compared(towns, chosen, view.choices, day)


with page.opened(
    "Trajectoire",
    *TABLES,
    reads=READS,
    narrowed=NARROWED,
    lead="Ce qui s’est passé depuis le lancement du 1er octobre 2020.",
) as view:
    going = moment.playing()
    with st.container(key="pvd-trajectory"):
        above = st.container(key="pvd-trajectory-above")
        left, right = st.columns([7, 6], gap="medium")
        place = Place(above, left, right, st.container())
    page.fragment(explore, every=moment.PACE if going else None)(view, place, going=going)
    axis.gaps(view.dataset.towns, view.dataset.programme_facts)
    axis.facts_table(view.dataset.programme_facts)
    meetings = view.dataset.meetings
    to_come = meetings[meetings["status"].isin(life.COMING)]
    axis.planned(attendance.placed(to_come, view.dataset.towns))
