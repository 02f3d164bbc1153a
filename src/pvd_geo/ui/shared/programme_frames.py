"""The whole programme for what tells a territory or a town, from what the session shares."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pvd_geo.territory.programme import Programme
from pvd_geo.ui.shared import datasets, meeting_figures

if TYPE_CHECKING:
    from pvd_geo.tables.dataset import Dataset

TABLES = (
    "towns",
    "regions",
    "departments",
    "meetings",
    "attendance",
    "themes",
    "indicators",
    "town_indicators",
)


def programme() -> Programme:
    """Return the frames that territories and towns are told from; not to be changed.

    Raises
    ------
    DataError
        When a table that they come from is broken.
    """
    data: Dataset = datasets.dataset(*TABLES)
    return Programme(
        towns=data.towns,
        regions=data.regions,
        departments=data.departments,
        meetings=data.meetings,
        themes=data.themes,
        indicators=data.indicators,
        levels=datasets.levels(),
        distances=datasets.distances(),
        attendance=meeting_figures.held(),
    )
