"""The national meetings that were published, beside those that editors told of.

They are facts on the programme, each with its source: none has a region, none is in a town of it,
and what sources say otherwise is kept with them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from pvd_geo.formatting import missing

if TYPE_CHECKING:
    from typing import Any

KIND: Final = "national_meeting"
"""How ``programme_facts.csv`` marks them."""
PUBLISHERS: Final = ("ANCT", "La Gazette des communes")
"""Who published them."""


def published(facts: pd.DataFrame) -> pd.DataFrame:
    """Return the national meetings among the facts on the programme, in order of date.

    Parameters
    ----------
    facts
        The table ``programme_facts``.

    Returns
    -------
    DataFrame
        ``meeting_id, date, last, status, region_name`` (what it was called), ``host`` (its place in
        words), ``reason``, as `pvd_geo.meetings.attendance.placed`; and ``value, precision, unit``
        (those who took part, missing when not published), ``said`` (the source, in words) and
        ``note`` (what other sources say, or why the value is missing).
    """
    rows = facts[facts["kind"].eq(KIND)].sort_values(["date", "fact_id"], ignore_index=True)
    return pd.DataFrame(
        {
            "meeting_id": rows["fact_id"],
            "date": rows["date"],
            "last": pd.NaT,
            "status": "held",
            "region_name": rows["label"],
            "host": rows["place"],
            "reason": None,
            "value": rows["value"],
            "precision": rows["precision"],
            "unit": rows["unit"],
            "said": [source(row) for row in rows.to_dict("records")],
            "note": rows["note"],
        }
    )


def told_too(published: pd.DataFrame, meetings: pd.DataFrame) -> dict[str, str]:
    """Return which published meetings editors told of too: theirs takes that day in.

    Parameters
    ----------
    published
        As `published` returns them.
    meetings
        Those in force: ``meeting_id, regions, status, date, last``. One that was cancelled is
        another: what was published took place.

    Returns
    -------
    dict
        ``meeting_id`` of the published one -> that of the editors'.
    """
    own = meetings[meetings["regions"].isna() & meetings["status"].isin(["planned", "held"])]
    ends = own["last"].fillna(own["date"])
    found = {}
    for fact in published.itertuples():
        same = own.loc[(own["date"] <= fact.date) & (ends >= fact.date), "meeting_id"]
        if len(same):
            found[str(fact.meeting_id)] = str(same.iloc[0])
    return found


def source(fact: dict[Any, Any]) -> str:
    """Write who published a fact, under which title and when."""
    when = "" if missing(fact["source_date"]) else f", {fact['source_date']}"
    return f"{fact['publisher']}, « {fact['title']} »{when}"
