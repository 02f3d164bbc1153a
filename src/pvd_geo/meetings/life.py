"""The meetings in force: those of the data files, as editors completed, moved or cancelled them.

What an editor said of a meeting last counts, whole; a meeting that only the journal knows stands
beside those of the files. A meeting that was planned is held once its sheet is in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from pvd_geo.tables.records import SOURCE_ID

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import date

    from pvd_geo.tables.records import MeetingState

COLUMNS: Final = ("last", "host_name", "regions", "title", "expected", "reason")
"""What the meetings in force have beyond the columns of ``meetings.csv``."""
COMING: Final = ("announced", "planned")


def in_force(
    meetings: pd.DataFrame,
    states: Iterable[MeetingState] = (),
    came: Collection[str] = (),
) -> pd.DataFrame:
    """Return the meetings as they are known today.

    Parameters
    ----------
    meetings
        The table ``meetings``.
    states
        What the journal says of some of them, and of others: one state a meeting.
    came
        Meetings of which those who came were counted.

    Returns
    -------
    DataFrame
        The columns of ``meetings``, of which ``date`` is the first day and ``region_code`` the
        region that is the host's, or the first named, or missing for a national meeting; and
        ``last`` (last day, missing for one day), ``host_name`` (a place outside the programme),
        ``regions`` (codes between blanks), ``title``, ``expected``, ``reason``. Those of the
        files come first, in their order.
    """
    said = {state.meeting_id: state for state in states}
    known = set(meetings["meeting_id"])
    out = meetings.reset_index(drop=True).assign(
        last=pd.NaT,
        host_name=pd.Series(pd.NA, index=meetings.index, dtype="str"),
        regions=meetings["region_code"].to_numpy(),
        title=pd.Series(pd.NA, index=meetings.index, dtype="str"),
        expected=pd.array([pd.NA] * len(meetings), dtype="Int64"),
        reason=pd.Series(pd.NA, index=meetings.index, dtype="str"),
    )
    out["last"] = out["last"].astype(out["date"].dtype)
    changed = out["meeting_id"].isin(said)
    notes = dict(zip(out["meeting_id"], out["note"], strict=True))
    rows = [_row(said[code], notes.get(code)) for code in out.loc[changed, "meeting_id"]]
    added = sorted(
        (state for code, state in said.items() if code not in known),
        key=lambda state: (str(state.first or "9999"), state.meeting_id),
    )
    rows += [_row(state) for state in added]
    if rows:
        fresh = pd.DataFrame(rows, columns=list(out.columns)).astype(out.dtypes.to_dict())
        both = pd.concat([out[~changed], fresh], ignore_index=True)
        order = [*out["meeting_id"], *(state.meeting_id for state in added)]
        out = both.set_index("meeting_id").loc[order].reset_index()[list(out.columns)]
    return met(out, came)


def met(meetings: pd.DataFrame, came: Collection[str]) -> pd.DataFrame:
    """Return the meetings, of which those planned whose attendance is known are held."""
    planned = meetings["status"].eq("planned") & meetings["meeting_id"].isin(list(came))
    return meetings.assign(status=meetings["status"].mask(planned, "held"))


def state_of(meeting: Any) -> dict[str, Any]:  # noqa: ANN401 - a row
    """Return a meeting in force as the fields of a `MeetingState`."""
    known = {name: None if pd.isna(value) else value for name, value in meeting.items()}
    return {
        "meeting_id": str(known["meeting_id"]),
        "regions": tuple(str(known["regions"] or "").split()),
        "series": str(known["series"]),
        "status": known["status"],
        "first": _day(known["date"]),
        "last": _day(known["last"]),
        "insee_code": known["insee_code"],
        "host": known["host_name"] or "",
        "title": known["title"] or "",
        "expected": None if known["expected"] is None else int(known["expected"]),
        "reason": known["reason"] or "",
    }


def coming(meetings: pd.DataFrame) -> pd.DataFrame:
    """Keep the meetings that are planned, in order of date."""
    planned = meetings[meetings["status"].eq("planned")]
    return planned.sort_values(["date", "meeting_id"], ignore_index=True)


def of_region(meetings: pd.DataFrame, region_code: str) -> pd.DataFrame:
    """Keep the meetings that a region takes part in; national ones are nobody's own."""
    own = [region_code in codes for codes in regions_of(meetings)]
    # Of no meetings, an empty list would choose no columns.
    return meetings[np.array(own, dtype=bool)]


def regions_of(meetings: pd.DataFrame) -> list[list[str]]:
    """Return the codes of the regions of each meeting, none for a national one."""
    column = meetings["regions"] if "regions" in meetings else meetings["region_code"]
    return [[] if pd.isna(codes) else str(codes).split() for codes in column]


def by_region(meetings: pd.DataFrame) -> pd.DataFrame:
    """Return a row for each meeting and each of its regions, whose code is ``region_code``."""
    spread = meetings.assign(region_code=regions_of(meetings)).explode("region_code")
    return spread.dropna(subset=["region_code"]).reset_index(drop=True)


def next_of(meetings: pd.DataFrame, region_code: str, day: date) -> pd.DataFrame:
    """Return the meetings planned in a region that are not over on a day, the next first."""
    planned = of_region(coming(meetings), region_code)
    ends = planned["last"].fillna(planned["date"])
    return planned[ends >= pd.Timestamp(day)].reset_index(drop=True)


def overdue(meetings: pd.DataFrame, day: date) -> pd.DataFrame:
    """Return the meetings still planned whose last day is over: nobody said they were held."""
    planned = coming(meetings)
    ends = planned["last"].fillna(planned["date"])
    return planned[ends < pd.Timestamp(day)].reset_index(drop=True)


def foremost(meetings: pd.DataFrame) -> pd.Series[Any]:
    """Return the meeting that a region is told by, of those it has, one at least.

    The last one held; where there is none, the next one planned, else one announced or cancelled.
    """
    for status in ("held", "planned", "announced", "cancelled"):
        found = meetings[meetings["status"].eq(status)].sort_values("date", na_position="last")
        if len(found):
            return found.iloc[-1 if status == "held" else 0]
    return meetings.iloc[0]


def _row(state: MeetingState, note: object = None) -> dict[str, object]:
    return {
        "meeting_id": state.meeting_id,
        "region_code": state.regions[0] if state.regions else None,
        "series": state.series,
        "date": pd.NaT if state.first is None else pd.Timestamp(state.first),
        "insee_code": state.insee_code,
        "status": state.status,
        "source_id": SOURCE_ID,
        "note": note,
        "last": pd.NaT if state.last is None else pd.Timestamp(state.last),
        "host_name": state.host or None,
        "regions": " ".join(state.regions) or None,
        "title": state.title or None,
        "expected": pd.NA if state.expected is None else state.expected,
        "reason": state.reason or None,
    }


def _day(value: object) -> date | None:
    return None if value is None else pd.Timestamp(str(value)).date()
