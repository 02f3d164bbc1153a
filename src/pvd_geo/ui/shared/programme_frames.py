"""The whole programme for what tells a territory or a town, from what the session shares."""

from __future__ import annotations

from pvd_geo.territory.programme import Programme
from pvd_geo.ui.shared import datasets, meeting_figures

SHOWN = (
    *("towns", "regions", "departments", "meetings", "attendance", "themes", "town_indicators"),
    "doubtful_values",
)
"""What pages and notes show of them."""
TABLES = (*SHOWN, "indicators")


def programme() -> Programme:
    """Return the frames that territories and towns are told from; not to be changed.

    Raises
    ------
    DataError
        When a table that they come from is broken.
    """
    return Programme.of(
        datasets.dataset(*TABLES),
        levels=datasets.levels(),
        distances=datasets.distances(),
        attendance=meeting_figures.held(),
        compared=datasets.compared(),
    )
