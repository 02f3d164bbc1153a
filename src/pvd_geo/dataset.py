"""The tables as the rest of the package knows them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

if TYPE_CHECKING:
    import geopandas as gpd


@dataclass(frozen=True)
class Dataset:
    """The tables that were asked for; see each property for its columns.

    Missing values are ``NA``, never zero; codes are text. Asking for a table that
    was not read raises ``AttributeError``.
    """

    tables: dict[str, pd.DataFrame]

    def _get(self, name: str) -> Any:  # noqa: ANN401 (a frame, with geometry or without)
        if name not in self.tables:
            read_ones = ", ".join(self.tables)
            raise AttributeError(f"table {name!r} was not read; read were: {read_ones}")
        return self.tables[name]

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
        """Meetings, held (with ``date`` and ``insee_code``) and announced."""
        return pd.DataFrame(self._get("meetings"))

    @property
    def attendance(self) -> pd.DataFrame:
        """Participants by meeting and audience, each with its ``basis``."""
        return pd.DataFrame(self._get("attendance"))

    @property
    def indicators(self) -> pd.DataFrame:
        """Catalogue of the indicators."""
        return pd.DataFrame(self._get("indicators"))

    @property
    def town_indicators(self) -> pd.DataFrame:
        """Values in long form; an unknown value has no row."""
        return pd.DataFrame(self._get("town_indicators"))

    @property
    def themes(self) -> pd.DataFrame:
        """Themes, with how each is read."""
        return pd.DataFrame(self._get("themes"))

    @property
    def published_figures(self) -> pd.DataFrame:
        """Published figures, each with its ``precision``."""
        return pd.DataFrame(self._get("published_figures"))

    @property
    def sources(self) -> pd.DataFrame:
        """Sources of facts: publisher, title, date, licence."""
        return pd.DataFrame(self._get("sources"))

    @property
    def cities(self) -> pd.DataFrame:
        """Main cities, to be named on the map: ``name, longitude, latitude, rank``."""
        return pd.DataFrame(self._get("cities"))
