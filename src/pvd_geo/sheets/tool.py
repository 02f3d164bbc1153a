"""What has to be known of a tool to count the people in its exports."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal

from pvd_geo.sheets.statuses import Status

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

Says = Literal["presence", "registrations", "both", "either"]
"""What the lines of a tool are: people who came, people who registered, both, each with a status,
or whatever the form was made for."""


@dataclass(frozen=True, slots=True)
class Tool:
    """One tool. Headers and values are folded, in every language that is known.

    Parameters
    ----------
    tool_id, name
        The id, and the name a person knows it by.
    says
        What its lines are.
    telling
        Sets of headers: a line that has all those of one is this tool's.
    names, emails, phones
        Headers of what tells a person apart, in order of preference, and must not be kept.
    own
        Its other headers. A column that is none of its own is a question of the organisers', and
        may tell an audience or a town.
    status
        Headers of the column that says what became of a registration.
    statuses
        What that column's values mean.
    otherwise
        What any other value of it means.
    joins
        Whether somebody who leaves and comes back stands on several lines.
    days
        Headers of moments: of the meeting for a presence, before it for a registration.
    quantity
        Header of how many places a line is for.
    sections
        Number of the section that lists people, and of the one that repeats them; without these
        the whole table is one list.
    order
        Of a tool that is read by position: the role of each column, its own names apart.
    """

    tool_id: str
    name: str
    says: Says
    telling: tuple[frozenset[str], ...] = ()
    names: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    own: frozenset[str] = frozenset()
    status: frozenset[str] = frozenset()
    statuses: Mapping[str, Status] = field(default_factory=dict)
    otherwise: Status = Status.PRESENT
    joins: bool = False
    days: frozenset[str] = frozenset()
    quantity: str = ""
    sections: tuple[int, int] | None = None
    order: tuple[Role, ...] = ()

    def status_of(self, folded: str) -> Status:
        """Return what a value of the status column means."""
        if folded and folded not in self.statuses:
            return self.statuses.get(FILLED, self.otherwise)
        return self.statuses.get(folded, self.otherwise)


FILLED: Final = "*"
"""In `Tool.statuses`: any value that is not there by itself, and not empty."""

Role = Literal[
    "name", "email", "phone", "day", "status", "quantity", "own", "audience", "town", "none"
]
"""What a column of an export is."""


@dataclass(frozen=True, slots=True)
class Export:
    """A file of a tool, and what each of its columns is.

    Parameters
    ----------
    tool
        The tool; None when it is unknown, and somebody has to say what the columns are.
    roles
        Position to role, as far as it is known.
    days
        The days that the file speaks of: of the meeting, or of registering for it.
    repeats
        Lines of a section that repeats the people of another: sheet and number.
    """

    tool: Tool | None
    roles: Mapping[int, Role]
    days: frozenset[date] = frozenset()
    repeats: tuple[tuple[str, int], ...] = ()

    def at(self, role: Role) -> tuple[int, ...]:
        """Return the positions of the columns of one role."""
        return tuple(position for position, each in self.roles.items() if each == role)
