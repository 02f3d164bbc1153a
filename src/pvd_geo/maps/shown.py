"""What a map may show: towns and their colours, sites, areas by class, and what is chosen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pvd_geo.meetings.series import period
from pvd_geo.tables.records import SOURCE_ID

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    import pandas as pd

    from pvd_geo.categories import Categories
    from pvd_geo.codes import AreaCode, AreaKind


_SHOWN: Final = ("held", "planned", "cancelled")
"""What stands on a map; of what is only announced nobody knows where it will be."""


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
class Site:
    """Where a meeting is that the data files do not have, or not so.

    Parameters
    ----------
    meeting_id, insee_code
        The meeting, and the town.
    days
        When, in words; empty when that is not known.
    status
        Where it stands (see `pvd_geo.categories.MEETINGS`): each has a symbol of its own.
    """

    meeting_id: str
    insee_code: str
    days: str
    status: str


@dataclass(frozen=True, slots=True)
class Sites:
    """Which sites of meetings a map shows, and what leads to them.

    Parameters
    ----------
    held
        The sites of meetings held that the data files have: all, none, or those of these
        ``meeting_id``.
    others
        Those that editors told of: held, planned or cancelled.
    proposed
        INSEE codes of towns where a meeting could be, shown in the place of the meetings held.
    named
        Whether sites carry the name of their town.
    links
        For each town (INSEE code) the place in `order` of the meeting a line leads to; with
        ``proposed``, the place of one of them.
    """

    held: bool | Sequence[str] = True
    others: Sequence[Site] = ()
    proposed: Sequence[str] | None = None
    named: bool = False
    links: Mapping[str, int] | None = None

    @classmethod
    def of(cls, meetings: pd.DataFrame) -> Sites:
        """Return the sites of meetings in force, of those that are in a town of the programme.

        Parameters
        ----------
        meetings
            What `pvd_geo.meetings.life.in_force` returns, or some of its rows.
        """
        known = meetings.dropna(subset=["insee_code"]).sort_values("date", kind="stable")
        said = known["source_id"].eq(SOURCE_ID)
        others = known[said & known["status"].isin(_SHOWN)]
        return cls(
            held=list(known.loc[~said & known["status"].eq("held"), "meeting_id"]),
            others=tuple(
                Site(row.meeting_id, row.insee_code, period(row.date, row.last), row.status)
                for row in others.itertuples()
            ),
        )

    @property
    def order(self) -> tuple[str, ...]:
        """The ids of the meetings that are named one by one, in the order that links count in."""
        held = () if isinstance(self.held, bool) else self.held
        return (*held, *(site.meeting_id for site in self.others))


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
