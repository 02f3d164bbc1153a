"""Where a territory differs from the programme: the shares of its towns at each level."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pvd_geo.categories import GRADES, LEVEL_CODES, LEVELS
from pvd_geo.themes.levels import level_counts
from pvd_geo.themes.portrait import measure

if TYPE_CHECKING:
    from collections.abc import Collection

    import pandas as pd


@dataclass(frozen=True, slots=True)
class Contrast:
    """One theme in one territory, beside the whole programme.

    Parameters
    ----------
    theme_id, label, reading
        The theme, its French name, ``challenge`` or ``strength``.
    measure
        What is measured, with its unit.
    counts, programme_counts
        Towns at each of `pvd_geo.categories.LEVEL_CODES`, in the territory and in the programme.
    """

    theme_id: str
    label: str
    reading: str
    measure: str
    counts: tuple[int, ...]
    programme_counts: tuple[int, ...]

    @property
    def shares(self) -> tuple[float, ...]:
        """Shares of strong, moderate and low among the territory's towns with a value."""
        return _shares(self.counts)

    @property
    def programme_shares(self) -> tuple[float, ...]:
        """The same shares over the whole programme."""
        return _shares(self.programme_counts)

    @property
    def known(self) -> int:
        """Towns of the territory with a value."""
        return sum(self.counts[: len(GRADES)])

    @property
    def gap(self) -> float:
        """Share of strong towns less the programme's, between -1 and 1; 0 without a value."""
        return self.shares[0] - self.programme_shares[0] if self.known else 0.0

    @property
    def strong_label(self) -> str:
        """The words for the first level: ``enjeu fort`` or ``atout fort``."""
        return LEVELS[self.reading].label("strong")


def contrasts(
    insee_codes: Collection[str],
    levels: pd.DataFrame,
    themes: pd.DataFrame,
    indicators: pd.DataFrame,
) -> tuple[Contrast, ...]:
    """Compare some towns with the programme, the theme that differs most first.

    Parameters
    ----------
    insee_codes
        Towns of the territory.
    levels
        What `pvd_geo.themes.levels.town_levels` returns for the whole programme.
    themes, indicators
        The catalogues.
    """
    own = level_counts(levels[levels["insee_code"].isin(insee_codes)])
    programme = level_counts(levels)
    found = [
        Contrast(
            theme.theme_id,
            theme.label,
            theme.reading,
            measure(theme, indicators),
            _counts(own, theme.theme_id),
            _counts(programme, theme.theme_id),
        )
        for theme in themes.itertuples()
    ]
    return tuple(sorted(found, key=lambda contrast: -abs(contrast.gap)))


def _counts(table: pd.DataFrame, theme_id: str) -> tuple[int, ...]:
    if theme_id not in table.index:
        return (0,) * len(LEVEL_CODES)
    row: Any = table.loc[theme_id]
    return tuple(int(row[level]) for level in LEVEL_CODES)


def _shares(counts: tuple[int, ...]) -> tuple[float, ...]:
    known = sum(counts[: len(GRADES)])
    return tuple(count / known if known else 0.0 for count in counts[: len(GRADES)])
