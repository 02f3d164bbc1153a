"""A file once read: what the checks across tables work on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pvd_geo.errors import Fault
from pvd_geo.tables.schemas import TABLES

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Loaded:
    """One file once converted.

    Parameters
    ----------
    frame
        Typed columns.
    cells
        The same as text.
    lines
        Line in the file of each row.
    shapes
        Shapely geometries in the order of the rows (``None`` where there is none);
        empty for CSV.
    """

    frame: pd.DataFrame
    cells: pd.DataFrame
    lines: Sequence[int]
    shapes: NDArray[Any]


Tables = dict[str, Loaded]


def cell(tables: Tables, name: str, row: int, column: str) -> str:
    """Return the text of a cell."""
    return str(tables[name].cells[column][row])


def at(tables: Tables, name: str, row: int, column: str, expected: str) -> Fault:
    """Return a fault that shows the cell as it stands."""
    line = tables[name].lines[row]
    return Fault(TABLES[name].path, line, column, cell(tables, name, row, column), expected)
