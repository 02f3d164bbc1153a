"""The parts of the overview: headline figures and the regions in a table."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from pvd_geo.categories import MEETINGS
from pvd_geo.charts import attendance as charts
from pvd_geo.formatting import (
    date_long,
    date_short,
    decimal,
    integer,
    listed,
    missing,
    plural,
    precise,
    precision_words,
)
from pvd_geo.meetings.attendance import recorded_count
from pvd_geo.meetings.life import by_region, coming
from pvd_geo.meetings.series import held, period, summer
from pvd_geo.selection import links
from pvd_geo.selection.selection import Selection
from pvd_geo.territory.backing import PEOPLE
from pvd_geo.territory.published import LIST, list_day
from pvd_geo.ui.html import show, table, tag
from pvd_geo.ui.parts import figures, marks
from pvd_geo.ui.shared import clock, meeting_figures

if TYPE_CHECKING:
    import pandas as pd

    from pvd_geo.tables.dataset import Dataset

_YEAR = 2022
_HEADINGS = ("Région", "Communes", "Habitants", "Rencontre")


def headline(dataset: Dataset) -> None:
    """Show the figures that leadership quotes, each with its precision and what it means."""
    towns = dataset.towns
    met = summer(meeting_figures.held())
    recorded = recorded_count(met)
    half = integer(towns["population"].median())
    size, about = meeting_figures.published(dataset, "taille_groupe")
    figures.row(
        [
            figures.Figure(
                "communes",
                integer(len(towns)),
                note=f"liste de l’ANCT {list_day(dataset).of}, outre-mer compris",
                origin=marks.of_table("towns", LIST),
            ),
            figures.Figure(
                "habitants",
                f"{decimal(towns['population'].sum() / 1e6)} millions",
                note=f"la moitié des communes : moins de {half}",
                origin=marks.of_table("towns", PEOPLE),
            ),
            _published(
                dataset,
                "rencontres",
                "rencontres régionales",
                _when(meeting_figures.held()),
            ),
            _published(
                dataset,
                "participants",
                "participants",
                f"{recorded} rencontres sur {len(met)} relevées"
                if recorded
                else "par rencontre : estimations",
            ),
            _published(dataset, "groupes", "groupes", f"{precise(size, about)} personnes chacun"),
        ]
    )


def regions_table(dataset: Dataset) -> None:
    """Show the regions, most towns first; each name opens its towns on the map."""
    towns = dataset.towns.groupby("region_code")["population"].agg(["size", "sum"])
    dates = by_region(held(dataset.meetings)).groupby("region_code")["date"].max()
    planned = set(by_region(coming(dataset.meetings))["region_code"])
    rows = dataset.regions.set_index("code").join(towns).sort_values("size", ascending=False)
    cells = (
        _region(str(code), row, dates.get(code), planned=str(code) in planned)
        for code, row in rows.dropna(subset=["size"]).iterrows()
    )
    caption = marks.captioned("Les régions", marks.of_table("towns", LIST, PEOPLE))
    show(table(caption, _HEADINGS, cells, numbers=(1, 2), css="pvd-compact"))


def next_meetings() -> None:
    """Say which meetings are planned from today on; nothing when none is."""
    rows = meeting_figures.to_come(clock.today())
    if rows.empty:
        return
    told = listed(f"{row.region_name}, {period(row.date, row.last)}" for row in rows.itertuples())
    show(tag("p", f"À venir : {told}.", css="pvd-note"))


def attendance_note(met: pd.DataFrame) -> None:
    """Say under the chart what its bars are worth."""
    recorded = recorded_count(met)
    show(tag("p", f"{recorded} sur {len(met)} relevées. {charts.legend(met)}", css="pvd-note"))


def _region(
    code: str, row: pd.Series[float], day: pd.Timestamp | None, *, planned: bool
) -> tuple[object, ...]:
    to_come = MEETINGS.label("planned" if planned else "announced")
    query = urlencode(links.to_params(Selection(region=code)))
    return (
        tag("a", row["name"], href=f"carte?{query}", target="_self"),
        integer(row["size"]),
        integer(row["sum"]),
        tag("span", to_come if day is None or missing(day) else _day(day), css="pvd-nowrap"),
    )


def _when(held: pd.DataFrame) -> str:
    """Say when the summer's meetings were, and those held since."""
    days = summer(held)["date"]
    text = f"du {date_short(days.min())} au {date_short(days.max())} 2022"
    since = [f"le {_day(day)}" for day in held["date"] if day > days.max()]
    if not since:
        return text
    others = plural(len(since), "autre")
    return f"{text} ; {others} {listed(since)}, soit {len(held)} en tout"


def _day(day: pd.Timestamp) -> str:
    """Write a day, with its year when that is not the summer's."""
    return date_short(day) if day.year == _YEAR else date_long(day)


def _published(dataset: Dataset, figure: str, label: str, note: str) -> figures.Figure:
    value, precision = meeting_figures.published(dataset, figure)
    return figures.Figure(
        label,
        integer(value),
        precision=precision_words(precision),
        basis="published",
        note=note,
        origin=marks.of_published(figure),
    )
