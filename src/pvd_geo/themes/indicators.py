"""Every indicator of a theme, summed up for some towns beside the whole programme."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Collection

    import pandas as pd


def summed_up(
    theme: Any,  # noqa: ANN401 - a row of the themes
    indicators: pd.DataFrame,
    town_indicators: pd.DataFrame,
    insee_codes: Collection[str],
) -> pd.DataFrame:
    """Sum up the indicators of a theme.

    Parameters
    ----------
    theme
        Its ``theme_id`` and ``lead``.
    indicators
        The catalogue.
    town_indicators
        Long form: ``insee_code, indicator_id, value``; an unknown value has no row.
    insee_codes
        The towns to set beside the programme.

    Returns
    -------
    DataFrame
        One row an indicator, in the order of the catalogue, with its columns and ``known, here``
        (towns with a value, in the programme and among the towns), ``median, median_here``
        (missing without a value) and ``lead`` (whether the theme's levels come from it).
    """
    own = indicators[indicators["theme_id"].eq(theme.theme_id)].reset_index(drop=True)
    among = town_indicators["insee_code"].isin(insee_codes)
    programme = town_indicators.groupby("indicator_id")["value"].agg(["count", "median"])
    here = town_indicators[among].groupby("indicator_id")["value"].agg(["count", "median"])
    programme, here = programme.reindex(own["indicator_id"]), here.reindex(own["indicator_id"])
    return own.assign(
        known=programme["count"].fillna(0).astype(int).to_numpy(),
        here=here["count"].fillna(0).astype(int).to_numpy(),
        median=programme["median"].to_numpy(),
        median_here=here["median"].to_numpy(),
        lead=own["indicator_id"].isin(theme.lead.split("+")),
    )
