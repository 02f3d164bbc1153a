"""A population or an indicator of a town or an area by vintage, beside the programme's median."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from pvd_geo.charts import curves as charts
from pvd_geo.charts.curves import PEOPLE, Measure
from pvd_geo.errors import DataError
from pvd_geo.formatting import NARROW, integer, listed, percent, plural, rounded, signed
from pvd_geo.freshness import when, written
from pvd_geo.themes.portrait import of_kind
from pvd_geo.timeline.curves import by_vintage, indicator, population
from pvd_geo.ui.html import show, tag
from pvd_geo.ui.palette import palette
from pvd_geo.ui.parts import chart, marks
from pvd_geo.ui.shared import datasets
from pvd_geo.ui.shared.once import once

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from pvd_geo.timeline.curves import Change, Curve
    from pvd_geo.ui.parts.marks import Origin

_DIGITS = {"share": 1, "rate": 2}
"""Decimals that a value is written with, by the kind of its indicator."""
_NO_CAUSE = "C’est un constat : rien n’en dit la cause."


def show_population(codes: Collection[str], *, key: str) -> None:
    """Show the population of some towns, its change and the programme's median.

    Parameters
    ----------
    codes
        INSEE codes of the towns.
    key
        Name of the chart, other in each place.
    """
    try:
        populations = once(getattr, datasets.dataset("populations"), "populations")
        median = datasets.median_population_change()
    except DataError:
        show(tag("p", "Les populations par millésime sont à réparer.", css="pvd-note"))
        return
    found = once(population, populations, tuple(codes))
    if found.known.empty:
        show(tag("p", "Aucune population connue pour plusieurs millésimes.", css="pvd-note"))
        return
    chart.show(
        charts.through_vintages,
        found,
        PEOPLE,
        palette(),
        key=f"pvd-population-{key}",
        alt=charts.describe(found, PEOPLE),
    )
    _told(of_population(found, median), "populations légales", marks.of_table("populations"))


def indicators_have_a_past() -> bool:
    """Tell whether some indicator has several vintages, or that cannot be known."""
    try:
        return not datasets.dataset("indicator_history").indicator_history.empty
    except DataError:
        return True


def show_indicators(codes: Collection[str], *, key: str) -> None:
    """Show an indicator that has several vintages, chosen among these, beside the programme.

    Parameters
    ----------
    codes
        INSEE codes of the towns.
    key
        Name of the chart, other in each place.
    """
    try:
        data = datasets.dataset("indicators", "town_indicators", "indicator_history")
    except DataError:
        show(tag("p", "Les indicateurs par millésime sont à réparer.", css="pvd-note"))
        return
    past, catalogue = data.indicator_history, data.indicators.set_index("indicator_id")
    names = list(catalogue.index[catalogue.index.isin(past["indicator_id"])])
    chosen = (
        names[0]
        if len(names) == 1
        else st.selectbox(
            "Indicateur", names, format_func=catalogue["label"].get, key=f"pvd-indicator-{key}"
        )
    )
    one = catalogue.loc[chosen]
    values = by_vintage(
        data.indicators[data.indicators["indicator_id"].eq(chosen)],
        data.town_indicators[data.town_indicators["indicator_id"].eq(chosen)],
        past[past["indicator_id"].eq(chosen)],
    )
    found, several = indicator(values, codes), len(codes) > 1
    measure = Measure(
        one["label"] if one["unit"] == "nombre" else f"{one['label']} ({one['unit']})",
        partial(of_kind, kind=one["kind"]),
        "Médiane du territoire" if several else "Commune",
    )
    origin = marks.of_indicators([chosen], data.indicators)
    show(tag("div", marks.beside(measure.name, one["label"], origin)))
    if found.known.empty:
        show(tag("p", "Aucune valeur connue pour plusieurs millésimes.", css="pvd-note"))
        return
    st.altair_chart(
        charts.through_vintages(found, measure, palette()),
        key=f"pvd-curve-{key}",
        alt=charts.describe(found, measure),
    )
    _told(of_indicator(found, one["kind"], one["unit"], several=several), str(one["label"]), None)


def of_population(found: Curve, median: float) -> tuple[str, ...]:
    """Say the change in number and per year, what it is compared with, and what is left out.

    Parameters
    ----------
    found
        With at least one known point.
    median
        Median of the programme's towns, in per cent a year.
    """
    told = []
    if (change := found.change) is None:
        told.append(_alone(found))
    else:
        more = signed(change.number, 0)
        told.append(
            f"De {change.first} à {change.last} : {more} habitants "
            f"({signed(change.share, 1)} %), soit {signed(change.per_year)} % par an. "
            f"Médiane des communes du programme : {_signed_percent(median)} par an. {_NO_CAUSE}"
        )
        years = set(range(int(change.first), int(change.last) + 1))
        years -= set(found.known["vintage"].astype("int64"))
        if years:
            told.append(f"Millésime absent des sources : {', '.join(map(str, sorted(years)))}.")
    return (*told, *_left_out(found))


def of_indicator(found: Curve, kind: str, unit: str, *, several: bool) -> tuple[str, ...]:
    """Say the change, the programme's beside it, and what has no value or is left out.

    Parameters
    ----------
    found
        With at least one known point.
    kind, unit
        Of the indicator, as in the catalogue.
    several
        Whether its values are medians of towns.
    """
    told = []
    if found.change is None or found.programme is None:
        told.append(_alone(found))
    else:
        whose = "médiane des communes du territoire, " if several else ""
        first, last = (when(one).the for one in (found.change.first, found.change.last))
        told.append(
            f"Entre {first} et {last} : {whose}{_change(found.change, kind, unit)}. Médiane des "
            f"communes du programme : {_change(found.programme, kind, unit)}. {_NO_CAUSE}"
        )
    without = found.points.loc[found.points["value"].isna(), "vintage"]
    if len(without):
        told.append(f"Sans valeur {listed(when(one).at for one in without)} : la courbe s’arrête.")
    return (*told, *_left_out(found))


def _told(sentences: Iterable[str], subject: str, origin: Origin | None) -> None:
    for sentence in sentences:
        # No paragraph: nothing that opens may stand in one.
        show(tag("div", marks.beside(sentence, subject, origin), css="pvd-note"))
        origin = None  # the first one speaks for those that follow


def _alone(found: Curve) -> str:
    vintage = written(found.known["vintage"].iloc[0])
    return f"Un seul millésime est connu, {vintage} : aucune évolution ne se calcule."


def _left_out(found: Curve) -> list[str]:
    if not found.left_out:
        return []
    left = plural(found.left_out, "commune n’a", "communes n’ont")
    rest = "restent" if found.left_out > 1 else "reste"
    counted = integer(found.towns)
    return [f"{left} pas tous les millésimes et {rest} hors de la courbe, qui en compte {counted}."]


def _change(change: Change, kind: str, unit: str) -> str:
    """Write both ends, and the difference between what is written of them."""
    digits = _DIGITS.get(kind, 1 if change.before % 1 or change.after % 1 else 0)
    difference = rounded(change.after, digits) - rounded(change.before, digits)
    more = signed(difference, digits)
    if kind in _DIGITS:
        more += f"{NARROW}point{'s' if abs(difference) >= 2 else ''}"  # noqa: PLR2004 - plural
    elif unit != "nombre":
        more += f"{NARROW}{unit}"
    return f"{of_kind(change.before, kind)} puis {of_kind(change.after, kind)} ({more})"


def _signed_percent(value: float) -> str:
    return ("+" if value > 0 else "") + percent(value, 2)
