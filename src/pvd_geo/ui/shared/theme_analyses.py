"""Holds what costs time of one theme: its levels by town, shares of areas, clusters.

One object each for all sessions: read it, never change it in place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import streamlit as st

from pvd_geo.themes import comparison, local_moran
from pvd_geo.ui.shared import datasets, keys

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from pvd_geo.codes import AreaKind
    from pvd_geo.tables.dataset import Dataset

_TABLES: Final = (
    "towns",
    "regions",
    "town_indicators",
    "doubtful_values",
    "themes",
    "indicators",
)


def theme(dataset: Dataset, theme_id: str) -> Any:  # noqa: ANN401 - a row of the themes
    """Return the row of a theme."""
    return next(row for row in dataset.themes.itertuples() if row.theme_id == theme_id)


def own_levels(theme_id: str) -> pd.DataFrame:
    """Return the level, value and rank of every town for one theme, indexed by INSEE code."""
    levels = datasets.levels()
    return levels[levels["theme_id"].eq(theme_id)].set_index("insee_code")


def levels_by_town(theme_id: str) -> dict[str, str]:
    """Return the level of every town for one theme, by INSEE code."""
    return _levels_by_town(keys.of(*_TABLES), theme_id, datasets.levels())


def shares(theme_id: str, by: AreaKind) -> pd.DataFrame:
    """Compare areas by a theme, as `pvd_geo.themes.comparison.shares`, with the areas' ``name``."""
    return _shares(
        keys.of(*_TABLES, "departments"),
        theme_id,
        by,
        datasets.dataset(*_TABLES, "departments"),
        datasets.levels(),
        datasets.compared(),
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
        found.append(_moran(keys.of(*_TABLES), theme_id, neighbours, datasets.dataset(*_TABLES)))
    yield 1.0, tuple(found)


def moran_whole(theme_id: str) -> local_moran.Whole | None:
    """Ask whether a theme is like itself among neighbours at all: the global Moran's I."""
    return _moran_whole(keys.of(*_TABLES), theme_id, datasets.dataset(*_TABLES))


# A leading underscore keeps Streamlit from hashing the frames: the key says it all.
@st.cache_resource(show_spinner=False, max_entries=24)
def _levels_by_town(key: str, theme_id: str, _levels: pd.DataFrame) -> dict[str, str]:  # noqa: ARG001
    rows = _levels[_levels["theme_id"].eq(theme_id)]
    return dict(zip(rows["insee_code"], rows["level"], strict=True))


@st.cache_resource(show_spinner=False, max_entries=64)
def _shares(
    key: str,  # noqa: ARG001
    theme_id: str,
    by: AreaKind,
    _dataset: Dataset,
    _levels: pd.DataFrame,
    _compared: pd.DataFrame,
) -> pd.DataFrame:
    table = comparison.shares(_dataset.towns, _levels, theme_id, f"{by}_code")
    own = _compared[_compared["kind"].eq(by) & _compared["theme_id"].eq(theme_id)]
    table["stands"] = table["code"].isin(own.loc[own["stands"], "code"])
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


@st.cache_resource(show_spinner=False, max_entries=24)
def _moran_whole(key: str, theme_id: str, _dataset: Dataset) -> local_moran.Whole | None:
    measure = local_moran.theme_measure(
        _dataset.towns, _dataset.town_indicators, theme(_dataset, theme_id), _dataset.indicators
    )
    return local_moran.whole(_dataset.towns, measure, _by_land(key, _dataset))
