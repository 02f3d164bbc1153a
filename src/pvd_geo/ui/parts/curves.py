"""The population of a town or an area by vintage, with the programme's median beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pvd_geo.charts import curves as charts
from pvd_geo.errors import DataError
from pvd_geo.formatting import integer, percent, plural, signed
from pvd_geo.timeline.curves import curve
from pvd_geo.ui.html import show, tag
from pvd_geo.ui.palette import palette
from pvd_geo.ui.parts import marks
from pvd_geo.ui.shared import datasets

if TYPE_CHECKING:
    from collections.abc import Collection

    from pvd_geo.timeline.curves import Curve


def show_curve(codes: Collection[str], *, key: str) -> None:
    """Show the curve of some towns, the change and the programme's median.

    Parameters
    ----------
    codes
        INSEE codes of the towns.
    key
        Name of the chart, other in each place.
    """
    try:
        populations = datasets.dataset("populations").populations
        median = datasets.median_population_change()
    except DataError:
        show(tag("p", "Les populations par millésime sont à réparer.", css="pvd-note"))
        return
    found = curve(populations, codes)
    if found.points.empty:
        show(tag("p", "Aucune population connue pour plusieurs millésimes.", css="pvd-note"))
        return
    st.altair_chart(
        charts.populations(found, palette()),
        key=f"pvd-population-{key}",
        alt=charts.describe(found),
    )
    origin = marks.of_table("populations")
    for sentence in sentences(found, median):
        # No paragraph: nothing that opens may stand in one.
        show(tag("div", marks.beside(sentence, "populations légales", origin), css="pvd-note"))
        origin = None  # the first one speaks for those that follow


def sentences(found: Curve, median: float) -> tuple[str, ...]:
    """Say the change in number and per year, what it is compared with, and what is left out.

    Parameters
    ----------
    found
        With at least one point.
    median
        Median of the programme's towns, in per cent a year.
    """
    told = []
    if (change := found.change) is None:
        year = int(found.points["vintage"].iloc[0])
        told.append(f"Un seul millésime est connu, {year} : aucune évolution ne se calcule.")
    else:
        more = signed(change.number, 0)
        told.append(
            f"De {change.first} à {change.last} : {more} habitants "
            f"({signed(change.share, 1)} %), soit {signed(change.per_year)} % par an. "
            f"Médiane des communes du programme : {_signed_percent(median)} par an. "
            "C’est un constat : rien n’en dit la cause."
        )
        years = set(range(change.first, change.last + 1)) - set(found.points["vintage"])
        if years:
            told.append(f"Millésime absent des sources : {', '.join(map(str, sorted(years)))}.")
    if found.left_out:
        told.append(
            f"{plural(found.left_out, 'commune n’a', 'communes n’ont')} pas tous les millésimes "
            f"et reste{'nt' if found.left_out > 1 else ''} hors de la courbe, qui en compte "
            f"{integer(found.towns)}."
        )
    return tuple(told)


def _signed_percent(value: float) -> str:
    return ("+" if value > 0 else "") + percent(value, 2)
