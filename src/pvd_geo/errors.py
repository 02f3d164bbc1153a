"""All that can go wrong, in one place. Messages that a user reads are in French."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib.metadata import version
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime


NARROW = "\u202f"
_BREAKABLE = re.compile(r" (?=[;:!?»])|(?<=«) ")
"""Spaces that French typography wants narrow and without a line break."""


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing wrong at one place of a file.

    Parameters
    ----------
    file
        Name of the file, such as ``meetings.csv``.
    line
        Line in the file, the header being line 1; 0 when the fault is the whole file's.
    column
        Name of the column; empty when the fault is the whole line's.
    value
        What was found there, as text.
    expected
        What was expected, in French, as the end of a sentence.
    sheet
        Name of the sheet, in a workbook of which several are read.
    """

    file: str
    line: int
    column: str
    value: str
    expected: str
    sheet: str = ""

    def __str__(self) -> str:
        """Return the fault as one French sentence."""
        place = self.file
        if self.sheet:
            place += f", feuille «{NARROW}{self.sheet}{NARROW}»"
        if self.line:
            place += f", ligne {self.line}"
        if self.column:
            place += f", colonne «{NARROW}{self.column}{NARROW}»"
        found = f"{NARROW}: «{NARROW}{self.value}{NARROW}»" if self.value else ""
        return f"{place}{found} – attendu{NARROW}: {_BREAKABLE.sub(NARROW, self.expected)}"


class PvdError(Exception):
    """Anything this package raises on purpose."""


class DataError(PvdError, ValueError):
    """A data file breaks its contract; every fault found is in ``faults``."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults: tuple[Fault, ...] = tuple(sorted(faults))
        super().__init__("\n".join(map(str, self.faults)))


class UnknownCodeError(PvdError, KeyError):
    """A code that the programme's tables do not hold."""


class SettingsError(PvdError, ValueError):
    """A setting of the environment cannot be used."""


class SitingError(PvdError, ValueError):
    """A question about hosts that has no answer; the message, in French, says why."""


class StoreError(PvdError, OSError):
    """The store of what the team records cannot be opened, read or written."""


class UnconfirmedError(StoreError):
    """The store did not say whether a change was made, and cannot be asked."""


class BackupError(PvdError, ValueError):
    """A backup cannot be restored here; the message, in French, says why."""


class ChangedError(PvdError, RuntimeError):
    """Somebody else recorded or undid something in between."""


class MeetingChangedError(ChangedError):
    """Somebody else changed a meeting since it was read; ``meeting_id`` says which."""

    def __init__(self, meeting_id: str) -> None:
        self.meeting_id = meeting_id
        super().__init__("Cette rencontre vient d’être modifiée par quelqu’un d’autre.")


class AlreadyRecordedError(PvdError, ValueError):
    """The same file is recorded already; ``entry_id`` and ``at`` say which import."""

    def __init__(self, entry_id: int, at: datetime) -> None:
        self.entry_id = entry_id
        self.at = at
        super().__init__(f"Cette feuille est déjà enregistrée (saisie n° {entry_id}).")


class AccessError(PvdError, PermissionError):
    """Somebody may not record, or no longer; the message, in French, says why."""


class UpstreamError(PvdError, RuntimeError):
    """A library is no longer made as the dashboard needs it; one line says what changed."""

    def __init__(self, library: str, change: str) -> None:
        super().__init__(f"{library} {version(library)}: {change}")
