"""What each page offers to take away, in one place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pvd_geo.charts import agreements as agreement_charts
from pvd_geo.charts import areas as area_charts
from pvd_geo.charts import attendance as charts
from pvd_geo.charts import curves as curve_charts
from pvd_geo.charts import facts as fact_charts
from pvd_geo.charts import timeline
from pvd_geo.meetings import attendance
from pvd_geo.meetings.series import summer
from pvd_geo.selection.selection import Selection
from pvd_geo.timeline.agreements import by_month
from pvd_geo.timeline.curves import population
from pvd_geo.ui.parts import downloads
from pvd_geo.ui.shared import datasets, meeting_figures, selected_towns
from pvd_geo.ui.views.trajectory import areas

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
            name = datasets.choices().towns[chosen.town]
            offered += [
                downloads.of_town(chosen.town, name),
                *_population(name, Selection(), [chosen.town]),
            ]
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
        audiences = attendance.by_audience(meeting_figures.rows())
        if len(audiences):
            offered.append(
                downloads.of_chart(
                    "Participants relevés, par public",
                    "publics",
                    region,
                    lambda palette: charts.audiences(audiences, palette),
                    *_TABLES,
                )
            )
        return offered

    downloads.offer(groups, key="attendance")


def area(dataset: Dataset, told: Area, territory: Selection, kept: pd.DataFrame) -> None:
    """Offer the note of a territory, its towns, and the charts of its themes and people."""

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
            *_population(told.name, territory, list(kept["insee_code"])),
        ]

    downloads.offer(groups, key="area")


def trajectory(  # noqa: PLR0913 - what the charts of the page show
    chosen: Selection,
    kept: pd.DataFrame,
    published: pd.DataFrame,
    facts: pd.DataFrame,
    met: pd.DataFrame,
    *,
    day: date,
) -> None:
    """Offer the conventions by month, and the charts up to the day shown.

    Parameters
    ----------
    chosen
        The area.
    kept
        Its towns.
    published
        What `pvd_geo.timeline.agreements.against_published` returns; empty for an area.
    facts, met
        Facts that were published, and the area's meetings held.
    """
    until = downloads.today()

    def groups() -> list[Group]:
        rows = areas.paced(kept, chosen, datasets.choices(), day)
        return [
            downloads.of_agreements(chosen, by_month(kept, until)),
            downloads.of_chart(
                "Conventions signées",
                "conventions",
                chosen,
                lambda palette: agreement_charts.signed_share(kept, published, day, until, palette),
                *("towns", "programme_facts"),
            ),
            downloads.of_chart(
                "Conventions signées chaque mois",
                "conventions-par-mois",
                chosen,
                lambda palette: agreement_charts.monthly(kept, day, until, palette),
                "towns",
            ),
            downloads.of_chart(
                "Faits publiés et rencontres",
                "faits",
                chosen,
                lambda palette: fact_charts.events(facts, met, day, until, palette),
                *("programme_facts", "meetings"),
            ),
            downloads.of_chart(
                "De la première convention à la dernière",
                "rythme",
                chosen,
                lambda palette: agreement_charts.pace(rows, day, until, palette),
                "towns",
            ),
        ]

    downloads.offer(groups, key="trajectory")


def _population(name: str, chosen: Selection, codes: list[str]) -> list[Group]:
    """Offer the curve of some towns, where a vintage is known of them."""
    found = population(datasets.dataset("populations").populations, codes)
    if found.known.empty:
        return []
    return [
        downloads.of_chart(
            f"Population par millésime, {name}",
            f"population {name}",
            chosen,
            lambda palette: curve_charts.through_vintages(found, curve_charts.PEOPLE, palette),
            "populations",
        )
    ]


def _bars(chosen: Selection, met: pd.DataFrame) -> Group:
    return downloads.of_chart(
        "Fréquentation par rencontre",
        "frequentation",
        chosen,
        lambda palette: charts.bars(met, palette),
        *_TABLES,
    )
