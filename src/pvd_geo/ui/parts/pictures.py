"""The charts that follow from a selection alone: their files and their address show the same."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

from pvd_geo.charts import agreements as agreement_charts
from pvd_geo.charts import areas as area_charts
from pvd_geo.charts import attendance as charts
from pvd_geo.charts import curves as curve_charts
from pvd_geo.charts import facts as fact_charts
from pvd_geo.charts import places, timeline
from pvd_geo.meetings import attendance
from pvd_geo.selection import links
from pvd_geo.selection.selection import Selection
from pvd_geo.territory import areas
from pvd_geo.timeline.agreements import against_published, pace, within_life
from pvd_geo.timeline.curves import population
from pvd_geo.ui.parts import quotes, town_map
from pvd_geo.ui.shared import datasets, meeting_figures, programme_frames, selected_towns
from pvd_geo.ui.shared.once import once

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    import altair as alt
    import geopandas as gpd
    import pandas as pd

    from pvd_geo.colors import Palette
    from pvd_geo.selection.selection import Choices
    from pvd_geo.tables.dataset import Dataset
    from pvd_geo.territory.areas import Area

_ATTENDED: Final = ("attendance", "meetings", "towns", "published_figures")
_THEMES: Final = ("towns", "themes", "indicators", "town_indicators", "doubtful_values")
_OF_TIME: Final = ("region", "rencontre", "annee", "serie")
_OF_TOWNS: Final = ("region", "departement", "epci", "theme", "mode", "population", "q")
_OF_PLACE: Final = ("region", "departement")


@dataclass(frozen=True, slots=True)
class Picture:
    """One chart of a selection.

    Parameters
    ----------
    title
        Its title, in French.
    subject
        First words of its files' names.
    chosen
        What of the selection it is narrowed to.
    tables
        Names of the tables that it shows.
    draw
        Makes the chart for a palette; needs no session.
    told
        The same in words, for those who do not see it.
    noun
        What one calls it, in French.
    at
        Its path below the application, with the selection; empty when it has no address.
    """

    title: str
    subject: str
    chosen: Selection
    tables: tuple[str, ...]
    draw: Callable[[Palette], alt.TopLevelMixin]
    told: str = ""
    noun: str = "Graphique"
    at: str = ""


@dataclass(frozen=True, slots=True)
class Kind:
    """Charts that have an address.

    Parameters
    ----------
    page
        Address of the page that shows them.
    keys
        The keys of the selection that narrow them.
    of
        Returns the chart of a selection as of today, or nothing where there is nothing to draw.
    """

    page: str
    keys: tuple[str, ...]
    of: Callable[[Selection, date], Picture | None]


def of(name: str, chosen: Selection, today: date) -> Picture | None:
    """Return the chart of a selection; nothing where there is nothing to draw.

    Parameters
    ----------
    name
        A key of `KINDS`.
    chosen
        The selection.
    today
        The date in France.
    """
    kind = KINDS[name]
    found = kind.of(chosen, today)
    if found is None:
        return None
    params = links.to_params(found.chosen).items()
    query = urlencode({key: value for key, value in params if key in kind.keys})
    return replace(found, at=f"{quotes.PREFIX}{name}{'?' if query else ''}{query}")


def paced(towns: pd.DataFrame, chosen: Selection, choices: Choices, day: date) -> pd.DataFrame:
    """Return what `pvd_geo.timeline.agreements.pace` says of the areas side by side."""
    if chosen.region is not None:
        return once(pace, towns, "department", choices.departments, day)
    return once(pace, towns, "region", choices.regions, day)


def against(dataset: Dataset, chosen: Selection) -> pd.DataFrame:
    """Return what was published of the conventions, beside ours: of the whole programme alone.

    As `pvd_geo.timeline.agreements.against_published`; without rows for an area.
    """
    return once(_against, dataset, of_all=chosen.region is None)


def _against(dataset: Dataset, *, of_all: bool) -> pd.DataFrame:
    found = against_published(dataset.towns, dataset.programme_facts)
    return found if of_all else found.iloc[:0]


def territory(chosen: Selection) -> Area | None:
    """Return what is known of the département or region chosen; nothing when none is."""
    if chosen.department:
        return areas.tell("department", chosen.department, programme_frames.programme())
    if chosen.region:
        return areas.tell("region", chosen.region, programme_frames.programme())
    return None


def _bars(chosen: Selection, _today: date) -> Picture | None:
    met = meeting_figures.attended(chosen)
    if met.empty:
        return None
    return Picture(
        "Fréquentation par rencontre",
        "frequentation",
        _of_time(chosen),
        _ATTENDED,
        lambda palette: charts.bars(met, palette),
        charts.describe(met),
    )


def _total(chosen: Selection, _today: date) -> Picture | None:
    met = meeting_figures.attended(chosen)
    if met.empty or not meeting_figures.is_of_summer(met):
        return None
    figures = datasets.dataset("published_figures")
    published, _ = meeting_figures.published(figures, "participants")
    summed = meeting_figures.summed(met, published)
    return Picture(
        "Cumul de l’été 2022",
        "cumul",
        _of_time(chosen),
        _ATTENDED,
        lambda palette: charts.running_total(summed, published, palette),
        charts.describe_total(summed, published),
    )


def _rates(chosen: Selection, _today: date) -> Picture | None:
    met = meeting_figures.attended(chosen)
    if not attendance.recorded_count(met):
        return None
    return Picture(
        "Participants par commune du programme, rencontres relevées",
        "participants-par-commune",
        _of_time(chosen),
        _ATTENDED,
        lambda palette: charts.rates(met, palette),
        charts.describe_rates(met),
    )


def _audiences(chosen: Selection, _today: date) -> Picture | None:
    rows = attendance.by_audience(meeting_figures.rows())
    if rows.empty:
        return None
    return Picture(
        "Participants relevés, par public",
        "publics",
        _of_time(chosen),
        _ATTENDED,
        lambda palette: charts.audiences(rows, palette),
        "Participants relevés, par public.",
    )


def _calendar(chosen: Selection, _today: date) -> Picture | None:
    held = meeting_figures.held_in(chosen)
    if held.empty:
        return None
    current = meeting_figures.current(chosen, held)
    return Picture(
        "Calendrier des rencontres",
        "calendrier",
        Selection(year=chosen.year, series=chosen.series),
        ("meetings",),
        lambda palette: timeline.timeline(held, current, palette),
        timeline.describe(held),
    )


def _levels(chosen: Selection, _today: date) -> Picture | None:
    told = territory(chosen)
    if told is None or not told.towns:
        return None
    return Picture(
        "Niveaux des thèmes",
        "niveaux",
        _of_place(chosen),
        _THEMES,
        lambda palette: area_charts.level_shares(told.contrasts, told.name, palette),
        area_charts.describe(told.contrasts, told.name),
    )


def _population(chosen: Selection, _today: date) -> Picture | None:
    choices = datasets.choices()
    place = Selection() if chosen.town else _of_place(chosen)
    if chosen.town:
        name, codes = choices.towns[chosen.town], [chosen.town]
    elif place.region:
        name = choices.departments.get(place.department or "") or choices.regions[place.region]
        codes = list(selected_towns.of(place)["insee_code"])
    else:
        return None
    found = population(datasets.dataset("populations").populations, codes)
    if found.known.empty:
        return None
    return Picture(
        f"Population par millésime, {name}",
        f"population {name}",
        Selection(town=chosen.town) if chosen.town else place,
        ("populations",),
        lambda palette: curve_charts.through_vintages(found, curve_charts.PEOPLE, palette),
        curve_charts.describe(found, curve_charts.PEOPLE),
    )


def _agreements(chosen: Selection, today: date) -> Picture:
    towns, day = selected_towns.of(_of_place(chosen)), within_life(chosen.day, today)
    published = against(datasets.dataset("programme_facts", "towns"), chosen)
    return Picture(
        "Conventions signées",
        "conventions",
        _as_of(chosen),
        ("towns", "programme_facts"),
        lambda palette: agreement_charts.signed_share(towns, published, day, today, palette),
        agreement_charts.describe(towns, day),
    )


def _months(chosen: Selection, today: date) -> Picture:
    towns, day = selected_towns.of(_of_place(chosen)), within_life(chosen.day, today)
    return Picture(
        "Conventions signées chaque mois",
        "conventions-par-mois",
        _as_of(chosen),
        ("towns",),
        lambda palette: agreement_charts.monthly(towns, day, today, palette),
        agreement_charts.describe(towns, day),
    )


def _facts(chosen: Selection, today: date) -> Picture:
    towns, day = selected_towns.of(_of_place(chosen)), within_life(chosen.day, today)
    facts, held = datasets.dataset("programme_facts").programme_facts, meeting_figures.held()
    mine = attendance.of_regions(held, towns)
    return Picture(
        "Faits publiés et rencontres",
        "faits",
        _as_of(chosen),
        ("programme_facts", "meetings"),
        lambda palette: fact_charts.events(facts, mine, day, today, palette),
        fact_charts.describe(facts, mine),
    )


def _pace(chosen: Selection, today: date) -> Picture | None:
    place, day = _of_place(chosen), within_life(chosen.day, today)
    rows = paced(selected_towns.of(place), place, datasets.choices(), day)
    if rows.empty:
        return None
    return Picture(
        "De la première convention à la dernière",
        "rythme",
        _as_of(chosen),
        ("towns",),
        lambda palette: agreement_charts.pace(rows, day, today, palette),
        agreement_charts.describe_pace(rows),
    )


def _map(chosen: Selection, _today: date) -> Picture | None:
    narrowed = selected_towns.filtering(chosen)
    dataset = datasets.dataset("towns", "regions", "departments", "themes")
    kept = selected_towns.kept(dataset, narrowed)
    if kept.empty:
        return None
    levels, title = None, "Communes du programme"
    if coloring := town_map.coloring(dataset, narrowed):
        levels, title = coloring.categories, f"{title}, {coloring.title}"
        kept = kept.assign(level=kept["insee_code"].map(coloring.codes))
    outlines = _outlines(dataset, narrowed)
    return Picture(
        title,
        "carte",
        narrowed,
        ("towns", "regions", "departments", *(_THEMES if levels else ())),
        lambda palette: places.towns(kept, outlines, palette, levels=levels),
        town_map.of_selection(dataset, narrowed),
        noun="Carte",
    )


def _outlines(dataset: Dataset, chosen: Selection) -> gpd.GeoDataFrame:
    """Return the regions, or the départements of the one that was chosen."""
    names = dataset.regions.set_index("code")["name"]
    if chosen.region is None:
        return dataset.regions.assign(
            region_code=dataset.regions["code"], region_name=dataset.regions["name"]
        )
    own = dataset.departments[dataset.departments["region_code"].eq(chosen.region)]
    if chosen.department:
        own = own[own["code"].eq(chosen.department)]
    return own.assign(region_name=names[chosen.region])


KINDS: Final = {
    "carte": Kind("carte", _OF_TOWNS, _map),
    "frequentation": Kind("frequentation", _OF_TIME, _bars),
    "cumul": Kind("frequentation", _OF_TIME, _total),
    "participants-par-commune": Kind("frequentation", _OF_TIME, _rates),
    "publics": Kind("frequentation", (), _audiences),
    "calendrier": Kind("rencontres", _OF_TIME, _calendar),
    "niveaux": Kind("mon-territoire", _OF_PLACE, _levels),
    "population": Kind("mon-territoire", (*_OF_PLACE, "commune"), _population),
    "conventions": Kind("trajectoire", (*_OF_PLACE, "date"), _agreements),
    "conventions-par-mois": Kind("trajectoire", (*_OF_PLACE, "date"), _months),
    "faits": Kind("trajectoire", (*_OF_PLACE, "date"), _facts),
    "rythme": Kind("trajectoire", (*_OF_PLACE, "date"), _pace),
}
"""The charts that have an address, by their names."""


def _of_time(chosen: Selection) -> Selection:
    return Selection(region=chosen.region, year=chosen.year, series=chosen.series)


def _of_place(chosen: Selection) -> Selection:
    return Selection(region=chosen.region, department=chosen.department)


def _as_of(chosen: Selection) -> Selection:
    return Selection(region=chosen.region, department=chosen.department, day=chosen.day)
