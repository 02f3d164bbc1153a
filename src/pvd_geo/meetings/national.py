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


def source(fact: dict[Any, Any]) -> str:
    """Write who published a fact, under which title and when."""
    when = "" if missing(fact["source_date"]) else f", {fact['source_date']}"
    return f"{fact['publisher']}, « {fact['title']} »{when}"
