"""The tables as the rest of the package knows them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd


@dataclass(frozen=True, eq=False)
class Dataset:
    """The tables that were asked for; see each property for its columns.

    Missing values are ``NA``, never zero; codes are text. Asking for a table that
    was not read raises ``AttributeError``. Each access gives a shallow copy: what a
    page does to it does not reach the others (pandas copies on write).
    """

    tables: dict[str, pd.DataFrame]

    def _get(self, name: str) -> Any:  # noqa: ANN401 (a frame, with geometry or without)
        if name not in self.tables:
            read_ones = ", ".join(self.tables)
            raise AttributeError(f"table {name!r} was not read; read were: {read_ones}")
        return self.tables[name].copy(deep=False)

    def with_meetings(self, meetings: pd.DataFrame) -> Dataset:
        """Return the same tables with other meetings."""
        return Dataset(self.tables | {"meetings": meetings})

    @property
    def towns(self) -> gpd.GeoDataFrame:
        """Towns of the programme: points, EPSG:4326, sorted by ``insee_code``."""
        towns: gpd.GeoDataFrame = self._get("towns")
        return towns

    @property
    def regions(self) -> gpd.GeoDataFrame:
        """Outlines of the 18 regions, EPSG:4326: ``code, name, zone, geometry``."""
        regions: gpd.GeoDataFrame = self._get("regions")
        return regions

    @property
    def departments(self) -> gpd.GeoDataFrame:
        """Outlines of the 101 départements, EPSG:4326: ``code, name, region_code, geometry``."""
        departments: gpd.GeoDataFrame = self._get("departments")
        return departments

    @property
    def meetings(self) -> pd.DataFrame:
        """Meetings, held (with ``date`` and ``insee_code``) and announced.

        Once what editors said of them is laid over the file, planned and cancelled ones too, with
        the columns of `pvd_geo.meetings.life.in_force`.
        """
        meetings: pd.DataFrame = self._get("meetings")
        return meetings

    @property
    def attendance(self) -> pd.DataFrame:
        """Participants by meeting and audience, each with its ``basis``."""
        attendance: pd.DataFrame = self._get("attendance")
        return attendance

    @property
    def indicators(self) -> pd.DataFrame:
        """Catalogue of the indicators."""
        indicators: pd.DataFrame = self._get("indicators")
        return indicators

    @property
    def town_indicators(self) -> pd.DataFrame:
        """Values in long form; an unknown value has no row."""
        town_indicators: pd.DataFrame = self._get("town_indicators")
        return town_indicators

    @property
    def doubtful_values(self) -> pd.DataFrame:
        """Values that a rule of `pvd_geo.tables.doubtful` doubts; set aside, they are unknown."""
        doubtful_values: pd.DataFrame = self._get("doubtful_values")
        return doubtful_values

    @property
    def themes(self) -> pd.DataFrame:
        """Themes, with how each is read."""
        themes: pd.DataFrame = self._get("themes")
        return themes

    @property
    def published_figures(self) -> pd.DataFrame:
        """Published figures, each with its ``precision``."""
        published_figures: pd.DataFrame = self._get("published_figures")
        return published_figures

    @property
    def sources(self) -> pd.DataFrame:
        """Sources of facts: publisher, title, date, licence."""
        sources: pd.DataFrame = self._get("sources")
        return sources

    @property
    def cities(self) -> pd.DataFrame:
        """Main cities, to be named on the map: ``name, longitude, latitude, rank``."""
        cities: pd.DataFrame = self._get("cities")
        return cities

    @property
    def former_names(self) -> pd.DataFrame:
        """Former names and codes of towns, each with its ``nature``; some have a code alone."""
        former_names: pd.DataFrame = self._get("former_names")
        return former_names

    @property
    def populations(self) -> pd.DataFrame:
        """Legal populations of several vintages: ``insee_code, vintage, population``."""
        populations: pd.DataFrame = self._get("populations")
        return populations

    @property
    def indicator_history(self) -> pd.DataFrame:
        """Values of indicators before the vintage of the catalogue, in long form."""
        indicator_history: pd.DataFrame = self._get("indicator_history")
        return indicator_history

    @property
    def programme_facts(self) -> pd.DataFrame:
        """Dated facts on the programme, each with its source and precision."""
        programme_facts: pd.DataFrame = self._get("programme_facts")
        return programme_facts


def placed(towns: pd.DataFrame) -> pd.DataFrame:
    """Return the towns whose place is known: one that a later list brought may have none."""
    return towns[towns["longitude"].notna()]
