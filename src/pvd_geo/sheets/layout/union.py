"""Tables of one shape put together: their columns may stand in another order in each."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pvd_geo.text import folded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pvd_geo.sheets.layout.lines import Layout, Line


def union(layouts: Sequence[Layout]) -> Layout:
    """Return the lines of several tables under one set of columns."""
    first = layouts[0]
    if len(layouts) == 1:
        return first
    places: dict[tuple[str, str], int] = {}
    private: dict[int, str] = {}
    free: dict[int, str] = {}
    columns: dict[str, int] = {}
    headers: dict[str, str] = {}
    identity: set[int] = set()
    lines: list[Line] = []
    for each in layouts:
        moved = {position: places.setdefault(key, len(places)) for position, key in _columns(each)}
        columns |= {name: moved[position] for name, position in each.columns.items()}
        headers = {**each.headers, **headers}
        private |= {moved[position]: kind for position, kind in each.private.items()}
        free = {**{moved[position]: text for position, text in each.free.items()}, **free}
        identity |= {moved[position] for position in each.identity}
        lines += [_moved(line, moved) for line in each.lines]
    return replace(
        first,
        lines=tuple(lines),
        columns=columns,
        headers=headers,
        private=private,
        free=free,
        identity=tuple(sorted(identity)),
    )


def _columns(layout: Layout) -> Iterator[tuple[int, tuple[str, str]]]:
    """Yield each column with what makes it the same as one of another table."""
    fields = {position: name for name, position in layout.columns.items()}
    met: dict[tuple[str, str], int] = {}
    for position in sorted({*fields, *layout.private, *layout.free}):
        header = folded(layout.header.at(position)) or str(position)
        key = ("field", fields[position]) if position in fields else ("header", header)
        met[key] = met.get(key, 0) + 1
        yield position, key if met[key] == 1 else (key[0], f"{key[1]} {met[key]}")


def _moved(line: Line, moved: dict[int, int]) -> Line:
    cells = [""] * (max(moved.values(), default=-1) + 1)
    for position, text in enumerate(line.cells):
        if position in moved:
            cells[moved[position]] = text

    def there(positions: frozenset[int]) -> frozenset[int]:
        return frozenset(moved[each] for each in positions if each in moved)

    return replace(
        line,
        cells=tuple(cells),
        uncomputed=there(line.uncomputed),
        struck=there(line.struck),
        merged=there(line.merged),
        own=frozenset(moved.values()),
    )
