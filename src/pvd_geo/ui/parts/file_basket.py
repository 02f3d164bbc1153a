"""The figures of every chart and table of a page as files, behind its one button."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Final

from pvd_geo.export.tables import Table
from pvd_geo.ui.parts import downloads, places
from pvd_geo.ui.parts.pictures import Picture
from pvd_geo.ui.shared import selected_towns

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    import altair as alt
    import pandas as pd

    from pvd_geo.colors import Palette
    from pvd_geo.export.tables import Column
    from pvd_geo.selection.selection import Selection
    from pvd_geo.tables.dataset import Dataset


_BASKET: Final[ContextVar[list[Callable[[], list[downloads.Group]]]]] = ContextVar("basket")


@contextmanager
def basket(key: str) -> Iterator[None]:
    """Gather what the sections inside offer, and offer it together when they are done.

    Parameters
    ----------
    key
        Name of the button, other for each page.
    """
    makers: list[Callable[[], list[downloads.Group]]] = []
    token = _BASKET.set(makers)
    try:
        yield
    finally:
        _BASKET.reset(token)
    if makers:
        downloads.offer(lambda: [group for make in makers for group in make()], key=key)


def towns(dataset: Dataset, chosen: Selection) -> None:
    """Offer the towns of the chosen place, as tables, layers and a map; see `basket`."""
    place = places.of(chosen)
    _BASKET.get().append(
        lambda: [downloads.of_towns(dataset, place, selected_towns.kept(dataset, place))]
    )


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
    """Offer a table, with its origin inside, and its chart; see `basket`.

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
        First words of its name.
    notes
        What to know before using the figures: method, reference.
    draw
        Makes the chart for a palette.
    """
    place = places.of(chosen)

    def groups() -> list[downloads.Group]:
        stamp = downloads.stamp(title, place, *tables, notes=notes)
        offered = [
            downloads.of_table(
                title, subject, place, lambda: Table(title, frame, tuple(columns), stamp)
            )
        ]
        if draw is not None:
            offered.append(downloads.of_picture(Picture(title, subject, place, tables, draw)))
        return offered

    _BASKET.get().append(groups)
