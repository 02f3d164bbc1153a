"""The table of meetings to take away: dates, hosts, distances, attendance with its basis."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from pvd_geo.categories import BASES, MEETINGS
from pvd_geo.export.tables import Column, Table

if TYPE_CHECKING:
    from pvd_geo.export.stamp import Stamp

_COLUMNS = (
    Column("region_code", "Code région", "code"),
    Column("region_name", "Région"),
    Column("date", "Date", "date"),
    Column("insee_code", "Code INSEE de la commune hôte", "code"),
    Column("host", "Commune hôte"),
    Column("status_label", "État"),
    Column("towns", "Communes du programme dans la région", "integer"),
    Column("almost", "≈ si estimé"),
    Column("participants", "Participants", "integer"),
    Column("basis_label", "Base"),
    Column("participants_low", "Participants, le moins de trois partages", "integer"),
    Column("participants_high", "Participants, le plus de trois partages", "integer"),
    Column("registered", "Inscrits relevés", "integer"),
    Column("groups", "Groupes", "integer"),
    Column("per_town", "Participants par commune (relevés seuls)", "decimal", 2),
)
_DISTANCES = (
    Column("median_km", "Distance médiane (km, à vol d’oiseau)", "decimal"),
    Column("furthest_km", "Distance de la commune la plus éloignée (km)", "decimal"),
    Column("share_50", "Communes à moins de 50 km (%)", "percent"),
    Column("share_100", "Communes à moins de 100 km (%)", "percent"),
)


def meetings_table(
    held: pd.DataFrame, stamp: Stamp, catchments: pd.DataFrame | None = None
) -> Table:
    """Return meetings as a table; every figure of attendance stands beside its basis.

    Parameters
    ----------
    held
        What `pvd_geo.meetings.attendance.by_meeting` returns, or some of its rows; with a
        ``status``, those planned and cancelled too.
    stamp
        Origin.
    catchments
        What `pvd_geo.meetings.distance.catchments` returns, for the columns of distance.
    """
    # A mark of its own, so that the figures stay numbers.
    statuses = held["status"] if "status" in held else pd.Series("held", index=held.index)
    frame = held.assign(
        status_label=statuses.map(MEETINGS.labels),
        basis_label=held["basis"].map(BASES.labels),
        almost=held["basis"].eq("estimated").map({True: "≈", False: ""}),
    )
    if catchments is None:
        return Table("Rencontres", frame, _COLUMNS, stamp)
    shares = catchments.assign(
        share_50=100 * catchments["share_50"], share_100=100 * catchments["share_100"]
    )
    frame = frame.merge(shares.drop(columns="towns"), on="meeting_id", how="left")
    return Table("Rencontres", frame, _COLUMNS + _DISTANCES, stamp)
