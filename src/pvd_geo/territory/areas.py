"""What is known of one territory, a region or a département, told in one frozen object."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from pvd_geo.errors import UnknownCodeError
from pvd_geo.formatting import curled, missing
from pvd_geo.territory.area_meeting import AreaMeeting, meeting_of
from pvd_geo.text import folded_name
from pvd_geo.themes.contrasts import Contrast, contrasts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pvd_geo.codes import AreaKind
    from pvd_geo.territory.programme import Programme


@dataclass(frozen=True, slots=True)
class AreaTown:
    """One town of a territory.

    Parameters
    ----------
    insee_code, name, department_code, department_name, epci_name, population
        As in the table of towns; ``epci_name`` is ``None`` for a town without EPCI,
        ``population`` where it is unknown.
    longitude, latitude
        Degrees, WGS 84; ``NaN`` where the town's place is unknown.
    km
        Kilometres to the meeting of its region, as the crow flies; ``None`` without one.
    strong
        Names of the themes where the town is at the first level.
    """

    insee_code: str
    name: str
    department_code: str
    department_name: str
    epci_name: str | None
    population: int | None
    longitude: float
    latitude: float
    km: float | None
    strong: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """Some towns of a territory taken together: an EPCI, a département."""

    name: str
    towns: int
    population: int


@dataclass(frozen=True, slots=True)
class Area:
    """A territory; towns are in alphabetical order, parts from the most towns to the fewest.

    Parameters
    ----------
    kind, code, name
        What it is.
    region_code, region_name
        The region it lies in, or is.
    towns
        Its towns; may be empty.
    whole
        The region for a département, the programme for a region: what shares refer to.
    departments, epci
        Its parts.
    meeting
        The meeting of its region, held or announced; ``None`` when nothing is known of one.
    contrasts
        All themes, from the one that differs most from the programme.
    undated, outlined
        Names of the towns without a date of convention, and of those whose point is only
        some point inside their outline.
    aged
        Names of the towns whose population is older than the programme's latest, by vintage.
    """

    kind: AreaKind
    code: str
    name: str
    region_code: str
    region_name: str
    towns: tuple[AreaTown, ...]
    whole: Part
    departments: tuple[Part, ...]
    epci: tuple[Part, ...]
    meeting: AreaMeeting | None
    contrasts: tuple[Contrast, ...]
    undated: tuple[str, ...]
    outlined: tuple[str, ...]
    aged: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def population(self) -> int:
        """Inhabitants of its towns, of those whose population is known."""
        return sum(self._populations)

    @property
    def _populations(self) -> list[int]:
        return [town.population for town in self.towns if town.population is not None]

    @property
    def by_size(self) -> tuple[AreaTown, ...]:
        """Its towns from the smallest to the largest, those of unknown population last."""
        return tuple(sorted(self.towns, key=lambda town: town.population or math.inf))

    @property
    def smallest(self) -> tuple[AreaTown, ...]:
        """Its smallest town, or those of the same least population; empty without towns."""
        least = min(self._populations, default=0)
        return tuple(town for town in self.towns if town.population == least)

    @property
    def largest(self) -> tuple[AreaTown, ...]:
        """Its largest town, or those of the same greatest population; empty without towns."""
        most = max(self._populations, default=0)
        return tuple(town for town in self.towns if town.population == most)

    @property
    def median_population(self) -> float | None:
        """The population that half of its towns do not reach; ``None`` without towns."""
        known = self._populations
        return float(pd.Series(known).median()) if known else None

    @property
    def share_of_towns(self) -> float:
        """Its towns as a share of the whole's, between 0 and 1."""
        return len(self.towns) / self.whole.towns if self.whole.towns else 0.0

    @property
    def share_of_population(self) -> float:
        """Its inhabitants as a share of the whole's, between 0 and 1."""
        return self.population / self.whole.population if self.whole.population else 0.0

    @property
    def without_epci(self) -> tuple[str, ...]:
        """Names of its towns that belong to no EPCI."""
        return tuple(town.name for town in self.towns if town.epci_name is None)


def tell(kind: AreaKind, code: str, programme: Programme) -> Area:
    """Gather what is known of one territory.

    Raises
    ------
    UnknownCodeError
        When there is no such region or département.
    """
    places = programme.regions if kind == "region" else programme.departments
    place = places[places["code"].eq(code)]
    if place.empty:
        raise UnknownCodeError(code)
    region_code = code if kind == "region" else str(place["region_code"].iloc[0])
    regions = programme.regions.set_index("code")["name"]
    region_name = curled(str(regions.get(region_code, place["name"].iloc[0])))
    everywhere = programme.towns
    rows = everywhere[everywhere[f"{kind}_code"].eq(code)]
    codes = set(rows["insee_code"])
    around = everywhere if kind == "region" else _of_region(everywhere, region_code)
    table = programme.compared
    own = table[table["kind"].eq(kind) & table["code"].eq(code)]
    whole_name = "programme" if kind == "region" else region_name
    return Area(
        kind=kind,
        code=code,
        name=curled(str(place["name"].iloc[0])),
        region_code=region_code,
        region_name=region_name,
        towns=_towns(rows, programme),
        whole=Part(whole_name, len(around), int(around["population"].sum())),
        departments=_parts(rows, "department_name"),
        epci=_parts(rows.dropna(subset=["epci_name"]), "epci_name"),
        meeting=meeting_of(region_code, codes, programme),
        contrasts=contrasts(
            codes,
            programme.levels,
            programme.themes,
            programme.indicators,
            set(own.loc[own["stands"], "theme_id"]),
        ),
        undated=_names(rows[rows["agreement_date"].isna()]),
        outlined=_names(rows[rows["position"].eq("outline")]),
        aged=_aged(rows, everywhere),
    )


def alphabetical(names: Iterable[str]) -> list[str]:
    """Sort names as a French reader does, accents and hyphens aside."""
    return sorted(names, key=folded_name)


def _of_region(towns: pd.DataFrame, region_code: str) -> pd.DataFrame:
    return towns[towns["region_code"].eq(region_code)]


def _names(rows: pd.DataFrame) -> tuple[str, ...]:
    return tuple(alphabetical(map(curled, rows["name"])))


def _aged(rows: pd.DataFrame, everywhere: pd.DataFrame) -> tuple[tuple[str, tuple[str, ...]], ...]:
    older = rows[rows["population_vintage"] < everywhere["population_vintage"].max()]
    groups = older.groupby("population_vintage")
    return tuple((str(vintage), _names(group)) for vintage, group in groups)


def _parts(rows: pd.DataFrame, column: str) -> tuple[Part, ...]:
    groups = rows.groupby(column)["population"].agg(["size", "sum"])
    parts = [
        Part(curled(str(name)), int(row["size"]), int(row["sum"]))
        for name, row in groups.iterrows()
    ]
    return tuple(sorted(parts, key=lambda part: (-part.towns, folded_name(part.name))))


def _towns(rows: pd.DataFrame, programme: Programme) -> tuple[AreaTown, ...]:
    reach = programme.distances
    km = dict(zip(reach["insee_code"], reach["distance_km"], strict=True))
    labels = dict(zip(programme.themes["theme_id"], programme.themes["label"], strict=True))
    levels = programme.levels
    strong = levels[levels["level"].eq("strong") & levels["insee_code"].isin(rows["insee_code"])]
    marked: dict[str, list[str]] = {}
    for code, theme_id in zip(strong["insee_code"], strong["theme_id"], strict=True):
        marked.setdefault(code, []).append(labels[theme_id])
    towns = [
        _town(row, km.get(row.insee_code), marked.get(row.insee_code, []))
        for row in rows.itertuples()
    ]
    return tuple(sorted(towns, key=lambda town: (folded_name(town.name), town.insee_code)))


def _town(row: Any, km: float | None, strong: list[str]) -> AreaTown:  # noqa: ANN401 - a row
    return AreaTown(
        insee_code=row.insee_code,
        name=curled(row.name),
        department_code=row.department_code,
        department_name=curled(row.department_name),
        epci_name=None if missing(row.epci_name) else curled(row.epci_name),
        population=None if missing(row.population) else int(row.population),
        longitude=float(row.longitude),
        latitude=float(row.latitude),
        km=None if km is None or missing(km) else float(km),
        strong=tuple(strong),
    )
