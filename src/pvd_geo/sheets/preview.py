"""What recording a sheet would change, meeting by meeting, before anything is recorded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pandas as pd

from pvd_geo.formatting import integer, missing, plural
from pvd_geo.meetings import attendance, life
from pvd_geo.meetings.series import summer
from pvd_geo.methods import almost
from pvd_geo.tables.records import attendance_frame

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pvd_geo.tables.dataset import Dataset
    from pvd_geo.tables.records import Sheet

_TOO_MANY: Final = 2
"""Times its estimate above which a record deserves a second look."""
_SAME: Final = (
    "Ces nombres sont déjà ceux qui sont enregistrés, public par public : est-ce le même fichier, "
    "enregistré de nouveau ?"
)


@dataclass(frozen=True, slots=True)
class Change:
    """One meeting: what is in force, and what would be. None is unknown."""

    meeting_id: str
    label: str
    before: int | None
    basis: str
    after: int
    groups: int | None


@dataclass(frozen=True, slots=True)
class Registrations:
    """How many registered for a meeting: what is in force, None when unknown, and would be."""

    meeting_id: str
    label: str
    before: int | None
    after: int


@dataclass(frozen=True, slots=True)
class Preview:
    """All changes of one sheet.

    Parameters
    ----------
    changes
        By date of the meeting; empty for contributions.
    before, after
        Participants of the twelve summer meetings.
    recorded, meetings
        How many of the summer meetings would be recorded, of how many.
    warnings
        What deserves a second look, in French; nothing in it forbids recording.
    registrations
        What changes of them, which no attendance is ever filled with.
    before_basis, after_basis
        The weakest that the totals rest on: one estimate makes an estimate of the sum.
    """

    changes: tuple[Change, ...]
    before: int
    after: int
    recorded: int
    meetings: int
    warnings: tuple[str, ...]
    registrations: tuple[Registrations, ...] = ()
    before_basis: str = "recorded"
    after_basis: str = "recorded"

    @property
    def totals(self) -> tuple[str, str]:
        """The total of before and that of after, each with the mark of an estimate."""
        return (
            almost(integer(self.before), self.before_basis),
            almost(integer(self.after), self.after_basis),
        )

    @property
    def state(self) -> str:
        """How many meetings were recorded, and what the others are."""
        told = plural(self.recorded, "rencontre relevée", "rencontres relevées")
        rest = ", les autres estimées" if self.after_basis == "estimated" else ""
        return f"{told} sur {self.meetings}{rest}"


def preview(
    sheet: Sheet,
    dataset: Dataset,
    records: pd.DataFrame,
    published: int,
    registered: pd.DataFrame | None = None,
) -> Preview:
    """Compare what is in force with what would be.

    Parameters
    ----------
    sheet
        A sheet without fault.
    dataset
        ``attendance``, ``meetings`` and ``towns``.
    records
        What is recorded already, as `pvd_geo.store.records`.
    published
        The published total of the summer.
    registered
        As ``records``, of those who registered.
    """
    coming = attendance_frame(row for row in sheet.attendance if row.measure == "present")
    kept = records[~records["meeting_id"].isin(coming["meeting_id"])]
    places = _places(dataset)
    # A meeting that was planned is held once it is known who came.
    dataset = dataset.with_meetings(life.met(dataset.meetings, coming["meeting_id"]))
    old = _met(dataset, records)
    new = _met(dataset, pd.concat([kept, coming], ignore_index=True) if len(kept) else coming)
    estimates = _met(dataset, None).set_index("meeting_id")["participants"]
    changes = tuple(
        Change(
            meeting_id=after["meeting_id"],
            label=places[after["meeting_id"]],
            before=_whole(before["participants"]),
            basis="" if missing(before["basis"]) else str(before["basis"]),
            after=int(after["participants"]),
            groups=_whole(after["groups"]),
        )
        for (_, before), (_, after) in zip(old.iterrows(), new.iterrows(), strict=True)
        if after["meeting_id"] in set(coming["meeting_id"])
    )
    met = summer(new)
    total = int(met["participants"].sum())
    recorded = attendance.recorded_count(met)
    warnings = [*_same(sheet, records, registered), *_too_many(changes, estimates)]
    if changes and total < published:
        warnings.append(_below(met, total, published, recorded))
    before = int(summer(old)["participants"].sum())
    return Preview(
        *(changes, before, total, recorded, len(met), tuple(warnings)),
        registrations=_registrations(sheet, places, registered),
        before_basis=attendance.basis_of(summer(old)),
        after_basis=attendance.basis_of(met),
    )


def _same(sheet: Sheet, records: pd.DataFrame, registered: pd.DataFrame | None) -> list[str]:
    """Tell when a sheet says nothing but what is in force: a file that was saved anew, say."""
    known = {"present": _counts(records), "registered": _counts(registered)}
    for measure, before in known.items():
        coming = attendance_frame(row for row in sheet.attendance if row.measure == measure)
        said = _counts(coming)
        if any(before.get(meeting_id) != counts for meeting_id, counts in said.items()):
            return []
    if not sheet.attendance:
        return []
    return [_SAME]


def _counts(rows: pd.DataFrame | None) -> dict[str, dict[tuple[str, int | None], int]]:
    """Return the numbers of each meeting by audience and groups."""
    found: dict[str, dict[tuple[str, int | None], int]] = {}
    for row in [] if rows is None else rows.to_dict("records"):
        key = str(row["audience"]), _whole(row["groups"])
        found.setdefault(str(row["meeting_id"]), {})[key] = int(row["participants"])
    return found


def _registrations(
    sheet: Sheet, places: Mapping[str, str], registered: pd.DataFrame | None
) -> tuple[Registrations, ...]:
    sums: dict[str, int] = {}
    for row in sheet.attendance:
        if row.measure == "registered":
            sums[row.meeting_id] = sums.get(row.meeting_id, 0) + row.participants
    if not sums:
        return ()
    known = {} if registered is None else registered.groupby("meeting_id")["participants"].sum()
    return tuple(
        Registrations(
            meeting_id,
            places[meeting_id],
            int(known[meeting_id]) if meeting_id in known else None,
            number,
        )
        for meeting_id, number in sums.items()
    )


def _places(dataset: Dataset) -> dict[str, str]:
    """Name every meeting in force by its place and its regions, held or not."""
    return {
        row["meeting_id"]: row["region_name"]
        if missing(row["host"])
        else f"{row['host']} ({row['region_name']})"
        for row in attendance.placed(dataset.meetings, dataset.towns).to_dict("records")
    }


def _met(dataset: Dataset, records: pd.DataFrame | None) -> pd.DataFrame:
    rows = attendance.current(dataset.attendance, records)
    return attendance.by_meeting(rows, dataset.meetings, dataset.towns)


def _too_many(changes: tuple[Change, ...], estimates: pd.Series[int]) -> list[str]:
    return [
        f"{change.label} : {integer(change.after)} participants, plus du double de l’estimation"
        f" ({almost(integer(estimates[change.meeting_id]), 'estimated')})."
        for change in changes
        if not missing(estimates[change.meeting_id])
        and change.after > _TOO_MANY * estimates[change.meeting_id]
    ]


def _below(met: pd.DataFrame, total: int, published: int, recorded: int) -> str:
    state = (
        "les douze rencontres étant relevées"
        if recorded == len(met)
        else f"{plural(recorded, 'rencontre relevée', 'rencontres relevées')} sur {len(met)}, "
        "les autres estimées"
    )
    figure = almost(integer(total), attendance.basis_of(met))
    return (
        f"Le total de l’été serait de {figure} participants ({state}), alors que le"
        f" programme a publié « plus de {integer(published)} »."
    )


def _whole(value: object) -> int | None:
    return None if missing(value) else int(str(value))
