"""What the user has chosen to look at: one frozen object, the same on every page.

It applies to frames and is told in words here; `pvd_geo.selection.links` writes it into the
address.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal

from pvd_geo.categories import LEVELS
from pvd_geo.codes import department_of, is_insee_code
from pvd_geo.formatting import curled, integer, listed
from pvd_geo.meetings.series import series_name, years
from pvd_geo.text import folded_name
from pvd_geo.themes.levels import strong_in
from pvd_geo.timeline.former import FormerNames

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    import pandas as pd

    from pvd_geo.tables.loading import Dataset

Bounds = tuple[int | None, int | None]
"""A range of population, both ends included; ``None`` is open."""

OPEN: Final[Bounds] = (None, None)

Filter = Literal["text", "population", "themes", "any_theme", "epci", "department", "region"]
"""What can be given up of a selection; ``any_theme`` asks one of the themes instead of all."""


@dataclass(frozen=True, slots=True)
class Selection:
    """The user's choice; the default is the whole programme.

    Parameters
    ----------
    region, department
        Codes of the région and of the département inside it.
    epci
        SIREN of the EPCI (intercommunalité).
    themes
        Theme ids, in the order of the catalogue.
    match_any
        Whether one of the themes is enough; otherwise all of them must be strong.
    population
        Least and most inhabitants, both included.
    text
        Part of the name.
    town
        INSEE code of the town whose sheet is open.
    meeting
        Id of the meeting whose sheet is open.
    year, series
        Year and series (``2022``, ``ete-2022``) of the meetings to show; towns have none.
    day
        Day as of which the programme is shown; ``None`` is today. It filters nothing.
    """

    region: str | None = None
    department: str | None = None
    themes: tuple[str, ...] = ()
    match_any: bool = False
    population: Bounds = OPEN
    text: str = ""
    town: str | None = None
    meeting: str | None = None
    epci: str | None = None
    year: str | None = None
    series: str | None = None
    day: date | None = None

    @property
    def is_filtered(self) -> bool:
        """Whether anything narrows the list of towns, or that of meetings."""
        places = self.region or self.department or self.epci
        times = self.year or self.series
        return bool(places or times or self.themes or self.text or self.population != OPEN)


@dataclass(frozen=True, slots=True)
class Choices:
    """What can be chosen: for each kind, the code and the name, in the order of display."""

    regions: Mapping[str, str]
    departments: Mapping[str, str]
    region_of: Mapping[str, str]
    themes: Mapping[str, str]
    towns: Mapping[str, str]
    meetings: Mapping[str, str]
    epci: Mapping[str, str] = field(default_factory=dict)
    years: Mapping[str, str] = field(default_factory=dict)
    series: Mapping[str, str] = field(default_factory=dict)
    departments_of: Mapping[str, frozenset[str]] = field(default_factory=dict)
    former_names: FormerNames = field(default_factory=FormerNames)

    @classmethod
    def of(cls, dataset: Dataset, former_names: FormerNames) -> Choices:
        """Return the choices that the tables of a dataset offer, and what towns were called."""
        departments = dataset.departments.sort_values("name", key=lambda names: names.map(_key))
        regions = dataset.regions.sort_values("name", key=lambda names: names.map(_key))
        grouped = dataset.towns.dropna(subset=["epci_code"])
        return cls(
            regions=_pairs(regions, "code", "name"),
            departments=_pairs(departments, "code", "name"),
            region_of=_pairs(departments, "code", "region_code"),
            themes=_pairs(dataset.themes, "theme_id", "label"),
            towns=_pairs(dataset.towns, "insee_code", "name"),
            meetings=_pairs(dataset.meetings, "meeting_id", "meeting_id"),
            epci=_pairs(grouped, "epci_code", "epci_name"),
            years={year: year for year in sorted(set(years(dataset.meetings)))},
            series={
                series: series_name(series)
                for series in sorted(
                    set(dataset.meetings["series"]), key=lambda code: (code[-4:], code)
                )
            },
            departments_of=dict(grouped.groupby("epci_code")["department_code"].agg(frozenset)),
            former_names=former_names,
        )

    def area_of(self, town: str) -> tuple[str | None, str | None]:
        """Return the région and the département of a town, by its INSEE code."""
        department = department_of(town) if is_insee_code(town) else None
        return self.region_of.get(department or ""), department

    def departments_in(self, region: str | None) -> dict[str, str]:
        """Return the départements of a région, or all of them."""
        return {
            code: name
            for code, name in self.departments.items()
            if region is None or self.region_of[code] == region
        }


def loosened(selection: Selection) -> tuple[tuple[Filter, Selection], ...]:
    """Return each filter that a selection can give up, with what is then chosen.

    In the order in which giving it up changes least what was asked for: the words, then the
    figures, then the place from the finest on.
    """
    wider: list[tuple[Filter, Selection]] = []
    if selection.text:
        wider.append(("text", replace(selection, text="")))
    if selection.population != OPEN:
        wider.append(("population", replace(selection, population=OPEN)))
    if len(selection.themes) > 1 and not selection.match_any:
        wider.append(("any_theme", replace(selection, match_any=True)))
    if selection.themes:
        wider.append(("themes", replace(selection, themes=())))
    if selection.epci:
        wider.append(("epci", replace(selection, epci=None)))
    if selection.department:
        wider.append(("department", replace(selection, department=None)))
    if selection.region:
        wider.append(("region", replace(selection, region=None, department=None)))
    return tuple(wider)


def apply(
    selection: Selection, towns: pd.DataFrame, levels: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Return the towns that the selection keeps, in their order.

    Parameters
    ----------
    selection
        The user's choice. The open sheets (town, meeting) filter nothing.
    towns
        Columns ``insee_code, name, region_code, department_code, population``, and
        ``epci_code`` when one is chosen.
    levels
        Long form of `pvd_geo.themes.levels.town_levels`; needed as soon as a theme is chosen.

    Raises
    ------
    ValueError
        When a theme is chosen and ``levels`` is missing.
    """
    keep = towns["insee_code"].notna()
    if selection.region:
        keep &= towns["region_code"].eq(selection.region)
    if selection.department:
        keep &= towns["department_code"].eq(selection.department)
    if selection.epci:
        keep &= towns["epci_code"].eq(selection.epci)
    least, most = selection.population
    if least is not None:
        keep &= towns["population"].ge(least)
    if most is not None:
        keep &= towns["population"].le(most)
    if selection.themes:
        if levels is None:
            raise ValueError("a selection by theme needs the towns' levels")
        strong = strong_in(levels, selection.themes, match_any=selection.match_any)
        keep &= towns["insee_code"].isin(strong)
    if wanted := folded_name(selection.text):
        named = towns["name"].map(lambda name: wanted in _key(name)).astype(bool)
        # The identifier of a convention finds the towns that signed it together.
        keep &= named | signed_together(selection.text, towns)
    return towns[keep]


def signed_together(text: str, towns: pd.DataFrame) -> pd.Series[bool]:
    """Tell which towns share the convention that a text names by its ``id_pvd``."""
    wanted = text.strip().lower()
    if "id_pvd" not in towns or not wanted:
        return towns["insee_code"].isna()
    return towns["id_pvd"].eq(wanted).fillna(value=False).astype(bool)


def describe(
    selection: Selection,
    regions: pd.DataFrame,
    departments: pd.DataFrame,
    themes: pd.DataFrame,
    towns: pd.DataFrame | None = None,
) -> str:
    """Tell the selection in French, as a title or a caption needs it.

    Parameters
    ----------
    selection
        A selection whose codes the tables hold.
    regions, departments
        Columns ``code, name``.
    themes
        Columns ``theme_id, label, reading``.
    towns
        Columns ``epci_code, epci_name``, to name an EPCI.

    Returns
    -------
    str
        Such as ``Bretagne, enjeu fort : Habitat ancien``.
    """
    parts: list[str] = []
    if selection.region:
        parts.append(_pairs(regions, "code", "name")[selection.region])
    if selection.department:
        name = _pairs(departments, "code", "name")[selection.department]
        parts.append(f"{name} ({selection.department})")
    if selection.epci:
        parts.append(_epci_name(selection.epci, towns))
    if not parts:
        parts.append("France entière")
    chosen = themes[themes["theme_id"].isin(selection.themes)]
    for reading, rows in chosen.groupby("reading", sort=False):
        labels = listed(rows["label"], "or" if selection.match_any else "standard")
        parts.append(f"{LEVELS[str(reading)].label('strong')} : {labels}")
    parts += _describe_population(selection.population)
    if selection.text and towns is not None and signed_together(selection.text, towns).any():
        parts.append(f"convention {selection.text.strip().lower()}")
    elif selection.text:
        parts.append(f"nom contenant « {selection.text} »")
    if selection.series:
        parts.append(f"rencontres de la série {series_name(selection.series)}")
    if selection.year:
        parts.append(f"rencontres en {selection.year}")
    return ", ".join(parts)


def _epci_name(code: str, towns: pd.DataFrame | None) -> str:
    rows = [] if towns is None else list(towns.loc[towns["epci_code"].eq(code), "epci_name"])
    return curled(str(rows[0])) if rows else f"EPCI {code}"


def _describe_population(bounds: Bounds) -> list[str]:
    least, most = bounds
    if least is not None and most is not None:
        return [f"de {integer(least)} à {integer(most)} habitants"]
    if least is not None:
        return [f"{integer(least)} habitants ou plus"]
    if most is not None:
        return [f"{integer(most)} habitants ou moins"]
    return []


@lru_cache(maxsize=8192)
def _key(name: str) -> str:
    return folded_name(name)


def _pairs(frame: pd.DataFrame, key: str, value: str) -> dict[str, str]:
    """Return names by code, as they are read: nothing is looked up by a name that is shown."""
    return dict(zip(frame[key], map(curled, frame[value]), strict=True))
