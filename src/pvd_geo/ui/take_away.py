"""The figures of a chart or a table as files, under it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pvd_geo.export.tables import Table
from pvd_geo.ui import downloads, territory

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import altair as alt
    import pandas as pd

    from pvd_geo.colors import Palette
    from pvd_geo.export.tables import Column
    from pvd_geo.selection import Selection


def figures(  # noqa: PLR0913 - what a file says of itself
    frame: pd.DataFrame,
    columns: Sequence[Column],
    chosen: Selection,
    *tables: str,
    title: str,
    subject: str,
    notes: Sequence[str] = (),
    draw: Callable[[Palette], alt.TopLevelMixin] | None = None,
) -> None:
    """Offer a table, with its origin inside, and its chart; made when somebody asks for them.

    Parameters
    ----------
    frame, columns
        Rows, and which of their columns to write.
    chosen
        The selection; its place alone counts here.
    tables
        Names of the tables of the data that they come from.
    title
        What the file holds, in French.
    subject
        First words of its name; also the key of the button, other for each on a page.
    notes
        What to know before using the figures: method, reference.
    draw
        Makes the chart for a palette.
    """
    place = territory.of(chosen)

    def groups() -> list[downloads.Group]:
        stamp = downloads.stamp(title, place, *tables, notes=notes)
        offered = [
            downloads.of_table(
                title, subject, place, lambda: Table(title, frame, tuple(columns), stamp)
            )
        ]
        if draw is not None:
            offered.append(downloads.of_chart(title, subject, place, draw, *tables))
        return offered

    downloads.offer(groups, key=subject)
