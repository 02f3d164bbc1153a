"""The files that have an address, and which part of the selection narrows each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pvd_geo.meetings.series import summer
from pvd_geo.selection import selection
from pvd_geo.timeline.agreements import by_month
from pvd_geo.ui.parts import downloads
from pvd_geo.ui.shared import (
    clock,
    datasets,
    meeting_figures,
    programme_frames,
    selected_towns,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

    from pvd_geo.export.tables import Column, Table
    from pvd_geo.selection.selection import Selection

PLACES: Final = ("region", "departement", "epci")
TOWNS: Final = (*PLACES, "theme", "mode", "population", "q")
_INDICATORS: Final = (
    *("towns", "indicators", "town_indicators", "indicator_history", "doubtful_values"),
)


@dataclass(frozen=True, slots=True)
class Offer:
    """One file that has an address.

    Parameters
    ----------
    name
        Its name in the address.
    title
        What it holds, in French.
    keys
        The keys of the selection that narrow it; others are refused rather than ignored.
    tables
        The tables that it draws from.
    make
        Makes it for a selection; needs no session.
    """

    name: str
    title: str
    keys: tuple[str, ...]
    tables: tuple[str, ...]
    make: Callable[[Selection], Table]


def _towns(chosen: Selection) -> Table:
    return downloads.towns_table(chosen, selected_towns.of(chosen))


def _meetings(chosen: Selection) -> Table:
    met = meeting_figures.held_in(chosen)
    held = _located(
        meeting_figures.whole(meeting_figures.of_region(met, chosen.region), chosen), chosen
    )
    return downloads.meetings_table(chosen, held, meeting_figures.catchments())


def _attendance(chosen: Selection) -> Table:
    return downloads.meetings_table(chosen, _located(summer(meeting_figures.held()), chosen))


def _indicators(chosen: Selection) -> Table:
    return downloads.indicators_table(chosen, selected_towns.of(chosen))


def _trajectory(chosen: Selection) -> Table:
    today = clock.today()
    until = min(chosen.day or today, today)
    return downloads.agreements_table(chosen, by_month(selected_towns.of(chosen), until))


def _located(held: pd.DataFrame, chosen: Selection) -> pd.DataFrame:
    """Return the meetings of the chosen region, each where its host town lies."""
    towns = datasets.dataset("towns").towns[["insee_code", "longitude", "latitude"]]
    mine = meeting_figures.of_region(held, chosen.region)
    return mine.merge(towns, on="insee_code", how="left", validate="many_to_one")


OFFERS: Final = {
    offer.name: offer
    for offer in (
        Offer("communes", "Communes du programme", TOWNS, programme_frames.TABLES, _towns),
        Offer(
            "rencontres",
            "Rencontres, distances et fréquentation",
            ("region", "annee", "serie"),
            meeting_figures.TABLES,
            _meetings,
        ),
        Offer(
            "frequentation",
            "Fréquentation des rencontres de l’été 2022",
            ("region",),
            meeting_figures.TABLES,
            _attendance,
        ),
        Offer("indicateurs", "Indicateurs par commune", TOWNS, _INDICATORS, _indicators),
        Offer(
            "trajectoire",
            "Conventions signées par mois",
            (*PLACES, "date"),
            ("towns",),
            _trajectory,
        ),
    )
}
"""The files, by their names."""


def columns(offer: Offer) -> dict[str, Column]:
    """Return the columns of a file by the names that programs know them by."""
    nobody = selection.Selection(population=(0, 0))
    return offer.make(nobody).attributes(by_id=True)
