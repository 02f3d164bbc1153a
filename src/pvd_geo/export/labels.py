"""Where names go on a map: beside their point, inside the frame, on nobody else.

Our own on purpose: what places labels in Python (adjustText, textalloc) moves the texts of a
matplotlib figure, and this map is SVG drawn without matplotlib.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_LETTER: Final = 0.52  # mean width of a letter of the type, as a share of its size
_RISE, _FALL = 0.8, 0.25  # how far letters reach above and below their base line
_EDGE: Final = 2.0


@dataclass(frozen=True, slots=True)
class Wanted:
    """A name to place beside a point, in points from the upper left corner."""

    text: str
    x: float
    y: float
    size: float = 7.0
    gap: float = 4.0


@dataclass(frozen=True, slots=True)
class Placed:
    """A name in its place; ``x`` and ``y`` are the start of its base line."""

    text: str
    x: float
    y: float
    size: float


@dataclass(frozen=True, slots=True)
class _Box:
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: _Box) -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


def place(
    wanted: Sequence[Wanted],
    points: Iterable[tuple[float, float]],
    width: float,
    height: float,
    radius: float = 3.0,
) -> list[Placed]:
    """Place names one after the other; a name without room is left out.

    Parameters
    ----------
    wanted
        The most important first.
    points
        Centres of the symbols that no name may cover.
    width, height
        Size of the drawing; every name lies wholly inside.
    radius
        Of the symbols.
    """
    taken = [_Box(x - radius, y - radius, x + radius, y + radius) for x, y in points]
    placed = []
    for one in wanted:
        boxes = (box for box in _boxes(one) if _inside(box, width, height))
        free = next((box for box in boxes if not any(box.meets(other) for other in taken)), None)
        if free:
            taken.append(free)
            placed.append(Placed(one.text, free.left, free.top + _RISE * one.size, one.size))
    return placed


def _boxes(one: Wanted) -> list[_Box]:
    long = _LETTER * one.size * len(one.text)
    return [
        _Box(x, y - _RISE * one.size, x + long, y + _FALL * one.size)
        for x, y in _candidates(one, long)
    ]


def _candidates(one: Wanted, long: float) -> list[tuple[float, float]]:
    """Return starts of the base line: right, left, above, below, then the corners."""
    right, left, middle = one.x + one.gap, one.x - one.gap - long, one.x - long / 2
    level, above, below = one.y + 0.3 * one.size, one.y - one.gap, one.y + one.gap + 0.7 * one.size
    return [
        (right, level),
        (left, level),
        (middle, above),
        (middle, below),
        (right, above),
        (right, below),
        (left, above),
        (left, below),
    ]


def _inside(box: _Box, width: float, height: float) -> bool:
    return (
        box.left >= _EDGE
        and box.top >= _EDGE
        and box.right <= width - _EDGE
        and box.bottom <= height - _EDGE
    )
