"""The whole programme: what any territory or town is told from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

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
    compared
        What `pvd_geo.themes.discoveries.compared` returns.
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
    compared: pd.DataFrame

    @classmethod
    def of(
        cls,
        data: Dataset,
        *,
        levels: pd.DataFrame,
        distances: pd.DataFrame,
        attendance: pd.DataFrame,
        compared: pd.DataFrame,
    ) -> Programme:
        """Set what was computed from the tables beside them."""
        return cls(
            towns=data.towns,
            regions=data.regions,
            departments=data.departments,
            meetings=data.meetings,
            themes=data.themes,
            indicators=data.indicators,
            levels=levels,
            distances=distances,
            attendance=attendance,
            compared=compared,
        )
