"""What towns and figures are sorted into: codes, French words, order and colours, said once.

Codes travel: through frames, addresses, styles and the data of the map. Words are made where they
are read, by `Categories.label`, and nothing is ever decided by them. The map's scripts and the
page's style are given these categories (see `pvd_geo.assets`), and have no table of their own.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Final

from pvd_geo.colors import DARK, LIGHT

if TYPE_CHECKING:
    from pvd_geo.colors import Palette


@dataclass(frozen=True, slots=True)
class Category:
    """One category.

    Parameters
    ----------
    code
        What travels.
    label
        What a user reads.
    light, dark
        Its colour on the light and on the dark theme, as CSS hexadecimal strings.
    """

    code: str
    label: str
    light: str
    dark: str

    def color(self, palette: Palette) -> str:
        """Return the colour on the theme of a palette."""
        return self.dark if palette.dark else self.light


@dataclass(frozen=True)
class Categories:
    """Categories that belong together, in the order in which they are shown.

    Parameters
    ----------
    name
        Names the set in the page's style.
    title
        What a user calls what they are categories of.
    members
        In order; whatever has no category of its own belongs to the last.
    """

    name: str
    title: str
    members: tuple[Category, ...]

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """The codes in order."""
        return tuple(one.code for one in self.members)

    @cached_property
    def labels(self) -> dict[str, str]:
        """The words of each code, in order."""
        return {one.code: one.label for one in self.members}

    @property
    def graded(self) -> tuple[str, ...]:
        """The codes in order without the last, which stands for what is not known."""
        return self.codes[:-1]

    def __getitem__(self, code: str) -> Category:
        """Return one category.

        Raises
        ------
        KeyError
            When no category has this code.
        """
        return self._of[code]

    def label(self, code: str) -> str:
        """Return the words of a code; `KeyError` when no category has it."""
        return self._of[code].label

    def place(self, code: object) -> int:
        """Return the place of a code in the order, that of the last for any other."""
        return self._places.get(code, len(self.members) - 1)

    def merged(self, rest: str) -> Categories:
        """Return the same categories with those that look like the last one as one.

        Parameters
        ----------
        rest
            What the one is called.
        """
        last = self.members[-1]
        apart = tuple(one for one in self.members if one.light != last.light)
        return replace(self, members=(*apart, replace(last, label=rest)))

    def colors(self, palette: Palette) -> tuple[str, ...]:
        """Return the colours in order, on the theme of a palette."""
        return tuple(one.color(palette) for one in self.members)

    @cached_property
    def _of(self) -> dict[str, Category]:
        return {one.code: one for one in self.members}

    @cached_property
    def _places(self) -> dict[object, int]:
        return {one.code: place for place, one in enumerate(self.members)}


_NOT_KNOWN: Final = (LIGHT.unknown, DARK.unknown)

LEVELS: Final[dict[str, Categories]] = {
    "challenge": Categories(
        "challenge",
        "enjeu",
        (
            Category("strong", "enjeu fort", "#8c2d04", "#ffb26b"),
            Category("moderate", "enjeu modéré", "#e6781e", "#c8631b"),
            Category("low", "enjeu faible", "#fdc877", "#7c4a25"),
            Category("unknown", "inconnu", *_NOT_KNOWN),
        ),
    ),
    # What is counted where it was looked for: found or not, and no more can be said.
    "found": Categories(
        "found",
        "enjeu, deux niveaux",
        (
            Category("strong", "enjeu recensé", "#8c2d04", "#ffb26b"),
            Category("low", "rien de recensé", "#fdc877", "#7c4a25"),
            Category("unknown", "inconnu", *_NOT_KNOWN),
        ),
    ),
    "strength": Categories(
        "strength",
        "atout",
        (
            Category("strong", "atout fort", "#00483f", "#8fe0d2"),
            Category("moderate", "atout modéré", "#2f9c8c", "#3a9e8f"),
            Category("low", "atout faible", "#a5dad1", "#2b5f58"),
            Category("unknown", "inconnu", *_NOT_KNOWN),
        ),
    ),
}
"""How strongly a theme marks a town, by the reading of the theme; most marked first."""

LEVEL_CODES: Final = LEVELS["challenge"].codes
"""All levels; a reading may have fewer."""
GRADES: Final = LEVEL_CODES[:-1]
"""The levels of a town whose value is known."""

RAMPS: Final[dict[str, tuple[tuple[str, ...], tuple[str, ...]]]] = {
    "challenge": (
        ("#fdebd0", "#fdc877", "#f09b48", "#cf5f16", "#8c2d04"),
        ("#3d2e22", "#7c4a25", "#a85a22", "#d67f3c", "#ffb26b"),
    ),
    "strength": (
        ("#dff2ee", "#a5dad1", "#5fbcae", "#23857a", "#00483f"),
        ("#20393a", "#2b5f58", "#348579", "#57b3a5", "#8fe0d2"),
    ),
}
"""Colours of shares of strong towns, the least share first, by reading: light theme, dark theme."""
RAMPS["found"] = RAMPS["challenge"]


def _clusters(name: str, label: str, high: str, low: str) -> Categories:
    return Categories(
        name,
        label,
        (
            Category("high_high", high, "#8c2d04", "#ffb26b"),
            Category("outlier", "autre que ses voisines", "#7a6f9b", "#a79bd0"),
            Category("low_low", low, "#6fa8dc", "#3f78b5"),
            Category("insignificant", "rien que le hasard n’explique", *_NOT_KNOWN),
            Category("unknown", "valeur inconnue", *_NOT_KNOWN),
            Category("outside", "outre-mer ou île", *_NOT_KNOWN),
        ),
    )


CLUSTERS: Final[dict[str, Categories]] = {
    "challenge": _clusters(
        "cluster-challenge", "concentration d’un enjeu", "enjeu concentré", "voisinage épargné"
    ),
    "strength": _clusters(
        "cluster-strength", "concentration d’un atout", "atout concentré", "voisinage dépourvu"
    ),
}
"""Classes of local Moran's I (LISA), by the reading of the theme; high is much marked by it.

High-High, outliers of either sort, Low-Low, and three that stand out in nothing.
"""
CLUSTERS["found"] = CLUSTERS["challenge"]

BASES: Final = Categories(
    "basis",
    "base",
    (
        Category("recorded", "relevé", LIGHT.recorded, DARK.recorded),
        Category("estimated", "estimé", LIGHT.estimated, DARK.estimated),
        Category("published", "publié", LIGHT.recorded, DARK.recorded),
        Category("unknown", "inconnue", *_NOT_KNOWN),
    ),
)
"""What a figure of attendance rests on."""

AGREEMENTS: Final = Categories(
    "agreement",
    "convention",
    (
        Category("signed", "signée", "#00483f", "#8fe0d2"),
        Category("later", "pas encore signée", "#a5dad1", "#2b5f58"),
        Category("undated", "date inconnue", *_NOT_KNOWN),
    ),
)
"""Whether a town had signed its convention by a day."""

MEETINGS: Final = Categories(
    "meeting",
    "état de la rencontre",
    (
        Category("held", "tenue", LIGHT.meeting, DARK.meeting),
        Category("planned", "planifiée", LIGHT.recorded, DARK.recorded),
        Category("announced", "annoncée", LIGHT.announced, DARK.announced),
        Category("cancelled", "annulée", *_NOT_KNOWN),
    ),
)
"""Where a meeting stands in its life."""
