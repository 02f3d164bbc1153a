"""The table of conventions to take away: how many were signed each month, and by then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pvd_geo.export.tables import Column, Table

if TYPE_CHECKING:
    import pandas as pd

    from pvd_geo.export.stamp import Stamp

_COLUMNS = (
    Column("month", "Mois (premier jour)", "date"),
    Column("signed", "Conventions signées dans le mois", "integer"),
    Column("total", "Conventions signées depuis le début", "integer"),
)


def agreements_table(months: pd.DataFrame, stamp: Stamp) -> Table:
    """Return conventions by month as a table.

    Parameters
    ----------
    months
        What `pvd_geo.timeline.agreements.by_month` returns.
    stamp
        Origin.
    """
    return Table("Conventions", months, _COLUMNS, stamp)
