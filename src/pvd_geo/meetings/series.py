"""The regional meetings: which were held, and which belong to the summer of 2022."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import pandas as pd

SUMMER: Final = "ete-2022"
"""The series of the twelve meetings whose total attendance was published."""


def held(meetings: pd.DataFrame) -> pd.DataFrame:
    """Keep the meetings that took place; each has a date and a host town."""
    return meetings[meetings["status"].eq("held")]


def announced(meetings: pd.DataFrame) -> pd.DataFrame:
    """Keep the meetings announced without a date or a place."""
    return meetings[meetings["status"].eq("announced")]


def summer(meetings: pd.DataFrame) -> pd.DataFrame:
    """Keep the twelve meetings of summer 2022."""
    return meetings[meetings["series"].eq(SUMMER)].reset_index(drop=True)
