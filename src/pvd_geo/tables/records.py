"""What the programme team records: attendance by meeting, and what the groups wrote.

The rows that a sheet gives and that the store keeps. No field can hold a person.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Final, Literal

import pandas as pd

from pvd_geo.tables.schemas import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

SheetKind = Literal["tally", "sign_in", "contributions"]
"""The three shapes of sheet."""

Measure = Literal["present", "registered"]
"""Whether people were counted when they came, or when they registered."""

MeetingStatus = Literal["announced", "planned", "held", "cancelled"]
"""The life of a meeting, in order; each may be followed by the last."""

KIND_LABELS: Final[dict[str, str]] = {
    "tally": "décompte",
    "sign_in": "liste d’émargement",
    "contributions": "contributions",
    "meeting": "rencontre",
    "list": "données des communes",
}
"""What each kind of entry of the journal is called."""

NATURE_LABELS: Final[dict[str, str]] = {
    "idea": "idée",
    "irritant": "irritant",
    "observation": "constat",
}

SOURCE_ID: Final = "saisie"
"""Source of every recorded figure: the team's own entry."""

_DTYPES: Final = {"integer": "Int64", "string": "str"}


@dataclass(frozen=True, slots=True, order=True)
class Attendance:
    """People counted at one meeting, for one audience (``all`` when there is no breakdown).

    ``groups`` is the meeting's own number and stands on one of its rows only, so that
    adding up the rows of a meeting counts nothing twice.
    """

    meeting_id: str
    audience: str
    participants: int
    groups: int | None = None
    note: str = ""
    measure: Measure = "present"


@dataclass(frozen=True, slots=True, order=True)
class Contribution:
    """One thing that a group wrote about a theme."""

    meeting_id: str
    theme_id: str
    nature: str
    text: str
    group: str = ""


@dataclass(frozen=True, slots=True)
class MeetingState:
    """A meeting as an editor says it is, whole.

    Parameters
    ----------
    meeting_id
        Its name in addresses and sheets, for good.
    regions
        Codes of the regions that meet; none for a national meeting.
    series
        Its series, such as ``ete-2022`` or ``2026``.
    status
        Where it stands (see `pvd_geo.categories.MEETINGS`).
    first, last
        Its day, or the first and the last of them.
    insee_code, host
        The programme's town that hosts it, else the place in words; neither is known of some.
    title
        What a national meeting is called.
    expected
        How many are expected.
    reason
        Why it was moved or cancelled.
    """

    meeting_id: str
    regions: tuple[str, ...]
    series: str
    status: MeetingStatus
    first: date | None = None
    last: date | None = None
    insee_code: str | None = None
    host: str = ""
    title: str = ""
    expected: int | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Dropped:
    """Personal data met in a sheet: counted, never kept."""

    names: int = 0
    emails: int = 0
    phones: int = 0
    others: int = 0

    @property
    def total(self) -> int:
        """Return how many values were dropped."""
        return self.names + self.emails + self.phones + self.others

    def __add__(self, other: Dropped) -> Dropped:
        """Return both counts together."""
        return Dropped(
            self.names + other.names,
            self.emails + other.emails,
            self.phones + other.phones,
            self.others + other.others,
        )


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet without fault, ready to be recorded.

    Parameters
    ----------
    kind
        Its shape.
    checksum
        SHA-256 of the file's bytes, in hexadecimal.
    lines
        Lines that held something, the header apart.
    attendance, contributions
        Its rows; one of the two is empty.
    dropped
        Personal data left out.
    answers
        What was said of its columns and values that holds for the next file: question and choice.
    """

    kind: SheetKind
    checksum: str
    lines: int
    attendance: tuple[Attendance, ...] = ()
    contributions: tuple[Contribution, ...] = ()
    dropped: Dropped = Dropped()
    answers: tuple[tuple[str, str], ...] = ()

    @property
    def meetings(self) -> tuple[str, ...]:
        """Return the meetings that the sheet speaks of, sorted."""
        found = {row.meeting_id for row in self.attendance}
        return tuple(sorted(found | {row.meeting_id for row in self.contributions}))


def attendance_frame(rows: Iterable[Attendance]) -> pd.DataFrame:
    """Return recorded rows in the columns and types of ``attendance.csv``.

    Returns
    -------
    pandas.DataFrame
        ``meeting_id, audience, participants, participants_low, participants_high, groups,
        basis, source_id, note``; basis is ``recorded``, and a record has no span.
    """
    table = TABLES["attendance"]
    frame = pd.DataFrame(map(asdict, rows), columns=table.columns, dtype=object)
    frame["note"] = frame["note"].replace("", None)
    types = {field.name: _DTYPES[field.kind] for field in table.fields}
    return frame.assign(basis="recorded", source_id=SOURCE_ID).astype(types)
