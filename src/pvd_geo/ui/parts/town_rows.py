"""A list of towns of which one row can be chosen, in step with the selection."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from pvd_geo.ui import address

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def show(  # noqa: PLR0913 - what differs between two lists
    rows: Any,  # noqa: ANN401 - a frame or an Arrow table
    codes: Sequence[str],
    *,
    key: str,
    height: int,
    columns: Mapping[str, Any],
    alt: str,
) -> None:
    """Show the list; choosing a row chooses its town, letting go of it closes the sheet.

    Parameters
    ----------
    rows
        What is shown, with the columns ``Commune`` and ``Dép.`` among others.
    codes
        INSEE code of the town of each row.
    key
        Name of the widget: another for other rows, because a row is known by its number.
    height
        Pixels.
    columns
        How the columns of this list alone are shown.
    alt
        What the list is, for those who do not see it.
    """
    chosen = address.current().town
    place = codes.index(chosen) if chosen in codes else None

    def open_row() -> None:
        picked = st.session_state[key]["selection"]["rows"]
        address.change(town=codes[picked[0]] if picked else None)

    st.dataframe(
        rows,
        key=key,
        height=height,
        row_height=30,
        hide_index=True,
        on_select=open_row,
        selection_mode="single-row",
        selection_default={"selection": {"rows": [] if place is None else [place]}},
        placeholder="–",
        column_config={
            "Commune": st.column_config.TextColumn(width="medium", pinned=True),
            "Dép.": st.column_config.TextColumn(width="small", help="Code du département"),
            **columns,
        },
        alt=alt,
    )
