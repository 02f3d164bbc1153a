"""The part of the selection that is a place: all that the pages of themes and siting follow."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pvd_geo.formatting import NARROW, integer
from pvd_geo.selection.selection import OPEN, Selection
from pvd_geo.ui import address
from pvd_geo.ui.shared import datasets, selected_towns

if TYPE_CHECKING:
    import pandas as pd

    from pvd_geo.tables.dataset import Dataset


def of(chosen: Selection) -> Selection:
    """Return a selection with its places alone."""
    return Selection(region=chosen.region, department=chosen.department, epci=chosen.epci)


def inside(dataset: Dataset, chosen: Selection) -> pd.Series[bool]:
    """Tell which towns lie in the chosen place, indexed as the towns."""
    return dataset.towns["insee_code"].isin(selected_towns.codes(dataset, of(chosen)))


def name(chosen: Selection) -> str:
    """Return the name of the finest place chosen; nothing for all of France."""
    choices = datasets.choices()
    if chosen.epci:
        return choices.epci[chosen.epci]
    if chosen.department:
        return choices.departments[chosen.department]
    return choices.regions.get(chosen.region or "", "")


def key(chosen: Selection) -> str:
    """Return a short name of the place, the same for the same place."""
    return "-".join(filter(None, (chosen.region, chosen.department, chosen.epci)))


def say_ignored(chosen: Selection) -> None:
    """Say which of the choices made on other pages do not count here."""
    if chosen.text or chosen.population != OPEN:
        st.info(
            f"Cette page porte sur toutes les communes du territoire{NARROW}: les filtres par "
            "population et par nom ne s’y appliquent pas."
        )


def offer_regions(dataset: Dataset) -> None:
    """Offer every region at one click, where a page needs a place first."""
    counts = dataset.towns["region_code"].value_counts()
    with st.container(horizontal=True, gap="small", key="pvd-regions"):
        for code, region in datasets.choices().regions.items():
            st.button(
                f"{region} ({integer(counts.get(code, 0))})",
                key=f"pvd-region-{code}",
                on_click=_take_region,
                args=(code,),
            )


def _take_region(code: str) -> None:
    address.change(region=code, department=None)
