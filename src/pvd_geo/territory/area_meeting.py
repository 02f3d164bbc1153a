"""The meeting of a territory's region: when, where, how far, how many."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from pvd_geo.formatting import curled, integer, missing, share
from pvd_geo.meetings.distance import furthest_of
from pvd_geo.meetings.life import foremost, of_region
from pvd_geo.themes.comparison import FEW

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from pvd_geo.territory.programme import Programme

_NEAR, _FAR = 50, 100


@dataclass(frozen=True, slots=True)
class AreaMeeting:
    """A regional meeting seen from one territory. Distances are as the crow flies.

    Parameters
    ----------
    meeting_id, series, source_id, note
        As in the table of meetings.
    held
        Whether it took place.
    status, reason
        Where it stands in its life, and why it was cancelled.
    day, last, host_code, host
        When, its last day if there are several, the INSEE code of the host town and its name.
    median_km, furthest_km, furthest_towns
        Distances of the territory's towns; ``None`` without a meeting or a town.
    share_50, share_100
        Shares of its towns within 50 and 100 km, between 0 and 1.
    measured
        Towns of the territory with a distance.
    participants, low, high, groups, basis, per_town, registered
        Attendance of the whole regional meeting; ``None`` where unknown.
    """

    meeting_id: str
    series: str
    source_id: str
    note: str | None
    held: bool
    status: str
    reason: str | None
    day: date | None
    last: date | None
    host_code: str | None
    host: str | None
    median_km: float | None
    furthest_km: float | None
    furthest_towns: tuple[str, ...]
    share_50: float | None
    share_100: float | None
    measured: int
    participants: int | None
    low: int | None
    high: int | None
    groups: int | None
    basis: str | None
    per_town: float | None
    registered: int | None = None

    def within(self, part: float | None) -> str:
        """Write a share of the towns with a distance, of a few as a count: ``3 sur 4``."""
        if part is None or self.measured >= FEW:
            return share(part)
        return f"{integer(part * self.measured)} sur {integer(self.measured)}"


def meeting_of(
    region_code: str, insee_codes: Collection[str], programme: Programme
) -> AreaMeeting | None:
    """Return the meeting of a region as some of its towns saw it.

    Of several the one of `pvd_geo.meetings.life.foremost`.

    Parameters
    ----------
    region_code
        The region.
    insee_codes
        Towns of the territory.
    programme
        The frames.
    """
    rows = of_region(programme.meetings, region_code)
    if rows.empty:
        return None
    row = foremost(rows)
    names = programme.towns.set_index("insee_code")["name"].map(curled)
    measured = programme.distances[programme.distances["insee_code"].isin(insee_codes)]
    km = measured.set_index("insee_code")["distance_km"].dropna()
    came = programme.attendance[programme.attendance["meeting_id"].eq(row["meeting_id"])]
    figures: dict[str, Any] = {} if came.empty else came.iloc[0].to_dict()
    near = {} if km.empty else _distances(km, names)
    return AreaMeeting(
        meeting_id=str(row["meeting_id"]),
        series=str(row["series"]),
        source_id=str(row["source_id"]),
        note=_known(row["note"], str),
        held=bool(row["status"] == "held"),
        status=str(row["status"]),
        reason=_known(row.get("reason"), str),
        day=_known(row["date"], lambda day: pd.Timestamp(day).date()),
        last=_known(row.get("last"), lambda day: pd.Timestamp(day).date()),
        host_code=_known(row["insee_code"], str),
        host=_known(row["insee_code"], lambda code: str(names[code]))
        or _known(row.get("host_name"), lambda name: curled(str(name))),
        median_km=near.get("median"),
        furthest_km=near.get("furthest"),
        furthest_towns=near.get("towns", ()),
        share_50=near.get("share_50"),
        share_100=near.get("share_100"),
        measured=len(km),
        participants=_known(figures.get("participants"), int),
        low=_known(figures.get("participants_low"), int),
        high=_known(figures.get("participants_high"), int),
        groups=_known(figures.get("groups"), int),
        basis=_known(figures.get("basis"), str),
        per_town=_known(figures.get("per_town"), float),
        registered=_known(figures.get("registered"), int),
    )


def _distances(km: pd.Series[float], names: pd.Series[str]) -> dict[str, Any]:
    return {
        "median": float(km.median()),
        "furthest": float(km.max()),
        "towns": tuple(str(names[code]) for code in furthest_of(km)),
        "share_50": float((km <= _NEAR).mean()),
        "share_100": float((km <= _FAR).mean()),
    }


def _known(value: Any, convert: Any) -> Any:  # noqa: ANN401 - a cell and its reader
    return None if missing(value) else convert(value)
