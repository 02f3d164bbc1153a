"""The towns of a territory with the level of each theme; a chosen row opens the town."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from pvd_geo.categories import LEVELS
from pvd_geo.formatting import DASH, integer, missing, plural
from pvd_geo.territory.backing import MAPPED, of_themes
from pvd_geo.ui.parts import marks, town_rows

if TYPE_CHECKING:
    from pvd_geo.territory.areas import Area
    from pvd_geo.territory.programme import Programme

_ROWS_SHOWN = 12
_ROW, _HEAD = 28, 80  # pixels


def frame(area: Area, programme: Programme) -> pd.DataFrame:
    """Return one row a town, by name, columns in French as they are shown.

    Returns
    -------
    DataFrame
        Indexed by INSEE code; a level is in words, an unknown distance is missing.
    """
    codes = [town.insee_code for town in area.towns]
    rows = pd.DataFrame(
        {
            "Commune": [town.name for town in area.towns],
            "Dép.": [town.department_code for town in area.towns],
            "EPCI": [town.epci_name for town in area.towns],
            "Population": [town.population for town in area.towns],
            "Distance (km)": pd.array([town.km for town in area.towns], dtype="Float64"),
        },
        index=pd.Index(codes, name="insee_code"),
    )
    levels = programme.levels[programme.levels["insee_code"].isin(codes)]
    for theme in programme.themes.itertuples():
        own = levels[levels["theme_id"].eq(theme.theme_id)].set_index("insee_code")["level"]
        words = LEVELS[theme.reading].labels
        rows[theme.label] = own.reindex(codes).map(words)
    return rows


def show(area: Area, programme: Programme) -> None:
    """Show the list; choosing a row opens the town's peers under the note."""
    rows = frame(area, programme)
    cells = (
        (
            *(name, department, _text(epci), integer(people)),
            DASH if missing(km) else integer(km),
            *map(_text, levels),
        )
        for name, department, epci, people, km, *levels in rows.itertuples(index=False)
    )
    what = (
        f"{plural(len(rows), 'commune')} du territoire, leur distance de la rencontre à vol "
        "d’oiseau et le niveau de chaque thème"
    )
    behind = {"towns": MAPPED, **of_themes(programme.themes, programme.indicators)}
    markup = town_rows.listed(
        marks.captioned(what, marks.of_tables(behind)),
        list(rows.columns),
        cells,
        list(rows.index),
        numbers=(3, 4),
    )
    height = _HEAD + _ROW * min(len(rows), _ROWS_SHOWN)
    town_rows.show(markup, key="pvd-area-towns", height=height)


def _text(value: object) -> str:
    return DASH if missing(value) else str(value)
