"""Holds the validated tables, what costs time to compute of all of them, and their faults.

Everything here is one object for all sessions: read it, never change it in place. It is made
again when a data file has changed on disk.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pvd_geo.errors import DataError
from pvd_geo.meetings import distance, life
from pvd_geo.selection.selection import Choices
from pvd_geo.tables import catalog, loading
from pvd_geo.themes import discoveries
from pvd_geo.themes.levels import town_levels
from pvd_geo.timeline.curves import median_per_year
from pvd_geo.timeline.former import FormerNames
from pvd_geo.ui.shared import in_force, keys, recorded

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from pvd_geo.tables.catalog import Catalog
    from pvd_geo.tables.dataset import Dataset
    from pvd_geo.tables.loading import Report


def dataset(*tables: str) -> Dataset:
    """Return the tables, all of them when all are sound, else at least those named.

    The meetings are those in force: what editors said of them is laid over the file. As long as
    nothing changed it is the same object, by which others keep what they compute.

    Raises
    ------
    DataError
        With every fault of the named tables, and of those they cannot be read without.
    """
    folder = in_force.folder()
    named: tuple[str, ...] = ()
    key = keys.files()
    outcome = _read(folder, key, named)
    if isinstance(outcome, DataError):
        key, named = keys.files(*tables), tables
        outcome = _read(folder, key, named)
    if isinstance(outcome, DataError):
        raise DataError(outcome.faults)
    if "meetings" not in outcome.tables:
        return outcome
    return _laid_over(folder, f"{key} {recorded.mark()}", named, outcome)


def described() -> Catalog:
    """Return what ``datapackage.json`` says of the files.

    Raises
    ------
    DataError
        When it cannot be read.
    """
    folder = in_force.folder()
    return _described(folder, keys.of())


def levels() -> pd.DataFrame:
    """Return the level of every town for every theme, as `pvd_geo.themes.levels.town_levels`.

    Raises
    ------
    DataError
        When a table that the levels come from is broken.
    """
    return _levels(*_of("towns", "town_indicators", "doubtful_values", "themes", "indicators"))


def compared() -> pd.DataFrame:
    """Return every area beside the programme, as `pvd_geo.themes.discoveries.compared`.

    Raises
    ------
    DataError
        When a table that the levels come from is broken.
    """
    key, tables = _of("towns", "town_indicators", "doubtful_values", "themes", "indicators")
    return _compared(key, tables, levels())


def distances() -> pd.DataFrame:
    """Return each town's distance to the meetings, as `pvd_geo.meetings.distance.to_meetings`.

    Raises
    ------
    DataError
        When a table that the distances come from is broken.
    """
    return _distances(*_of("towns", "meetings"))


def report() -> Report:
    """Return what checking every file found, as `pvd_geo.tables.loading.check`."""
    with in_force.one_version():
        return _report(keys.of())


def choices() -> Choices:
    """Return what can be chosen.

    Raises
    ------
    DataError
        When a table that offers choices is broken.
    """
    key, tables = _of("regions", "departments", "themes", "towns", "meetings")
    # The address is followed whatever becomes of former names: they help, and no more.
    return _choices(f"{key} {keys.of('former_names')}", tables, former_names())


def former_names() -> FormerNames:
    """Return former names and codes of the towns; none when their table is broken."""
    try:
        return _former_names(*_of("former_names"))
    except DataError:
        return FormerNames()


def median_population_change() -> float:
    """Return the programme's median, as `pvd_geo.timeline.curves.median_per_year`.

    Raises
    ------
    DataError
        When the table of populations is broken.
    """
    return _median_population_change(*_of("populations"))


def _of(*tables: str) -> tuple[str, Dataset]:
    """Return some tables and the key under which to keep what comes of them."""
    with in_force.one_version():
        return keys.of(*tables), dataset(*tables)


@st.cache_resource(show_spinner=False, max_entries=8)
def _read(folder: Path, key: str, tables: tuple[str, ...]) -> Dataset | DataError:  # noqa: ARG001
    """Read the tables; the faults of broken ones are kept too, they cost as much to find."""
    try:
        return loading.read(folder, *tables)
    except DataError as error:
        return DataError(error.faults)


@st.cache_resource(show_spinner=False, max_entries=2)
def _described(folder: Path, key: str) -> Catalog:  # noqa: ARG001
    return catalog.read(folder)


@st.cache_resource(show_spinner=False, max_entries=8)
def _laid_over(
    folder: Path,  # noqa: ARG001
    key: str,  # noqa: ARG001
    tables: tuple[str, ...],  # noqa: ARG001
    _filed: Dataset,
) -> Dataset:
    came = recorded.attendance()
    meetings = life.in_force(
        _filed.meetings,
        (change.state for change in recorded.meetings()),
        () if came is None else set(came["meeting_id"]),
    )
    return _filed.with_meetings(meetings)


# A leading underscore keeps Streamlit from hashing the frames: the key says it all.
@st.cache_resource(show_spinner=False, max_entries=2)
def _levels(key: str, _dataset: Dataset) -> pd.DataFrame:  # noqa: ARG001
    return town_levels(
        _dataset.towns,
        _dataset.town_indicators,
        _dataset.themes,
        _dataset.indicators,
        _dataset.doubtful_values,
    )


@st.cache_resource(show_spinner=False, max_entries=2)
def _compared(key: str, _dataset: Dataset, _levels: pd.DataFrame) -> pd.DataFrame:  # noqa: ARG001
    return discoveries.compared(_dataset.towns, _levels)


@st.cache_resource(show_spinner=False, max_entries=2)
def _distances(key: str, _dataset: Dataset) -> pd.DataFrame:  # noqa: ARG001
    return distance.to_meetings(_dataset.towns, _dataset.meetings)


@st.cache_resource(show_spinner=False, max_entries=2)
def _choices(key: str, _dataset: Dataset, _former_names: FormerNames) -> Choices:  # noqa: ARG001
    return Choices.of(_dataset, _former_names)


@st.cache_resource(show_spinner=False, max_entries=2)
def _median_population_change(key: str, _dataset: Dataset) -> float:  # noqa: ARG001
    return median_per_year(_dataset.populations)


@st.cache_resource(show_spinner=False, max_entries=2)
def _former_names(key: str, _dataset: Dataset) -> FormerNames:  # noqa: ARG001
    return FormerNames.of(_dataset.former_names)


@st.cache_resource(show_spinner=False, max_entries=2)
def _report(key: str) -> Report:  # noqa: ARG001
    return loading.check(in_force.folder())
