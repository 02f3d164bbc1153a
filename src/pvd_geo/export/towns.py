"""The table of towns to take away: who they are, how far from their meeting, their themes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pvd_geo.categories import LEVELS
from pvd_geo.export.tables import Column, Table
from pvd_geo.themes.portrait import measure

if TYPE_CHECKING:
    import pandas as pd

    from pvd_geo.export.stamp import Stamp
    from pvd_geo.territory.programme import Programme

_COLUMNS = (
    Column("insee_code", "Code INSEE", "code"),
    Column("name", "Commune"),
    Column("department_code", "Code département", "code"),
    Column("department_name", "Département"),
    Column("region_code", "Code région", "code"),
    Column("region_name", "Région"),
    Column("epci_code", "SIREN de l’EPCI", "code"),
    Column("epci_name", "EPCI"),
    Column("population", "Population légale", "integer"),
    Column("population_vintage", "Population légale, millésime", "code"),
    Column("area_km2", "Surface (km²)", "decimal", 2),
    Column("agreement_date", "Convention signée le", "date"),
    Column("id_pvd", "Convention (id_pvd)", "code"),
    Column("rurality", "Ruralité"),
    Column("centrality", "Centralité"),
    Column("density", "Densité"),
    Column("longitude", "Longitude", "decimal", 5),
    Column("latitude", "Latitude", "decimal", 5),
)
_MEETING = (
    Column("meeting_date", "Rencontre de la région, date", "date"),
    Column("meeting_host", "Rencontre de la région, commune hôte"),
    Column("distance_km", "Distance à la rencontre (km, à vol d’oiseau)", "decimal"),
)


def towns_table(rows: pd.DataFrame, programme: Programme, stamp: Stamp) -> Table:
    """Return some towns as a table: for each theme its level and the value behind it.

    Parameters
    ----------
    rows
        Rows of the programme's towns, in the order wanted.
    programme
        Distances, attendance, levels and themes come from here.
    stamp
        Origin.
    """
    frame = rows.drop(columns="geometry", errors="ignore").merge(
        programme.distances[["insee_code", "meeting_id", "distance_km"]],
        on="insee_code",
        how="left",
        validate="one_to_one",
    )
    meetings = programme.attendance.set_index("meeting_id")
    frame["meeting_date"] = frame["meeting_id"].map(meetings["date"])
    frame["meeting_host"] = frame["meeting_id"].map(meetings["host"])
    columns = [*_COLUMNS, *_MEETING]
    levels = programme.levels[programme.levels["insee_code"].isin(frame["insee_code"])]
    by_theme = dict(iter(levels.groupby("theme_id")))
    for theme in programme.themes.itertuples():
        name = theme.theme_id
        own = by_theme[name].set_index("insee_code") if name in by_theme else levels.iloc[:0]
        words = LEVELS[theme.reading].labels
        frame[f"{name}_level"] = frame["insee_code"].map(own["level"].map(words))
        frame[f"{name}_value"] = frame["insee_code"].map(own["value"])
        columns += [
            Column(f"{name}_level", theme.label),
            Column(
                f"{name}_value",
                f"{theme.label}, {measure(theme, programme.indicators)}",
                "decimal",
                2,
            ),
        ]
    return Table("Communes", frame, tuple(columns), stamp)
