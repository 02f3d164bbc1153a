"""The whole programme, computed once: what any territory or town is told from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pvd_geo.meetings import attendance, distance
from pvd_geo.themes import levels

if TYPE_CHECKING:
    import pandas as pd

    from pvd_geo.tables.dataset import Dataset


@dataclass(frozen=True)
class Programme:
    """Frames that belong together; not to be changed.

    Parameters
    ----------
    towns, regions, departments, meetings, themes, indicators
        Tables of the data folder, as `pvd_geo.tables.dataset.Dataset` describes them.
    levels
        What `pvd_geo.themes.levels.town_levels` returns.
    distances
        What `pvd_geo.meetings.distance.to_meetings` returns.
    attendance
        What `pvd_geo.meetings.attendance.by_meeting` returns.
    """

    towns: pd.DataFrame
    regions: pd.DataFrame
    departments: pd.DataFrame
    meetings: pd.DataFrame
    themes: pd.DataFrame
    indicators: pd.DataFrame
    levels: pd.DataFrame
    distances: pd.DataFrame
    attendance: pd.DataFrame


def gather(data: Dataset, records: pd.DataFrame | None = None) -> Programme:
    """Compute levels, distances and attendance from the tables.

    Parameters
    ----------
    data
        All tables.
    records
        What the programme team recorded, in the columns of the attendance table.
    """
    rows = attendance.current(data.attendance, records)
    return Programme(
        towns=data.towns,
        regions=data.regions,
        departments=data.departments,
        meetings=data.meetings,
        themes=data.themes,
        indicators=data.indicators,
        levels=levels.town_levels(data.towns, data.town_indicators, data.themes, data.indicators),
        distances=distance.to_meetings(data.towns, data.meetings),
        attendance=attendance.by_meeting(rows, data.meetings, data.towns),
    )
