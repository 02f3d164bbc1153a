"""How strongly each theme marks each town, compared with the programme's own towns.

A theme speaks through one lead value: an indicator, or the sum of two, counted per 1,000
inhabitants when it counts services. Towns are put in order from the most marked to the least;
the first quarter is ``strong``, the last quarter ``low``, the half between ``moderate``. Towns
with equal values are never separated: they take the level of the middle of their group. Where
zero means that nothing was found (no decree, no monument), it is always ``low``.

A theme that is read as ``found`` has two levels: something was found (``strong``), or nothing was
(``low``). Of 1,645 towns 1,131 have no brownfield on record and most of the others have one; to
cut those into quarters would be to rank what was looked for, not what is there.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd

from pvd_geo.categories import LEVEL_CODES

QUARTER: Final = 0.25

_GAPS_ARE_NOTHING: Final = ("count", "need")


def lead_values(
    towns: pd.DataFrame, town_indicators: pd.DataFrame, lead: str, *, per_1000: bool
) -> pd.Series[float]:
    """Return a theme's lead value for each town.

    Parameters
    ----------
    towns
        Columns ``insee_code, population``.
    town_indicators
        Long form: ``insee_code, indicator_id, value``.
    lead
        Indicator ids joined with ``+``. A sum is unknown as soon as one part is.
    per_1000
        Whether the value is counted per 1,000 inhabitants.

    Returns
    -------
    Series
        Indexed as ``towns``; ``NaN`` where unknown.
    """
    parts = lead.split("+")
    rows = town_indicators[town_indicators["indicator_id"].isin(parts)]
    wide = rows.pivot_table(index="insee_code", columns="indicator_id", values="value")
    wide = wide.reindex(index=towns["insee_code"], columns=parts)
    total = pd.Series(wide.sum(axis=1, skipna=False).to_numpy(dtype=float), index=towns.index)
    if per_1000:
        people = towns["population"].astype(float)
        total = 1000 * total / people.where(people > 0)
    return total


def severity(values: pd.Series[float], *, reading: str, sense: str) -> pd.Series[float]:
    """Turn values so that the most marked town has the greatest number.

    A challenge is worst where a need is high or an asset is low; a strength is greatest
    where there is most.
    """
    return -values if reading == "challenge" and sense == "asset" else values


def grade(marks: pd.Series[float], *, floor: pd.Series[bool] | None = None) -> pd.Series[str]:
    """Cut towns into levels by their place in the order, never between equals.

    Parameters
    ----------
    marks
        The greater, the more marked; ``NaN`` is unknown.
    floor
        Towns where nothing was found, whose level is ``low`` whatever their place.

    Returns
    -------
    Series
        One of `LEVEL_CODES` for each, indexed as ``marks``.
    """
    known = marks.notna()
    # The middle of a group of equals, as a share of the towns that have a value.
    place = (marks.rank(ascending=False, method="average") - 0.5) / max(int(known.sum()), 1)
    levels = np.select(
        [~known, place <= QUARTER, place <= 1 - QUARTER],
        ["unknown", "strong", "moderate"],
        "low",
    )
    out = pd.Series(levels, index=marks.index, dtype="str")
    if floor is not None:
        out[floor & known] = "low"
    return out


def found(values: pd.Series[float]) -> pd.Series[str]:
    """Tell towns where something was found from those where nothing was.

    Returns
    -------
    Series
        ``strong, low`` or ``unknown``, indexed as ``values``.
    """
    levels = np.select([values.isna(), values > 0], ["unknown", "strong"], "low")
    return pd.Series(levels, index=values.index, dtype="str")


def town_levels(
    towns: pd.DataFrame,
    town_indicators: pd.DataFrame,
    themes: pd.DataFrame,
    indicators: pd.DataFrame,
    doubts: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Grade every town by every theme.

    Parameters
    ----------
    towns
        Columns ``insee_code, population``; the whole programme, since levels compare with it.
    town_indicators
        Long form: ``insee_code, indicator_id, value``.
    themes
        Columns ``theme_id, reading, lead, per_1000``.
    indicators
        Columns ``indicator_id, kind, sense``.
    doubts
        Values that were set aside: ``insee_code, indicator_id, rule, fate``.

    Returns
    -------
    DataFrame
        One row a town and theme: ``insee_code, theme_id, value, level, rank, ranked, doubt``.
        Rank 1 is the most marked; equals share the least rank; ``ranked`` counts the towns with a
        value; ``doubt`` is the rule of `pvd_geo.tables.doubtful` that made the value unknown,
        empty elsewhere.
    """
    traits = indicators.set_index("indicator_id")
    frames = []
    for theme in themes.itertuples():
        first = traits.loc[theme.lead.split("+")[0]]
        values = lead_values(towns, town_indicators, theme.lead, per_1000=theme.per_1000)
        marks = severity(values, reading=theme.reading, sense=first["sense"])
        nothing = (
            theme.reading == "strength" or (first["kind"], first["sense"]) == _GAPS_ARE_NOTHING
        )
        frames.append(
            pd.DataFrame(
                {
                    "insee_code": towns["insee_code"],
                    "theme_id": theme.theme_id,
                    "value": values,
                    "level": found(values)
                    if theme.reading == "found"
                    else grade(marks, floor=values.eq(0) if nothing else None),
                    "rank": marks.rank(ascending=False, method="min").astype("Int64"),
                    "ranked": int(values.notna().sum()),
                    "doubt": _doubt(towns["insee_code"], theme.lead, doubts),
                }
            )
        )
    return pd.concat(frames, ignore_index=True)


def _doubt(codes: pd.Series[str], lead: str, doubts: pd.DataFrame | None) -> pd.Series[str]:
    """Return for each town the rule that set its lead value aside, or an empty text."""
    if doubts is None:
        return pd.Series("", index=codes.index)
    aside = doubts[doubts["fate"].eq("set_aside") & doubts["indicator_id"].isin(lead.split("+"))]
    rules = dict(zip(aside["insee_code"], aside["rule"], strict=True))
    return pd.Series([rules.get(code, "") for code in codes], index=codes.index, dtype="str")


def level_counts(levels: pd.DataFrame) -> pd.DataFrame:
    """Count the towns of each level.

    Returns
    -------
    DataFrame
        Index ``theme_id`` in the order of ``levels``, columns `LEVEL_CODES`; each row adds up
        to the number of towns.
    """
    at = pd.DataFrame({level: levels["level"].eq(level) for level in LEVEL_CODES})
    return at.groupby(levels["theme_id"], sort=False).sum()


def strong_in(levels: pd.DataFrame, themes: tuple[str, ...], *, match_any: bool) -> set[str]:
    """Return the INSEE codes of the towns ``strong`` in all of the themes, or in any."""
    rows = levels[levels["theme_id"].isin(themes) & levels["level"].eq("strong")]
    counts = rows.groupby("insee_code").size()
    return set(counts.index[counts >= (1 if match_any else len(set(themes)))])
