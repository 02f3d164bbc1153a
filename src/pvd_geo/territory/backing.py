"""Which sources stand behind what is told of towns: for marks, the foot of a page and notes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pvd_geo.meetings.report import SOURCE
from pvd_geo.meetings.series import held
from pvd_geo.territory.published import LIST

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    import pandas as pd

PEOPLE: Final = "insee-cog"
"""Inhabitants, EPCI and the names of today."""
KINDS: Final = "anct-typologies"
"""Centrality, rurality and density of a town."""
PLACES: Final = ("geonames", "ign-admin-express")
"""Where a town is: a known place, or a point of its outline."""
MAPPED: Final = (LIST, PEOPLE, *PLACES)
"""What a map shows of towns: who they are, how many live there, and where they are."""
SHEET: Final = (*MAPPED, KINDS)
"""What the sheet of a town shows besides."""


def producers(themes: pd.DataFrame, indicators: pd.DataFrame) -> tuple[str, ...]:
    """Return who makes the indicators that lead some themes, each once.

    Parameters
    ----------
    themes
        Rows of the themes.
    indicators
        The catalogue.
    """
    of = indicators.set_index("indicator_id")["producer"]
    return tuple(dict.fromkeys(of[one] for lead in themes["lead"] for one in lead.split("+")))


def of_themes(themes: pd.DataFrame, indicators: pd.DataFrame) -> dict[str, Collection[str]]:
    """Return, by table, the sources of what some themes tell of towns.

    Parameters
    ----------
    themes
        Rows of the themes; those that the report names are of the report.
    indicators
        The catalogue.
    """
    lead = producers(themes, indicators)
    named = (SOURCE,) if themes["origin"].eq("report").any() else ()
    return {"themes": named, "town_indicators": lead, "doubtful_values": lead}


def of_territory(
    themes: pd.DataFrame,
    indicators: pd.DataFrame,
    meetings: pd.DataFrame,
    regions: Collection[str],
    *,
    towns: Collection[str] = MAPPED,
) -> Mapping[str, Collection[str]]:
    """Return, by table, the sources of what is told of the towns of some regions.

    Parameters
    ----------
    themes, indicators, meetings
        Tables of the data folder; of the themes, those that are told.
    regions
        Codes of the regions, whose meetings are told.
    towns
        The sources of what is told of the towns themselves.
    """
    own = meetings[meetings["region_code"].isin(regions)]
    return {
        **of_themes(themes, indicators),
        "towns": towns,
        "meetings": tuple(own["source_id"].dropna().unique()),
        "attendance": tuple(held(own)["source_id"].dropna().unique()),
    }
