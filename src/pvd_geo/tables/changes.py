"""What a later list changes in the towns: cells before and after, as the journal keeps them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from datetime import datetime

ChangeField = Literal["listed", "name", "agreement_date", "id_pvd"]

LIST: Final = "list"
"""The kind of a renewal in the journal."""


@dataclass(frozen=True, slots=True)
class TownChange:
    """One cell of a town, before and after.

    Parameters
    ----------
    insee_code
        The town.
    field
        ``listed`` for the town itself, whose cell is the name under which it came or left;
        otherwise a column of the towns.
    before, after
        Texts as they stand in the data files; empty for nothing.
    """

    insee_code: str
    field: ChangeField
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Headline:
    """The figures that a renewal moves, of all towns together.

    Parameters
    ----------
    towns
        Towns of the programme.
    inhabitants
        Sum of the populations that are known.
    signed
        Towns whose convention has a date.
    """

    towns: int
    inhabitants: int
    signed: int


@dataclass(frozen=True, slots=True)
class Renewal:
    """A list once compared, ready to be recorded.

    Parameters
    ----------
    checksum
        SHA-256 of the file, in hexadecimal.
    lines
        Lines of the file that hold a town.
    changes
        In the order in which they are made.
    before, after
        The headline figures.
    """

    checksum: str
    lines: int
    changes: tuple[TownChange, ...]
    before: Headline
    after: Headline


@dataclass(frozen=True, slots=True)
class Renewed:
    """A renewal in the journal.

    Parameters
    ----------
    entry_id
        Its number; numbers rise with time.
    who, at
        Who confirmed it, and when (UTC).
    undone_by, undone_at
        Who brought the version before it back, and when; None while it is in force.
    renewal
        What it changed.
    """

    entry_id: int
    who: str
    at: datetime
    undone_by: str | None
    undone_at: datetime | None
    renewal: Renewal

    @property
    def in_force(self) -> bool:
        """Whether nobody took it back."""
        return self.undone_at is None
