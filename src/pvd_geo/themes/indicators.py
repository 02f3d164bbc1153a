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
    doubts: pd.DataFrame | None = None,
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
    doubts
        Values that were set aside: ``insee_code, indicator_id, fate``.

    Returns
    -------
    DataFrame
        One row an indicator, in the order of the catalogue, with its columns and ``known, here``
        (towns with a value, in the programme and among the towns), ``median, median_here``
        (missing without a value), ``lead`` (whether the theme's levels come from it) and
        ``aside_here`` (towns among these whose value was set aside).
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
        aside_here=_aside(own["indicator_id"], insee_codes, doubts),
    )


def _aside(
    indicators: pd.Series[str], insee_codes: Collection[str], doubts: pd.DataFrame | None
) -> pd.Series[int] | int:
    if doubts is None:
        return 0
    here = doubts[doubts["fate"].eq("set_aside") & doubts["insee_code"].isin(insee_codes)]
    counts = here["indicator_id"].value_counts()
    return indicators.map(counts).fillna(0).astype(int)
