"""Where a territory differs from the programme: the shares of its towns at each level."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pvd_geo.categories import GRADES, LEVEL_CODES, LEVELS
from pvd_geo.formatting import integer, plural, rounded, share
from pvd_geo.themes.comparison import FEW, wilson
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
        The theme, its French name, how it is read (``challenge``, ``strength``, ``found``).
    measure
        What is measured, with its unit.
    counts, programme_counts
        Towns at each of `pvd_geo.categories.LEVEL_CODES`, in the territory and in the programme.
    doubts
        Towns of the territory whose value was set aside, by rule of `pvd_geo.tables.doubtful`.
    stands
        Whether the difference is kept, when all areas and themes are judged together (see
        `pvd_geo.themes.discoveries`).
    """

    theme_id: str
    label: str
    reading: str
    measure: str
    counts: tuple[int, ...]
    programme_counts: tuple[int, ...]
    doubts: tuple[tuple[str, int], ...] = ()
    stands: bool = False

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
    def points(self) -> float:
        """The gap in points, between the percentages as they are shown."""
        first, programme = self.shares[0], self.programme_shares[0]
        return rounded(100 * first) - rounded(100 * programme) if self.known else 0.0

    @property
    def few(self) -> bool:
        """Whether too few towns are known for a percentage, or for setting them apart."""
        return self.known < FEW

    def part(self, count: int) -> str:
        """Write some of the known towns, in short: ``38 %``, or ``3 sur 4`` of a few."""
        if self.few:
            return f"{integer(count)} sur {integer(self.known)}"
        return share(count / self.known)

    @property
    def strong_towns(self) -> str:
        """The towns at the first level, with their base: ``38 % des 200 communes connues``."""
        known, every = self.known, sum(self.counts)
        if self.few:
            of = "" if known == every else f" dont le niveau est connu, {integer(every)} en tout,"
            return f"{plural(self.counts[0], 'commune')} sur {integer(known)}{of}"
        return f"{share(self.shares[0])} {base(known, every)}"

    @property
    def interval(self) -> str:
        """Wilson's 95 % interval of the share at the first level: ``32 à 45 %``."""
        low, high = wilson(self.counts[0], self.known)
        return f"{integer(100 * low)} à {share(high)}"

    @property
    def programme_strong_towns(self) -> str:
        """The same for the whole programme: ``25 % de 1 624 dans le programme``."""
        known, every = sum(self.programme_counts[: len(GRADES)]), sum(self.programme_counts)
        of = "" if known == every else f" de {integer(known)}"
        return f"{share(self.programme_shares[0])}{of} dans le programme"

    @property
    def strong_label(self) -> str:
        """The words for the first level: ``enjeu fort`` or ``atout fort``."""
        return LEVELS[self.reading].label("strong")


def base(known: int, every: int) -> str:
    """Write what a share is a share of: all towns, or those with a value.

    Examples
    --------
    >>> base(201, 201), base(200, 201)
    ('des communes', 'des 200 communes connues (sur 201)')
    """
    if known == every:
        return "des communes"
    return f"des {plural(known, 'commune connue', 'communes connues')} (sur {integer(every)})"


def contrasts(
    insee_codes: Collection[str],
    levels: pd.DataFrame,
    themes: pd.DataFrame,
    indicators: pd.DataFrame,
    standing: Collection[str] = (),
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
    standing
        Themes whose difference is kept by `pvd_geo.themes.discoveries.compared`.
    """
    here = levels[levels["insee_code"].isin(insee_codes)]
    own = level_counts(here).to_dict("index")
    doubted = here[here["doubt"].ne("")].groupby("theme_id")["doubt"].value_counts()
    programme = level_counts(levels).to_dict("index")
    found = [
        Contrast(
            theme.theme_id,
            theme.label,
            theme.reading,
            measure(theme, indicators),
            _counts(own, theme.theme_id),
            _counts(programme, theme.theme_id),
            tuple(
                (str(rule), int(count))
                for (own_id, rule), count in doubted.items()
                if own_id == theme.theme_id
            ),
            stands=theme.theme_id in standing,
        )
        for theme in themes.itertuples()
    ]
    return tuple(sorted(found, key=lambda contrast: -abs(contrast.gap)))


def _counts(table: dict[Any, dict[Any, int]], theme_id: str) -> tuple[int, ...]:
    row = table.get(theme_id, {})
    return tuple(int(row.get(level, 0)) for level in LEVEL_CODES)


def _shares(counts: tuple[int, ...]) -> tuple[float, ...]:
    known = sum(counts[: len(GRADES)])
    return tuple(count / known if known else 0.0 for count in counts[: len(GRADES)])
