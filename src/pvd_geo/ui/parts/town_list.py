"""The list beside the map: the same towns, one row each; a chosen row opens its sheet."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from pvd_geo.categories import LEVELS
from pvd_geo.formatting import DASH, integer, missing, plural
from pvd_geo.territory.backing import PEOPLE, of_themes
from pvd_geo.territory.published import LIST
from pvd_geo.text import folded_name
from pvd_geo.ui.parts import marks, town_rows
from pvd_geo.ui.shared import datasets, selected_towns

if TYPE_CHECKING:
    import pandas as pd
    from markupsafe import Markup

    from pvd_geo.selection.selection import Selection
    from pvd_geo.tables.dataset import Dataset

_KEY = "pvd-towns-list"


def frame(dataset: Dataset, chosen: Selection, kept: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of the list, by name, with the level of each theme chosen.

    Returns
    -------
    DataFrame
        Columns in French, as they are shown; indexed by INSEE code.
    """
    rows = kept.set_index("insee_code")[["name", "department_code", "population"]]
    rows.columns = ["Commune", "Dép.", "Habitants"]
    themes = dataset.themes.set_index("theme_id")
    for theme in chosen.themes:
        levels = datasets.levels()
        own = levels[levels["theme_id"].eq(theme)].set_index("insee_code")["level"]
        words = LEVELS[themes.loc[theme, "reading"]].labels
        rows[themes.loc[theme, "label"]] = own.reindex(rows.index).map(words)
    return rows.sort_values("Commune", key=lambda names: names.map(_plain))


def show(dataset: Dataset, chosen: Selection, *, height: int) -> None:
    """Show the list; choosing a row opens the sheet of its town."""
    town_rows.show(_listed(dataset, selected_towns.filtering(chosen)), key=_KEY, height=height)


@lru_cache(maxsize=64)
def _listed(dataset: Dataset, chosen: Selection) -> Markup:
    rows = frame(dataset, chosen, selected_towns.kept(dataset, chosen))
    told = dataset.themes[dataset.themes["theme_id"].isin(chosen.themes)]
    behind = {"towns": (LIST, PEOPLE), **of_themes(told, dataset.indicators)}
    what = f"{plural(len(rows), 'commune')} de la carte"
    return town_rows.listed(
        marks.captioned(what, marks.of_tables(behind)),
        list(rows.columns),
        (
            (name, department, integer(people), *(_word(level) for level in levels))
            for name, department, people, *levels in rows.itertuples(index=False)
        ),
        list(rows.index),
        numbers=[2],
    )


def _word(level: object) -> str:
    return DASH if missing(level) else str(level)


def _plain(name: Any) -> str:  # noqa: ANN401 - a cell of the names
    return folded_name(str(name))
