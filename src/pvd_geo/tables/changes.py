"""What a later list, or later values, change in the towns: cells as the journal keeps them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from datetime import datetime

ChangeField = Literal[
    "listed",
    "name",
    "agreement_date",
    "id_pvd",
    "epci_code",
    "epci_name",
    "population",
    "indicator",
    "former",
]

VALUES: Final = ("population", "indicator")
"""Fields whose cell says of what it is the value: ``2024 7300``, ``fibre 2027-02 81.5``."""

_NOT_LISTED: Final = (*VALUES, "epci_code", "epci_name")
"""Fields that no list of towns changes."""

FORMER: Final = "former"
"""The field whose cell is a former name or code of a town, as `former_cell` writes it."""

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
        one of `VALUES` for a value by vintage; `FORMER` for a past; otherwise a column of the
        towns.
    before, after
        Texts as they stand in the data files; empty for nothing. Of values, see `VALUES`.
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

    @property
    def of_list(self) -> bool:
        """Whether it brings a list, and neither values nor what INSEE says of communes."""
        fields = {one.field for one in self.changes}
        return not fields or (not fields <= {*_NOT_LISTED} and FORMER not in fields)


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


def former_cell(nature: str, code: str, last_cog: str, name: str) -> str:
    """Write a former name or code as one cell; `former_cells` reads it.

    Examples
    --------
    >>> former_cell("delegated", "01091", "", "Châtillon-en-Michaille")
    'delegated 01091 - Châtillon-en-Michaille'
    """
    return f"{nature} {code} {last_cog or '-'} {name}"


def former_cells(cell: str) -> tuple[str, str, str, str]:
    """Return nature, code, last COG and name of such a cell.

    Examples
    --------
    >>> former_cells("renamed 23008 2025 Aubusson d'Auvergne")
    ('renamed', '23008', '2025', "Aubusson d'Auvergne")
    """
    nature, code, last_cog, name = cell.split(" ", 3)
    return nature, code, last_cog.strip("-"), name
