"""Cells that mean the one above them: ditto marks, and meetings named once for several lines."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from pvd_geo.sheets.shapes import WHICH
from pvd_geo.text import folded

if TYPE_CHECKING:
    from pvd_geo.sheets.layout.lines import Layout, Line

_MARKS: Final = frozenset({'"', "''", "´´", "``", "〃", "”", "“", "«", "»", '""', '-"-', '- " -'})
_WORDS: Final = frozenset({"idem", "id", "ditto", "dito", "meme"})
_NEVER: Final = frozenset({"participants", "groups", "text", "group"})
"""Fields that each line says for itself."""


@dataclass(slots=True)
class Filled:
    """A table whose lines each say which meeting they are of.

    Parameters
    ----------
    layout
        The table.
    dittos
        Lines that had a ditto mark, by place.
    inherited
        Lines that named no meeting and have that of the line above, by place.
    """

    layout: Layout
    dittos: list[tuple[str, int]] = field(default_factory=list)
    inherited: set[tuple[str, int]] = field(default_factory=set)


def fill(layout: Layout) -> Filled:
    """Resolve ditto marks, and give lines that name no meeting that of the line above."""
    if layout.export is not None and layout.export.tool is not None:
        return Filled(layout)  # a tool writes each line out
    columns = [at for name, at in layout.columns.items() if name not in _NEVER]
    which = [at for name, at in layout.columns.items() if name in WHICH]
    filled = Filled(layout)
    lines: list[Line] = []
    for line in layout.lines:
        above = lines[-1] if lines and lines[-1].sheet == line.sheet else None
        lines.append(_filled(line, above, [*columns, *layout.identity], which, filled))
    filled.layout = replace(layout, lines=tuple(lines))
    return filled


def _filled(
    line: Line, above: Line | None, columns: list[int], which: list[int], filled: Filled
) -> Line:
    if above is None:
        return line
    cells = list(line.cells)
    marked = [at for at in columns if is_ditto(line.at(at))]
    if marked:
        filled.dittos.append(line.place)
    if which and not any(line.at(at) for at in which) and any(above.at(at) for at in which):
        filled.inherited.add(line.place)
        marked += which
    for at in marked:
        cells += [""] * (at + 1 - len(cells))
        cells[at] = above.raw(at)
    borrowed = sum(map(bool, cells)) - line.filled
    return replace(line, cells=tuple(cells), borrowed=borrowed) if marked else line


def is_ditto(text: str) -> bool:
    """Tell whether a cell repeats the one above it."""
    return text in _MARKS or folded(text) in _WORDS
