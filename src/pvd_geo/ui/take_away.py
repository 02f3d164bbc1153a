"""The figures of a chart or a table as files, under it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

import streamlit as st

from pvd_geo import selection
from pvd_geo.export.names import file_name
from pvd_geo.export.stamp import Stamp
from pvd_geo.export.tables import Column, Table, csv_bytes
from pvd_geo.formatting import NARROW
from pvd_geo.ui import cache

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from pvd_geo.selection import Selection

_PARIS: Final = ZoneInfo("Europe/Paris")


def figures(  # noqa: PLR0913 - what a file says of itself
    frame: pd.DataFrame,
    columns: Sequence[Column],
    chosen: Selection,
    *tables: str,
    title: str,
    subject: str,
    notes: Sequence[str] = (),
) -> None:
    """Offer a table as CSV, with its origin inside; it is made when somebody asks for it.

    Parameters
    ----------
    frame, columns
        Rows, and which of their columns to write.
    chosen
        The selection that they were narrowed to.
    tables
        Names of the tables of the data that they come from.
    title
        What the file holds, in French.
    subject
        First words of its name; also the key of the button, other for each on a page.
    notes
        What to know before using the figures: method, reference.
    """

    def make() -> bytes:
        shown = cache.dataset("regions", "departments", "themes")
        found = cache.described().sources_of(*tables)
        stamp = Stamp(
            title=title,
            selection=selection.describe(chosen, shown.regions, shown.departments, shown.themes),
            made_on=today,
            sources=tuple(f"{one.publisher}, {one.date} ({one.licence})" for one in found),
            notes=tuple(notes),
        )
        return csv_bytes(Table(title, frame, tuple(columns), stamp))

    choices = cache.choices()
    today = datetime.now(_PARIS).date()
    places = [choices.regions.get(chosen.region or "", "")]
    places += [choices.departments.get(chosen.department or "", "")]
    st.download_button(
        f"Télécharger (CSV){NARROW}: {title}",
        make,
        file_name(subject, places, today, "csv"),
        "text/csv",
        key=f"pvd-take-{subject}",
        on_click="ignore",
        type="tertiary",
        icon=":material/download:",
    )
