"""What follows from a selection alone: computed once, then the same object for all sessions.

Everything here is shared, as in `pvd_geo.ui.shared.datasets`: read it, never change it in place.
A data file that changes makes another `Dataset`, and so other keys.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from pvd_geo.selection import selection
from pvd_geo.tables.dataset import placed
from pvd_geo.ui.shared import datasets

if TYPE_CHECKING:
    import pandas as pd

    from pvd_geo.selection.selection import Selection
    from pvd_geo.tables.dataset import Dataset


def kept(dataset: Dataset, chosen: Selection) -> pd.DataFrame:
    """Return the towns that a selection keeps.

    Parameters
    ----------
    dataset
        With ``towns``, as `pvd_geo.ui.shared.datasets.dataset` returns it.
    chosen
        The selection; the open sheets (town, meeting) filter nothing.
    """
    return _kept(dataset, filtering(chosen))


def of(chosen: Selection) -> pd.DataFrame:
    """Return the towns that a selection keeps, of the data at hand; see `kept`."""
    return kept(datasets.dataset("towns", "regions", "departments", "themes"), chosen)


def words(dataset: Dataset, chosen: Selection) -> str:
    """Return a selection in words, as `pvd_geo.selection.selection.describe`."""
    return _words(dataset, _lasting(chosen))


def codes(dataset: Dataset, chosen: Selection) -> frozenset[str]:
    """Return the INSEE codes of the towns that a selection keeps."""
    return _codes(dataset, filtering(chosen))


@lru_cache(maxsize=2)
def order(dataset: Dataset) -> tuple[str, ...]:
    """Return the INSEE codes of the towns that have a place, in the order that the map counts in.

    A town that a later list brought may have none: it is in the lists, and not on the map.
    """
    return tuple(placed(dataset.towns)["insee_code"])


def filtering(chosen: Selection) -> Selection:
    """Return the part of a selection that filters towns, without the open sheets and all times."""
    return replace(_lasting(chosen), year=None, series=None)


def _lasting(chosen: Selection) -> Selection:
    return replace(chosen, town=None, meeting=None, day=None)


@lru_cache(maxsize=64)
def _kept(dataset: Dataset, chosen: Selection) -> pd.DataFrame:
    return selection.apply(chosen, dataset.towns, datasets.levels() if chosen.themes else None)


@lru_cache(maxsize=64)
def _codes(dataset: Dataset, chosen: Selection) -> frozenset[str]:
    return frozenset(_kept(dataset, chosen)["insee_code"])


@lru_cache(maxsize=256)
def _words(dataset: Dataset, chosen: Selection) -> str:
    return selection.describe(
        chosen, dataset.regions, dataset.departments, dataset.themes, dataset.towns
    )
