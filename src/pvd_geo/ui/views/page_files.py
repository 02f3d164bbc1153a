"""What each page offers to take away, in one place."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pvd_geo.selection.selection import Selection
from pvd_geo.timeline.agreements import by_month
from pvd_geo.ui.parts import downloads, pictures
from pvd_geo.ui.shared import clock, datasets, meeting_figures, selected_towns

if TYPE_CHECKING:
    import pandas as pd

    from pvd_geo.tables.dataset import Dataset
    from pvd_geo.territory.areas import Area
    from pvd_geo.ui.parts.downloads import Group


def overview(dataset: Dataset) -> None:
    """Offer the whole programme: towns, meetings, the chart of attendance."""
    everything = Selection()

    def groups() -> list[Group]:
        return [
            downloads.of_towns(dataset, everything, dataset.towns),
            downloads.of_meetings(everything, meeting_figures.held(), meeting_figures.catchments()),
            *_pictures(everything, "carte", "frequentation"),
        ]

    downloads.offer(groups, key="overview")


def towns(dataset: Dataset, chosen: Selection, kept: pd.DataFrame) -> None:
    """Offer the towns of the selection, and the note of the one whose sheet is open."""
    narrowed = selected_towns.filtering(chosen)

    def groups() -> list[Group]:
        offered = [downloads.of_towns(dataset, narrowed, kept), *_pictures(narrowed, "carte")]
        if chosen.town:
            name = datasets.choices().towns[chosen.town]
            offered += [
                downloads.of_town(chosen.town, name),
                *_pictures(Selection(town=chosen.town), "population"),
            ]
        return offered

    downloads.offer(groups, key="towns")


def meetings(chosen: Selection, held: pd.DataFrame) -> None:
    """Offer the meetings of a year and a series with their distances, and the calendar."""
    narrowed = Selection(year=chosen.year, series=chosen.series)

    def groups() -> list[Group]:
        return [
            downloads.of_meetings(
                narrowed, meeting_figures.whole(held, narrowed), meeting_figures.catchments()
            ),
            *_pictures(chosen, "calendrier"),
        ]

    downloads.offer(groups, key="meetings")


def attended(chosen: Selection, met: pd.DataFrame) -> None:
    """Offer the figures of attendance and their charts; rates where a meeting was recorded."""
    region = Selection(region=chosen.region, year=chosen.year, series=chosen.series)

    def groups() -> list[Group]:
        return [
            downloads.of_meetings(region, met),
            *_pictures(chosen, "frequentation", "cumul", "participants-par-commune", "publics"),
        ]

    downloads.offer(groups, key="attendance")


def area(dataset: Dataset, told: Area, territory: Selection, kept: pd.DataFrame) -> None:
    """Offer the note of a territory, its towns, and the charts of its themes and people."""
    place = replace(territory, town=None)

    def groups() -> list[Group]:
        return [
            downloads.of_area(told, territory),
            downloads.of_towns(dataset, territory, kept),
            *_pictures(place, "niveaux", "population", "carte"),
        ]

    downloads.offer(groups, key="area")


def trajectory(chosen: Selection, kept: pd.DataFrame) -> None:
    """Offer the conventions by month, and the charts up to the day shown.

    Parameters
    ----------
    chosen
        The area and the day.
    kept
        Towns of the area.
    """
    narrowed = replace(chosen, day=None)

    def groups() -> list[Group]:
        return [
            downloads.of_agreements(narrowed, by_month(kept, clock.today())),
            *_pictures(chosen, "conventions", "conventions-par-mois", "faits", "rythme"),
        ]

    downloads.offer(groups, key="trajectory")


def _pictures(chosen: Selection, *names: str) -> list[Group]:
    """Offer the charts of a selection that have something to show."""
    found = (pictures.of(name, chosen, clock.today()) for name in names)
    return [downloads.of_picture(one) for one in found if one]
