"""The parts of the overview: headline figures and the regions in a table."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from pvd_geo.charts import attendance as charts
from pvd_geo.formatting import (
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
from pvd_geo.meetings.series import summer
from pvd_geo.selection import links
from pvd_geo.selection.selection import Selection
from pvd_geo.territory.published import LIST, list_month
from pvd_geo.ui.html import show, table, tag
from pvd_geo.ui.parts import figures, marks
from pvd_geo.ui.shared import meeting_figures

if TYPE_CHECKING:
    import pandas as pd

    from pvd_geo.tables.dataset import Dataset

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
                note=f"liste de l’ANCT de {list_month(dataset)}, outre-mer compris",
                origin=marks.of_table("towns", LIST),
            ),
            figures.Figure(
                "habitants",
                f"{decimal(towns['population'].sum() / 1e6)} millions",
                note=f"la moitié des communes : moins de {half}",
                origin=marks.of_table("towns", "insee-cog"),
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
    dates = meeting_figures.held().set_index("region_code")["date"]
    rows = dataset.regions.set_index("code").join(towns).sort_values("size", ascending=False)
    cells = (
        _region(str(code), row, dates.get(code))
        for code, row in rows.dropna(subset=["size"]).iterrows()
    )
    show(table("Les régions", _HEADINGS, cells, numbers=(1, 2), css="pvd-compact"))


def attendance_note(met: pd.DataFrame) -> None:
    """Say under the chart what its bars are worth."""
    recorded = recorded_count(met)
    show(tag("p", f"{recorded} sur {len(met)} relevées. {charts.legend(met)}", css="pvd-note"))


def _region(code: str, row: pd.Series[float], day: pd.Timestamp | None) -> tuple[object, ...]:
    query = urlencode(links.to_params(Selection(region=code)))
    return (
        tag("a", row["name"], href=f"carte?{query}", target="_self"),
        integer(row["size"]),
        integer(row["sum"]),
        tag("span", "annoncée" if missing(day) else date_short(day), css="pvd-nowrap"),
    )


def _when(held: pd.DataFrame) -> str:
    """Say when the summer's meetings were, and those held since."""
    days = summer(held)["date"]
    text = f"du {date_short(days.min())} au {date_short(days.max())} 2022"
    since = [f"le {date_short(day)}" for day in held["date"] if day > days.max()]
    if not since:
        return text
    others = plural(len(since), "autre")
    return f"{text} ; {others} {listed(since)}, soit {len(held)} en tout"


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
