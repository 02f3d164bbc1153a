"""Holds how far the towns of each meeting were; gives the meetings with attendance in force."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from pvd_geo.meetings import attendance, distance, life
from pvd_geo.meetings.series import summer, within
from pvd_geo.ui.shared import datasets, keys, recorded
from pvd_geo.ui.shared.once import once

if TYPE_CHECKING:
    from datetime import date

    from pvd_geo.selection.selection import Selection
    from pvd_geo.tables.dataset import Dataset

TABLES = ("attendance", "meetings", "towns")


def rows() -> pd.DataFrame:
    """Return the rows of attendance in force: recorded where a sheet was brought in."""
    return once(_rows, datasets.dataset("attendance"), recorded.attendance())


def held() -> pd.DataFrame:
    """Return the meetings held, in order of date, as `pvd_geo.meetings.attendance.by_meeting`."""
    return once(_held, datasets.dataset(*TABLES), rows(), recorded.registered())


def held_in(chosen: Selection) -> pd.DataFrame:
    """Return the meetings held in the year and of the series chosen, as `held`."""
    return once(within, held(), chosen.year, chosen.series)


def of_time(held: pd.DataFrame, chosen: Selection) -> pd.DataFrame:
    """Return the meetings held of the year and series chosen: of the summer of 2022 at first."""
    if chosen.year or chosen.series:
        return once(_within, held, chosen.year, chosen.series)
    return once(summer, held)


def of_choice(met: pd.DataFrame, chosen: Selection) -> pd.DataFrame:
    """Return the meetings of the region and the meeting that are chosen."""
    return once(_of_choice, met, datasets.dataset("meetings"), chosen.region, chosen.meeting)


def attended(chosen: Selection) -> pd.DataFrame:
    """Return the meetings held that a selection keeps: of time, of place, or one of them."""
    return of_choice(of_time(held(), chosen), chosen)


def current(chosen: Selection, held: pd.DataFrame) -> str | None:
    """Return the meeting whose sheet is open: the one chosen, else that of the region."""
    if chosen.meeting in set(held["meeting_id"]):
        return chosen.meeting
    if chosen.region is None:
        return None
    own = of_region(held, chosen.region)["meeting_id"]
    return None if own.empty else str(own.iloc[0])


def in_force(chosen: Selection) -> pd.DataFrame:
    """Return the meetings of the year and series chosen, whatever became of them."""
    return within(datasets.dataset("meetings").meetings, chosen.year, chosen.series)


def of_region(met: pd.DataFrame, region: str | None) -> pd.DataFrame:
    """Keep the meetings that a region takes part in, all where none is chosen.

    Parameters
    ----------
    met
        With ``meeting_id``, as `held` returns them: these name the first of several regions.
    region
        Code of the region.
    """
    return _of_region(met, datasets.dataset("meetings"), region)


def whole(held: pd.DataFrame, chosen: Selection) -> pd.DataFrame:
    """Return meetings held with those planned and cancelled of the same choice, by date.

    Parameters
    ----------
    held
        As `held` returns them.
    chosen
        The year, the series and the region count.

    Returns
    -------
    DataFrame
        The columns of ``held``, with ``status``; of the others no attendance is known.
    """
    rows = in_force(chosen)
    if chosen.region:
        rows = life.of_region(rows, chosen.region)
    rows = rows[rows["status"].isin(["planned", "cancelled"])]
    others = attendance.placed(rows, datasets.dataset("towns").towns)
    shaped = others.reindex(columns=held.columns).astype(held.dtypes.to_dict())
    both = [held.assign(status="held"), shaped.assign(status=others["status"])]
    # An empty frame would give its types to the rows of the other.
    found = pd.concat([rows for rows in both if len(rows)] or both[:1], ignore_index=True)
    return found.sort_values("date", kind="stable", ignore_index=True)


def to_come(day: date) -> pd.DataFrame:
    """Return the meetings planned that are not over on a day, by date, with their places.

    As `pvd_geo.meetings.attendance.placed`.
    """
    dataset = datasets.dataset("towns", "meetings")
    over = life.overdue(dataset.meetings, day)["meeting_id"]
    planned = life.coming(dataset.meetings)
    return attendance.placed(planned[~planned["meeting_id"].isin(over)], dataset.towns)


def catchments() -> pd.DataFrame:
    """Return how far the towns of each region were, as `pvd_geo.meetings.distance.catchments`."""
    return _catchments(keys.of("towns", "meetings"), datasets.dataset("towns", "meetings"))


def summed(met: pd.DataFrame, published: float) -> pd.DataFrame:
    """Add up some meetings, as `pvd_geo.meetings.attendance.cumulative`.

    The published total bounds the sum where all meetings that it is of are there.
    """
    every = set(once(summer, held())["meeting_id"])
    bound = published if set(met["meeting_id"]) == every else None
    return once(attendance.cumulative, met, bound)


def is_of_summer(met: pd.DataFrame) -> bool:
    """Tell whether some meetings are all of the summer of 2022, of which a total is published."""
    return len(summer(met)) == len(met)


def published(dataset: Dataset, figure: str) -> tuple[float, str]:
    """Return the value and the precision of a published figure.

    Raises
    ------
    KeyError
        When the programme published no such figure.
    """
    row = dataset.published_figures.set_index("figure_id").loc[figure]
    return float(row["value"]), str(row["precision"])


def _rows(dataset: Dataset, records: pd.DataFrame | None) -> pd.DataFrame:
    return attendance.current(dataset.attendance, records)


def _held(dataset: Dataset, came: pd.DataFrame, registered: pd.DataFrame | None) -> pd.DataFrame:
    return attendance.by_meeting(came, dataset.meetings, dataset.towns, registered)


def _within(held: pd.DataFrame, year: str | None, series: str | None) -> pd.DataFrame:
    return within(held, year, series).reset_index(drop=True)


def _of_region(met: pd.DataFrame, dataset: Dataset, region: str | None) -> pd.DataFrame:
    if region is None:
        return met
    return met[met["meeting_id"].isin(life.of_region(dataset.meetings, region)["meeting_id"])]


def _of_choice(
    met: pd.DataFrame, dataset: Dataset, region: str | None, meeting: str | None
) -> pd.DataFrame:
    met = _of_region(met, dataset, region)
    if meeting in set(met["meeting_id"]):
        met = met[met["meeting_id"].eq(meeting)]
    return met.reset_index(drop=True)


@st.cache_resource(show_spinner=False, max_entries=2)
def _catchments(key: str, _dataset: Dataset) -> pd.DataFrame:  # noqa: ARG001
    return distance.catchments(_dataset.towns, _dataset.meetings)
