"""The list beside the map: the same towns, one row each; a chosen row opens its sheet."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import streamlit as st

from pvd_geo.categories import LEVELS
from pvd_geo.text import folded_name
from pvd_geo.ui.parts import town_rows
from pvd_geo.ui.shared import datasets, selected_towns

if TYPE_CHECKING:
    import pandas as pd

    from pvd_geo.selection.selection import Selection
    from pvd_geo.tables.dataset import Dataset

_KEY = "pvd-towns"


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
    rows, codes = _sent(dataset, selected_towns.filtering(chosen))
    # The rows decide which number a town has: another list is another widget.
    town_rows.show(
        rows,
        codes,
        key=f"{_KEY}-{hash(codes)}",
        height=height,
        columns={
            "Habitants": st.column_config.NumberColumn(
                width="small", format="localized", help="Population légale"
            ),
        },
        alt=f"Liste des {len(rows)} communes de la carte ; choisir une ligne ouvre sa fiche.",
    )


@lru_cache(maxsize=64)
def _sent(dataset: Dataset, chosen: Selection) -> tuple[pa.Table, tuple[str, ...]]:
    """Return the rows in as few bytes as the browser reads, and their INSEE codes."""
    rows = frame(dataset, chosen, selected_towns.kept(dataset, chosen))
    table = pa.Table.from_pandas(rows, preserve_index=False)
    short = {pa.large_string(): pa.string(), pa.int64(): pa.int32()}
    fields = [pa.field(column.name, short.get(column.type, column.type)) for column in table.schema]
    # Without what pandas writes about itself, which the browser does not need.
    return table.cast(pa.schema(fields)), tuple(rows.index)


def _plain(name: Any) -> str:  # noqa: ANN401 - a cell of the names
    return folded_name(str(name))
