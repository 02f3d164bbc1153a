"""The table of indicators to take away: one row a town, an indicator and a vintage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pvd_geo.export.tables import Column, Table

if TYPE_CHECKING:
    import pandas as pd

    from pvd_geo.export.stamp import Stamp

_COLUMNS = (
    Column("insee_code", "Code INSEE", "code"),
    Column("name", "Commune"),
    Column("theme_id", "Code thème", "code"),
    Column("indicator_id", "Code indicateur", "code"),
    Column("label", "Indicateur"),
    Column("unit", "Unité"),
    Column("value", "Valeur", "decimal", 2),
    Column("vintage", "Millésime", "code"),
    Column("producer", "Producteur"),
)


def indicators_table(
    rows: pd.DataFrame, values: pd.DataFrame, indicators: pd.DataFrame, stamp: Stamp
) -> Table:
    """Return the values of some towns in long form.

    Parameters
    ----------
    rows
        Towns, in the order wanted; ``insee_code, name, longitude, latitude``.
    values
        Long form: ``insee_code, indicator_id, vintage, value``. An unknown value has no row.
    indicators
        The catalogue: ``indicator_id, theme_id, label, unit, producer``.
    stamp
        Origin.
    """
    traits = indicators[["indicator_id", "theme_id", "label", "unit", "producer"]]
    towns = rows[["insee_code", "name", "longitude", "latitude"]]
    frame = towns.merge(values, on="insee_code", validate="one_to_many").merge(
        traits, on="indicator_id", validate="many_to_one"
    )
    return Table("Indicateurs", frame, _COLUMNS, stamp)
