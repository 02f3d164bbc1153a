"""What a map may show: towns and their colours, sites, areas by class, and what is chosen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from pvd_geo.categories import Categories
    from pvd_geo.codes import AreaCode, AreaKind


@dataclass(frozen=True, slots=True)
class Coloring:
    """Towns sorted into categories, each with its colour.

    Parameters
    ----------
    title
        Heading of the legend.
    categories
        At most four, in the order of the legend.
    codes
        Code of a category by INSEE code; a town without one belongs to the last.
    """

    title: str
    categories: Categories
    codes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Towns:
    """Which towns a map shows, and in which colours.

    Parameters
    ----------
    order
        INSEE codes of all towns in the order of the data (``towns["insee_code"]``).
    shown
        INSEE codes of the towns to show; all of them by default.
    coloring
        Their colours; one colour for all by default.
    """

    order: Sequence[str]
    shown: Collection[str] | None = None
    coloring: Coloring | None = None


@dataclass(frozen=True, slots=True)
class Sites:
    """Which sites of meetings a map shows, and what leads to them.

    Parameters
    ----------
    held
        The sites of meetings held: all, none, or those of these ``meeting_id``.
    proposed
        INSEE codes of towns where a meeting could be, shown in the place of the meetings held.
    named
        Whether sites carry the name of their town.
    links
        For each town (INSEE code) the place, in the order of date, of the meeting a line
        leads to; with ``proposed``, the place of one of them.
    """

    held: bool | Sequence[str] = True
    proposed: Sequence[str] | None = None
    named: bool = False
    links: Mapping[str, int] | None = None


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is chosen, and set apart on the map.

    Parameters
    ----------
    area
        The région or département to outline. The view moves there when it is another
        than the last, and only then.
    town, meeting
        The town (INSEE code) and the meeting (``meeting_id``).
    """

    area: AreaCode | None = None
    town: str | None = None
    meeting: str | None = None


@dataclass(frozen=True, slots=True)
class Choropleth:
    """Colours of régions or départements by class.

    Parameters
    ----------
    kind
        What the codes are of.
    title
        Heading of the legend.
    classes
        Class (0 for the first) by code; an area without one stays bare.
    labels
        One text a class, for the legend.
    colors
        One colour a class on the light theme, then on the dark one.
    texts
        What an area says when the pointer is on it, by code.
    """

    kind: AreaKind
    title: str
    classes: Mapping[str, int]
    labels: Sequence[str]
    colors: tuple[Sequence[str], Sequence[str]]
    texts: Mapping[str, str] | None = None
