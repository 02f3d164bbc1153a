"""What each page offers to take away, in one place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pvd_geo.charts import agreements as agreement_charts
from pvd_geo.charts import areas as area_charts
from pvd_geo.charts import attendance as charts
from pvd_geo.charts import timeline
from pvd_geo.meetings import attendance
from pvd_geo.meetings.series import summer
from pvd_geo.selection.selection import Selection
from pvd_geo.timeline.agreements import by_month
from pvd_geo.ui.parts import downloads
from pvd_geo.ui.shared import datasets, meeting_figures, selected_towns

if TYPE_CHECKING:
    from datetime import date

    import pandas as pd

    from pvd_geo.tables.dataset import Dataset
    from pvd_geo.territory.areas import Area
    from pvd_geo.ui.parts.downloads import Group

_THEMES = ("towns", "themes", "indicators", "town_indicators", "doubtful_values")
_TABLES = ("attendance", "meetings", "towns", "published_figures")


def overview(dataset: Dataset) -> None:
    """Offer the whole programme: towns, meetings, the chart of attendance."""
    everything = Selection()

    def groups() -> list[Group]:
        held = meeting_figures.held()
        return [
            downloads.of_towns(dataset, everything, dataset.towns),
            downloads.of_meetings(everything, held, meeting_figures.catchments()),
            _bars(everything, summer(held)),
        ]

    downloads.offer(groups, key="overview")


def towns(dataset: Dataset, chosen: Selection, kept: pd.DataFrame) -> None:
    """Offer the towns of the selection, and the note of the one whose sheet is open."""
    narrowed = selected_towns.filtering(chosen)

    def groups() -> list[Group]:
        offered = [downloads.of_towns(dataset, narrowed, kept)]
        if chosen.town:
            offered.append(downloads.of_town(chosen.town, datasets.choices().towns[chosen.town]))
        return offered

    downloads.offer(groups, key="towns")


def meetings(chosen: Selection, held: pd.DataFrame, meeting: str | None) -> None:
    """Offer the meetings of a year and a series with their distances, and the calendar."""
    narrowed = Selection(year=chosen.year, series=chosen.series)

    def groups() -> list[Group]:
        return [
            downloads.of_meetings(
                narrowed, meeting_figures.whole(held, narrowed), meeting_figures.catchments()
            ),
            downloads.of_chart(
                "Calendrier des rencontres",
                "calendrier",
                narrowed,
                lambda palette: timeline.timeline(held, meeting, palette),
                "meetings",
            ),
        ]

    downloads.offer(groups, key="meetings")


def attended(chosen: Selection, met: pd.DataFrame, published: float) -> None:
    """Offer the figures of attendance and their charts; rates where a meeting was recorded."""
    region = Selection(region=chosen.region, year=chosen.year, series=chosen.series)

    def groups() -> list[Group]:
        offered = [
            downloads.of_meetings(region, met),
            _bars(region, met),
        ]
        if meeting_figures.is_of_summer(met):
            offered.append(
                downloads.of_chart(
                    "Cumul de l’été 2022",
                    "cumul",
                    region,
                    lambda palette: charts.running_total(
                        meeting_figures.summed(met, published), published, palette
                    ),
                    *_TABLES,
                )
            )
        if attendance.recorded_count(met):
            offered.append(
                downloads.of_chart(
                    "Participants par commune du programme, rencontres relevées",
                    "participants-par-commune",
                    region,
                    lambda palette: charts.rates(met, palette),
                    *_TABLES,
                )
            )
        return offered

    downloads.offer(groups, key="attendance")


def area(dataset: Dataset, told: Area, territory: Selection, kept: pd.DataFrame) -> None:
    """Offer the note of a territory, its towns, and the chart of its themes."""

    def groups() -> list[Group]:
        return [
            downloads.of_area(told, territory),
            downloads.of_towns(dataset, territory, kept),
            downloads.of_chart(
                "Niveaux des thèmes",
                "niveaux",
                territory,
                lambda palette: area_charts.level_shares(told.contrasts, told.name, palette),
                *_THEMES,
            ),
        ]

    downloads.offer(groups, key="area")


def trajectory(chosen: Selection, kept: pd.DataFrame, published: pd.DataFrame, day: date) -> None:
    """Offer the conventions by month, and the curve up to the day shown.

    Parameters
    ----------
    chosen
        The area.
    kept
        Its towns.
    published
        What `pvd_geo.timeline.agreements.against_published` returns; empty for an area.
    """
    until = downloads.today()

    def groups() -> list[Group]:
        return [
            downloads.of_agreements(chosen, by_month(kept, until)),
            downloads.of_chart(
                "Conventions signées",
                "conventions",
                chosen,
                lambda palette: agreement_charts.signed_share(kept, published, day, until, palette),
                *("towns", "programme_facts"),
            ),
        ]

    downloads.offer(groups, key="trajectory")


def _bars(chosen: Selection, met: pd.DataFrame) -> Group:
    return downloads.of_chart(
        "Fréquentation par rencontre",
        "frequentation",
        chosen,
        lambda palette: charts.bars(met, palette),
        *_TABLES,
    )
