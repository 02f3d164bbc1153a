"""When the towns signed: conventions by day, by month and by area.

Dates are those of signature in the ANCT's list (``agreement_date``). A town without one may
have signed or not: it is counted apart, never as not signed.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final, Literal

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Mapping

LAUNCH: Final = date(2020, 10, 1)
"""The programme was launched on that day."""

_PACE: Final = (
    *("code", "name", "towns", "signed", "undated"),
    *("first", "median", "last", "last_town", "last_towns"),
)

State = Literal["signed", "later", "undated"]


def within_life(day: date | None, today: date) -> date:
    """Return a day within the programme's life: not before the launch, nor after today."""
    return min(max(day or today, LAUNCH), today)


def states(towns: pd.DataFrame, day: date) -> pd.Series[str]:
    """Tell for each town whether it had signed by a day.

    Parameters
    ----------
    towns
        With ``agreement_date``.
    day
        Counted as part of the time elapsed.

    Returns
    -------
    Series
        ``signed``, ``later`` or ``undated``, with the index of ``towns``.
    """
    dates = towns["agreement_date"]
    found = pd.Series("undated", index=towns.index, dtype="str")
    found[dates.notna()] = "later"
    found[dates <= pd.Timestamp(day)] = "signed"
    return found


def signed(towns: pd.DataFrame, day: date) -> int:
    """Count the towns that had signed by a day."""
    return int((towns["agreement_date"] <= pd.Timestamp(day)).sum())


def cumulative(towns: pd.DataFrame) -> pd.DataFrame:
    """Add up signatures day by day.

    Returns
    -------
    DataFrame
        One row a day on which a town signed, in order: ``day``, ``signed`` (that day),
        ``total`` (by that day).
    """
    counts = towns["agreement_date"].value_counts().sort_index()
    out = counts.rename_axis("day").rename("signed").reset_index()
    return out.assign(total=out["signed"].cumsum())


def by_month(towns: pd.DataFrame, until: date) -> pd.DataFrame:
    """Count signatures by month, quiet months included.

    Parameters
    ----------
    towns
        With ``agreement_date``.
    until
        Last day looked at.

    Returns
    -------
    DataFrame
        One row a month from the first signature or the launch, whichever is earlier:
        ``month`` (its first day), ``signed``, ``total`` (by the end of the month).
    """
    dates = towns["agreement_date"].dropna()
    dates = dates[dates <= pd.Timestamp(until)]
    first = min([pd.Timestamp(LAUNCH), *dates])
    months = pd.period_range(first, pd.Timestamp(until), freq="M")
    counts = dates.dt.to_period("M").value_counts().reindex(months, fill_value=0)
    out = pd.DataFrame({"month": months.to_timestamp(), "signed": counts.to_numpy(dtype="int64")})
    return out.assign(total=out["signed"].cumsum())


def pace(
    towns: pd.DataFrame, by: Literal["region", "department"], names: Mapping[str, str], day: date
) -> pd.DataFrame:
    """Compare how fast areas signed.

    Parameters
    ----------
    towns
        With ``agreement_date``, ``name`` and the codes of areas.
    by
        Which areas.
    names
        Code -> name of the areas.
    day
        As of which ``signed`` counts.

    Returns
    -------
    DataFrame
        One row an area with a town, by median day: ``code``, ``name``, ``towns``, ``signed``,
        ``undated``, ``first``, ``median``, ``last`` (days of all dated signatures; missing where
        there is none), ``last_town`` (name of one that signed last), ``last_towns`` (how many did).
    """
    rows: list[dict[str, Any]] = []
    for code, mine in towns.groupby(f"{by}_code"):
        dates = mine["agreement_date"]
        last = mine[dates.eq(dates.max())]
        rows.append(
            {
                "code": str(code),
                "name": names[str(code)],
                "towns": len(mine),
                "signed": signed(mine, day),
                "undated": int(dates.isna().sum()),
                "first": dates.min(),
                # Half of the towns had signed by that day: a day, not a moment between two.
                "median": dates.quantile(0.5, interpolation="lower"),
                "last": dates.max(),
                "last_town": None if last.empty else str(last["name"].iloc[0]),
                "last_towns": len(last),
            }
        )
    out = pd.DataFrame(rows, columns=_PACE)
    return out.sort_values(["median", "name"], ignore_index=True)


def against_published(towns: pd.DataFrame, facts: pd.DataFrame) -> pd.DataFrame:
    """Set what was published of conventions beside what the dates of signature give.

    Parameters
    ----------
    towns
        All towns of the programme.
    facts
        ``programme_facts``.

    Returns
    -------
    DataFrame
        One row a published share: ``date``, ``published`` (per cent), ``precision``,
        ``publisher``, ``signed``, ``towns`` (of today's list), ``share`` (per cent),
        ``gap`` (points: ours less the published one), ``listed`` (towns of the programme
        as published by that day; missing where none was).
    """
    counted = facts[facts["kind"].eq("towns")].sort_values("date")
    rows: list[dict[str, Any]] = []
    for fact in facts[facts["kind"].eq("agreements")].sort_values("date").itertuples():
        count = signed(towns, fact.date.date())
        share = 100 * count / len(towns)
        listed = counted.loc[counted["date"] <= fact.date, "value"]
        rows.append(
            {
                "date": fact.date,
                "published": fact.value,
                "precision": fact.precision,
                "publisher": fact.publisher,
                "signed": count,
                "towns": len(towns),
                "share": share,
                "gap": share - fact.value,
                "listed": None if listed.empty else int(listed.iloc[-1]),
            }
        )
    return pd.DataFrame(rows)
