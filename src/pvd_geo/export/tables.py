"""Tables to take away, and their CSV as French spreadsheets open it."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

from pvd_geo.export.names import slug
from pvd_geo.tables.cells import neutral

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from pvd_geo.export.stamp import Stamp

ColumnType = Literal["text", "code", "integer", "decimal", "percent", "date"]

_BOM: Final = "\ufeff"
_NUMBERS: Final = ("decimal", "percent")


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table to take away.

    Parameters
    ----------
    name
        Column of the frame.
    label
        Heading, in French.
    kind
        How its cells are written; ``percent`` holds percentages, ``code`` text such as ``01``.
    digits
        Decimals shown, for ``decimal`` and ``percent``.
    """

    name: str
    label: str
    kind: ColumnType = "text"
    digits: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """Rows, the columns shown of them, and where they come from.

    Parameters
    ----------
    name
        Title of the sheet or layer, in French, such as ``Communes``.
    frame
        Rows; a ``geometry`` column is used by layers only.
    columns
        Columns in reading order.
    stamp
        Origin.
    """

    name: str
    frame: pd.DataFrame
    columns: tuple[Column, ...]
    stamp: Stamp

    def cells(self, column: Column) -> list[Any]:
        """Return the column's values; ``None`` where unknown."""
        values = self.frame[column.name]
        cells: list[Any] = values.astype("object").where(values.notna(), None).tolist()
        return cells

    def attributes(self, *, by_id: bool = False) -> dict[str, Column]:
        """Return the columns by the name of their attribute: plain letters and underscores.

        Parameters
        ----------
        by_id
            Names that stay when a heading is reworded or a vintage renewed, for programs; else
            those of the headings, in French, for people.
        """
        return {
            column.name if by_id else slug(column.label, "_"): column for column in self.columns
        }

    def origin(self) -> dict[str, str]:
        """Return the stamp by labels that programs know; lines of one label are one text."""
        gathered: dict[str, str] = {}
        for label, text in self.stamp.lines():
            key = slug(label, "_")
            gathered[key] = f"{gathered[key]} ; {text}" if key in gathered else text
        return gathered


def csv_bytes(table: Table) -> bytes:
    """Write a table as UTF-8 with a mark, semicolons and decimal commas.

    Unknown is an empty cell. The origin follows the rows, after an empty line, so that the
    first line is the heading.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([neutral(column.label) for column in table.columns])
    columns = [
        [written(value, column) for value in table.cells(column)] for column in table.columns
    ]
    writer.writerows(zip(*columns, strict=True))
    writer.writerow([])
    writer.writerows(_neutral_rows(table.stamp.lines()))
    return (_BOM + out.getvalue()).encode()


def written(value: Any, column: Column) -> str:  # noqa: ANN401 - a cell of any frame
    """Write one cell as a French spreadsheet reads it."""
    if value is None:
        return ""
    if column.kind == "date":
        return f"{value:%d/%m/%Y}"
    if column.kind == "integer":
        return str(int(value))
    if column.kind in _NUMBERS:
        # Trailing zeros say nothing here; more decimals than the column shows would be noise.
        return f"{value:.{column.digits}f}".rstrip("0").rstrip(".").replace(".", ",")
    return neutral(str(value))


def _neutral_rows(rows: Iterable[tuple[str, str]]) -> list[list[str]]:
    return [[neutral(cell) for cell in row] for row in rows]
