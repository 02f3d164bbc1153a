"""How many people came: estimates until a sign-in sheet is recorded, and never without a basis."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from pvd_geo.audiences import EVERYONE
from pvd_geo.formatting import listed
from pvd_geo.meetings.life import regions_of
from pvd_geo.meetings.series import held, summer
from pvd_geo.meetings.telling import NATIONAL
from pvd_geo.methods import SPAN

if TYPE_CHECKING:
    from collections.abc import Sequence

WEAKEST_FIRST: Final = ("estimated", "recorded", "published")
"""What a figure rests on (see `pvd_geo.categories.BASES`), the least certain first."""

_FIGURES: Final = ["participants", "participants_low", "participants_high", "groups"]


def share_out(total: int, weights: Sequence[float]) -> list[int]:
    """Share ``total`` out in proportion to ``weights``, in whole numbers that add up to it.

    By largest remainder; among equal remainders the first comes first.

    Parameters
    ----------
    total
        What to share, at least 0.
    weights
        Not negative, at least one positive.

    Raises
    ------
    ValueError
        When there is nothing to share in proportion to.

    Examples
    --------
    >>> share_out(10, [1, 1, 1])
    [4, 3, 3]
    """
    given = np.asarray(weights, dtype=float)
    if total < 0 or not given.size or (given < 0).any() or given.sum() <= 0:
        raise ValueError("a total of at least 0 and weights with a positive sum are needed")
    exact = total * given / given.sum()
    parts = np.floor(exact).astype(int)
    # Rounded, so that remainders that are equal on paper do not differ by a float's last bit.
    order = np.argsort(-np.round(exact - parts, 9), kind="stable")
    parts[order[: total - int(parts.sum())]] += 1
    return [int(part) for part in parts]


def share_out_from(least: int, total: int, weights: Sequence[float]) -> list[int]:
    """Share ``total`` out in proportion to ``weights``, nobody getting under ``least``.

    Who would get less gets ``least``; the others share what remains in proportion, until nobody
    is under it.

    Raises
    ------
    ValueError
        When the total is less than ``least`` for each, or as `share_out` does.

    Examples
    --------
    >>> share_out_from(15, 100, [1, 20, 20])
    [15, 43, 42]
    """
    if total < least * len(weights):
        raise ValueError("a total of at least the least part of each is needed")
    parts = dict.fromkeys(range(len(weights)), least)
    sharing = list(parts)
    while sharing:
        rest = total - least * (len(parts) - len(sharing))
        shared = share_out(rest, [weights[place] for place in sharing])
        above = [place for place, part in zip(sharing, shared, strict=True) if part >= least]
        if above == sharing:
            parts.update(zip(sharing, shared, strict=True))
            break
        sharing = above
    return list(parts.values())


def estimate(
    meetings: pd.DataFrame, towns: pd.DataFrame, total: int = 800, group: int = 15
) -> pd.DataFrame:
    """Estimate how many came to each held summer meeting, from the published total.

    One group for each meeting, the rest in proportion to the number of the
    programme's towns in the meeting's region. The span is the least and the most
    of three ways of sharing the total: equal parts, in proportion to the towns with
    one group at least, and the estimate's own. It is no margin of error. Nothing finer
    than the total was published.

    Parameters
    ----------
    meetings
        ``meeting_id, region_code, series, status``, in order of date.
    towns
        ``region_code``, one row a town.
    total, group
        Published participants of the series, and size of a group.

    Returns
    -------
    pandas.DataFrame
        One row a meeting: ``meeting_id, audience, participants, participants_low,
        participants_high, groups, basis, note``; participants add up to ``total``,
        ``groups`` is missing.

    Raises
    ------
    ValueError
        When the total is less than one group a meeting, or no region has a town.
    """
    met = held(summer(meetings))
    counts = towns["region_code"].value_counts()
    weights = [int(counts.get(region, 0)) for region in met["region_code"]]
    rest = total - group * len(met)
    own = [group + part for part in share_out(rest, weights)]
    ways = np.array([own, share_out(total, [1] * len(met)), share_out_from(group, total, weights)])
    note = (
        f"Estimation\u202f: un groupe de {group} personnes par rencontre, les {rest} autres des "
        f"{total} publiées en proportion des communes du programme de la région (plus forts "
        "restes). Bornes\u202f: le moins et le plus entre parts égales, proportion des communes "
        f"(un groupe au moins) et cette estimation. {SPAN}"
    )
    return pd.DataFrame(
        {
            "meeting_id": met["meeting_id"].to_numpy(),
            "audience": EVERYONE,
            "participants": pd.array(ways[0], dtype="Int64"),
            "participants_low": pd.array(ways.min(axis=0), dtype="Int64"),
            "participants_high": pd.array(ways.max(axis=0), dtype="Int64"),
            "groups": pd.array([pd.NA] * len(met), dtype="Int64"),
            "basis": "estimated",
            "note": note,
        }
    )


def current(attendance: pd.DataFrame, records: pd.DataFrame | None = None) -> pd.DataFrame:
    """Return the rows in force: what was recorded for a meeting replaces its estimate.

    Parameters
    ----------
    attendance
        The shipped rows, one or more a meeting, with ``meeting_id, audience, participants,
        participants_low, participants_high, groups, basis``.
    records
        Rows of the same columns that the programme team recorded, if any.

    Returns
    -------
    DataFrame
        Rows of one basis for each meeting.
    """
    if records is None or records.empty:
        return attendance
    replaced = attendance["meeting_id"].isin(records["meeting_id"].unique())
    return pd.concat([attendance[~replaced], records[attendance.columns]], ignore_index=True)


def by_meeting(
    rows: pd.DataFrame,
    meetings: pd.DataFrame,
    towns: pd.DataFrame,
    registered: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Sum the rows in force for each meeting held, in order of date.

    Parameters
    ----------
    rows
        What `current` returns.
    meetings, towns
        The programme's; the host's name and the region's come from ``towns``.
    registered
        As ``rows``, of those who registered, if that is known of any meeting.

    Returns
    -------
    DataFrame
        One row a meeting held: ``meeting_id, region_code, series, date, insee_code, host,
        region_name, towns`` (of its region), the figures of attendance (missing where nothing is
        known), ``basis`` and ``per_town`` (participants for each programme town of the region;
        missing for an estimate, whose order would be that of the numbers of towns it is made of);
        ``registered`` and ``came``, the share of them that those who came are (0 to 1, missing
        unless both were recorded, and where more came than had registered).
    """
    out = placed(held(meetings), towns)[
        ["meeting_id", "region_code", "series", "date", "insee_code", "host", "region_name"]
    ]
    sizes = towns.groupby("region_code").size()
    regions = regions_of(held(meetings).set_index("meeting_id").loc[out["meeting_id"]])
    counts = [sum(sizes.get(code, 0) for code in codes) or pd.NA for codes in regions]
    out["towns"] = pd.array(counts, dtype="Int64")
    out = out.merge(_totals(rows), on="meeting_id", how="left", validate="one_to_one")
    rate = out["participants"].astype("Float64") / out["towns"].astype("Float64")
    out["per_town"] = rate.mask(out["basis"].eq("estimated"))
    return _with_registered(out, registered)


def registrations(registered: pd.DataFrame | None) -> pd.Series[int]:
    """Return how many registered for each meeting of which that is known, by its id."""
    if registered is None or registered.empty:
        return pd.Series(dtype="Int64")
    return _totals(registered).set_index("meeting_id")["participants"]


def _with_registered(met: pd.DataFrame, registered: pd.DataFrame | None) -> pd.DataFrame:
    known = met["meeting_id"].map(registrations(registered)).astype("Int64")
    came = met["participants"].astype("Float64") / known.astype("Float64")
    both = met["basis"].eq("recorded").fillna(value=False) & known.gt(0).fillna(value=False)
    return met.assign(registered=known, came=came.where(both & came.le(1).fillna(value=False)))


def placed(meetings: pd.DataFrame, towns: pd.DataFrame) -> pd.DataFrame:
    """Name the place and the regions of some meetings, in order of date.

    Parameters
    ----------
    meetings
        What `pvd_geo.meetings.life.in_force` returns, or some of its rows.
    towns
        ``insee_code, name, region_code, region_name``.

    Returns
    -------
    DataFrame
        The meetings with ``host`` (the town, or the place in words; missing when unknown) and
        ``region_name`` (the regions, or the title of a national meeting).
    """
    out = meetings.sort_values(["date", "meeting_id"], ignore_index=True)
    out["host"] = out["insee_code"].map(towns.set_index("insee_code")["name"])
    if "host_name" in out:
        out["host"] = out["host"].fillna(out["host_name"])
    names = towns.groupby("region_code")["region_name"].first()
    titles = out["title"].fillna("") if "title" in out else [""] * len(out)
    out["region_name"] = [
        listed(names.get(code, code) for code in codes) or title or NATIONAL
        for codes, title in zip(regions_of(out), titles, strict=True)
    ]
    return out


def cumulative(meetings: pd.DataFrame, published: float | None = None) -> pd.DataFrame:
    """Add up attendance from the first meeting on.

    Parameters
    ----------
    meetings
        What `by_meeting` returns.
    published
        The total published for exactly these meetings, if there is one: with all of them, the sum
        is no less, whatever the estimates of each leave.

    Returns
    -------
    DataFrame
        The meetings whose attendance is known, in order, with ``cumulative``,
        ``cumulative_low`` (what was recorded, and of each estimate its least) and
        ``cumulative_basis``, which is ``estimated`` from the first estimate on, and ``floored``:
        where the published total is what the sum is known to reach.
    """
    out = meetings.dropna(subset=["participants"]).reset_index(drop=True)
    out["cumulative"] = out["participants"].cumsum()
    guessed = out["basis"].eq("estimated")
    least = out["participants_low"].where(guessed, out["participants"])
    out["cumulative_low"] = least.cumsum()
    out["floored"] = False
    if published and guessed.any() and out["cumulative_low"].iloc[-1] < published:
        out.loc[out.index[-1], ["cumulative_low", "floored"]] = int(published), True
    out["cumulative_basis"] = guessed.cummax().map({True: "estimated", False: "recorded"})
    return out


def by_audience(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows that say who came, without those that only say how many.

    Returns
    -------
    DataFrame
        Columns ``meeting_id, audience, participants, basis``; empty when there is no breakdown.
    """
    kept = rows[rows["audience"].ne(EVERYONE)]
    return kept[["meeting_id", "audience", "participants", "basis"]].reset_index(drop=True)


def of_regions(meetings: pd.DataFrame, towns: pd.DataFrame) -> pd.DataFrame:
    """Return the meetings of the regions that some towns are of.

    Parameters
    ----------
    meetings, towns
        With ``region_code``.
    """
    return meetings[meetings["region_code"].isin(towns["region_code"])]


def recorded_count(meetings: pd.DataFrame) -> int:
    """Count the meetings of `by_meeting` whose attendance was recorded from a sheet."""
    return int(meetings["basis"].eq("recorded").sum())


def basis_of(meetings: pd.DataFrame) -> str:
    """Return the weakest basis among meetings: one estimate makes the total an estimate."""
    bases = set(meetings["basis"].dropna())
    return next((basis for basis in WEAKEST_FIRST if basis in bases), "estimated")


def _totals(rows: pd.DataFrame) -> pd.DataFrame:
    """Sum each meeting's audiences, unless a row for all of them says the total."""
    has_total = rows.loc[rows["audience"].eq(EVERYONE), "meeting_id"]
    kept = rows[rows["audience"].eq(EVERYONE) | ~rows["meeting_id"].isin(has_total)]
    groups = kept.groupby("meeting_id", sort=False)
    # One unknown part leaves the sum unknown, which min_count alone would not say.
    sums = groups[_FIGURES].agg(lambda part: part.sum(skipna=False)).astype("Int64")
    # Groups are counted for a whole meeting, on whichever row they stand.
    sums["groups"] = groups["groups"].max().astype("Int64")
    return sums.assign(basis=groups["basis"].first()).reset_index()
