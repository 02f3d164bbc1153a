"""Holds what costs time of where meetings are held: distances of an area, hosts, answers found.

One object each for all sessions: read it, never change it in place, but for `answers`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from pvd_geo.meetings import distance, hosts
from pvd_geo.siting import detours
from pvd_geo.tables.dataset import placed
from pvd_geo.ui.shared import datasets, keys

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pandas as pd

    from pvd_geo.siting.questions import Answer
    from pvd_geo.tables.dataset import Dataset

SOURCES: Final = ("towns", "meetings")
"""The tables that all of it comes from."""
METHOD: Final = (
    "Distances géodésiques à vol d’oiseau (WGS 84), de chaque commune au lieu le plus proche. "
    "Optimum exact : p-médiane et p-centre (Hakimi 1964), couverture maximale (Church et ReVelle "
    "1974) ; à égalité, la moyenne la plus courte."
)
MOST_ANSWERS: Final = 500


def compared_hosts() -> pd.DataFrame:
    """Return the chosen sites beside the best, as `pvd_geo.meetings.hosts.compare`."""
    return _compared(keys.of(*SOURCES), datasets.dataset(*SOURCES))


def pairwise_km(area: str, towns: pd.DataFrame) -> npt.NDArray[np.float64]:
    """Return the distances between the towns of an area, named by a key of its own."""
    return _pairwise_km(keys.of(*SOURCES), area, towns)


def lands() -> pd.Series[int]:
    """Return the piece of land of every town, as `pvd_geo.siting.detours.lands`."""
    tables = ("towns", "regions")
    return _lands(keys.of(*tables), datasets.dataset(*tables))


def answers() -> dict[object, Answer]:
    """Return the answers found so far, by what was asked; to be added to."""
    kept = _answers(keys.of(*SOURCES))
    while len(kept) > MOST_ANSWERS:
        kept.pop(next(iter(kept)))
    return kept


# A leading underscore keeps Streamlit from hashing the frames: the key says it all.
@st.cache_resource(show_spinner=False, max_entries=2)
def _compared(key: str, _dataset: Dataset) -> pd.DataFrame:  # noqa: ARG001
    return hosts.compare(_dataset.meetings, _dataset.towns)


@st.cache_resource(show_spinner=False, max_entries=2)
def _lands(key: str, _dataset: Dataset) -> pd.Series[int]:  # noqa: ARG001
    return detours.lands(placed(_dataset.towns), _dataset.regions)


@st.cache_resource(show_spinner=False, max_entries=8)
def _pairwise_km(key: str, area: str, _towns: pd.DataFrame) -> npt.NDArray[np.float64]:  # noqa: ARG001
    return distance.pairwise_km(_towns)


@st.cache_resource(show_spinner=False, max_entries=2)
def _answers(key: str) -> dict[object, Answer]:  # noqa: ARG001
    return {}
