"""What the pages of themes and decisions compute, kept for all sessions.

Everything here is one object for all sessions: read it, never change it in place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import streamlit as st

from pvd_geo.meetings import distance, hosts
from pvd_geo.tables import loading
from pvd_geo.themes import comparison, local_moran
from pvd_geo.ui.shared import datasets

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np
    import numpy.typing as npt
    import pandas as pd

    from pvd_geo.codes import AreaKind
    from pvd_geo.siting.questions import Answer
    from pvd_geo.tables.dataset import Dataset
    from pvd_geo.tables.loading import Report

SITING_SOURCES: Final = ("towns", "meetings")
SITING_METHOD: Final = (
    "Distances géodésiques à vol d’oiseau (WGS 84), de chaque commune au lieu le plus proche. "
    "Optimum exact : p-médiane et p-centre (Hakimi 1964), couverture maximale (Church et ReVelle "
    "1974) ; à égalité, la moyenne la plus courte."
)
MOST_ANSWERS: Final = 500
_TABLES: Final = ("towns", "regions", "town_indicators", "themes", "indicators")


def theme(dataset: Dataset, theme_id: str) -> Any:  # noqa: ANN401 - a row of the themes
    """Return the row of a theme."""
    return next(row for row in dataset.themes.itertuples() if row.theme_id == theme_id)


def own_levels(theme_id: str) -> pd.DataFrame:
    """Return the level, value and rank of every town for one theme, indexed by INSEE code."""
    levels = datasets.levels()
    return levels[levels["theme_id"].eq(theme_id)].set_index("insee_code")


def shares(theme_id: str, by: AreaKind) -> pd.DataFrame:
    """Compare areas by a theme, as `pvd_geo.themes.comparison.shares`, with the areas' ``name``."""
    return _shares(
        _key(), theme_id, by, datasets.dataset(*_TABLES, "departments"), datasets.levels()
    )


def moran_steps(theme_id: str) -> Iterator[tuple[float, tuple[pd.DataFrame, ...]]]:
    """Look for clusters, one number of neighbours after the other.

    Yields
    ------
    tuple
        The share of the work done, and what was found so far, first the answer itself. What was
        found once is there at once.
    """
    found: list[pd.DataFrame] = []
    for neighbours in local_moran.NEIGHBOURS:
        yield len(found) / len(local_moran.NEIGHBOURS), tuple(found)
        found.append(_moran(_key(), theme_id, neighbours, datasets.dataset(*_TABLES)))
    yield 1.0, tuple(found)


def compared_hosts() -> pd.DataFrame:
    """Return the chosen sites beside the best, as `pvd_geo.meetings.hosts.compare`."""
    return _compared(_key(), datasets.dataset("towns", "meetings"))


def pairwise_km(area: str, towns: pd.DataFrame) -> npt.NDArray[np.float64]:
    """Return the distances between the towns of an area, named by a key of its own."""
    return _pairwise_km(_key(), area, towns)


def report() -> Report:
    """Return what checking every file found, as `pvd_geo.tables.loading.check`."""
    return _report(loading.fingerprint(loading.data_dir()))


def answers() -> dict[object, Answer]:
    """Return the answers found so far, by what was asked; to be added to."""
    kept = _answers(_key())
    while len(kept) > MOST_ANSWERS:
        kept.pop(next(iter(kept)))
    return kept


def _key() -> str:
    return loading.fingerprint(loading.data_dir(), *_TABLES, "meetings", "departments")


# A leading underscore keeps Streamlit from hashing the frames: the key says it all.
@st.cache_resource(show_spinner=False, max_entries=64)
def _shares(
    key: str,  # noqa: ARG001
    theme_id: str,
    by: AreaKind,
    _dataset: Dataset,
    _levels: pd.DataFrame,
) -> pd.DataFrame:
    table = comparison.shares(_dataset.towns, _levels, theme_id, f"{by}_code")
    areas = _dataset.regions if by == "region" else _dataset.departments
    return table.assign(name=table["code"].map(areas.set_index("code")["name"]))


@st.cache_resource(show_spinner=False, max_entries=4)
def _by_land(key: str, _dataset: Dataset) -> pd.Series[bool]:  # noqa: ARG001
    return local_moran.continent(_dataset.towns, _dataset.regions)


@st.cache_resource(show_spinner=False, max_entries=48)
def _moran(key: str, theme_id: str, neighbours: int, _dataset: Dataset) -> pd.DataFrame:
    measure = local_moran.theme_measure(
        _dataset.towns, _dataset.town_indicators, theme(_dataset, theme_id), _dataset.indicators
    )
    return local_moran.local_moran(_dataset.towns, measure, _by_land(key, _dataset), neighbours)


@st.cache_resource(show_spinner=False, max_entries=2)
def _compared(key: str, _dataset: Dataset) -> pd.DataFrame:  # noqa: ARG001
    return hosts.compare(_dataset.meetings, _dataset.towns)


@st.cache_resource(show_spinner=False, max_entries=8)
def _pairwise_km(key: str, area: str, _towns: pd.DataFrame) -> npt.NDArray[np.float64]:  # noqa: ARG001
    return distance.pairwise_km(_towns)


@st.cache_resource(show_spinner=False, max_entries=2)
def _answers(key: str) -> dict[object, Answer]:  # noqa: ARG001
    return {}


@st.cache_resource(show_spinner=False, max_entries=2)
def _report(key: str) -> Report:  # noqa: ARG001
    return loading.check(loading.data_dir())
