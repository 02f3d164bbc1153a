"""Classes for maps of shares, by a method that has a name."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    import pandas as pd

MOST: Final = 5


@dataclass(frozen=True, slots=True)
class Classes:
    """Values in classes.

    Parameters
    ----------
    of
        Class (0 for the lowest) by key; keys without a value are left out.
    bounds
        Least and greatest value found in each class.
    counts
        How many values each class holds.
    """

    of: dict[str, int]
    bounds: tuple[tuple[float, float], ...]
    counts: tuple[int, ...]


def natural(values: pd.Series[float], most: int = MOST) -> Classes:
    """Cut values where they are furthest apart: Fisher-Jenks, by mapclassify.

    The classes are those of least variance inside (Fisher, 1958; Jenks, 1977); never more than
    there are different values, and none for no value.

    Parameters
    ----------
    values
        Indexed by key; missing values have no class.
    most
        How many classes at most.
    """
    known = values.dropna()
    different = np.unique(known.to_numpy(float))
    if len(different) <= most:
        places = np.searchsorted(different, known.to_numpy(float))
    else:
        # Slow to import, and of no use to the other pages.
        from mapclassify import FisherJenks  # noqa: PLC0415

        with warnings.catch_warnings():
            # It would like numba, which some hundred values do not need.
            warnings.simplefilter("ignore")
            places = FisherJenks(known.to_numpy(float), k=most).yb
    groups = [known[places == place] for place in np.unique(places)]
    return Classes(
        of=dict(zip(map(str, known.index), map(int, places), strict=True)),
        bounds=tuple((float(group.min()), float(group.max())) for group in groups),
        counts=tuple(len(group) for group in groups),
    )
