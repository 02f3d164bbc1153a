"""The time axis: conventions by day and by month, published facts, meetings."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

import streamlit as st

from pvd_geo.charts import agreements as charts
from pvd_geo.charts import facts as fact_charts
from pvd_geo.formatting import (
    DASH,
    date_long,
    decimal,
    integer,
    listed,
    missing,
    plural,
    precise,
    rounded,
    signed,
)
from pvd_geo.meetings.series import on_days
from pvd_geo.territory.published import LIST
from pvd_geo.timeline.agreements import LAUNCH, against_published
from pvd_geo.ui.html import join, show, table, tag
from pvd_geo.ui.palette import palette
from pvd_geo.ui.parts import chart, marks
from pvd_geo.ui.shared import clock
from pvd_geo.ui.shared.once import once
from pvd_geo.ui.views.trajectory import moment

if TYPE_CHECKING:
    import pandas as pd

_CHART: Final = "pvd-months"


def conventions(towns: pd.DataFrame, published: pd.DataFrame, day: date) -> None:
    """Show the conventions signed, by day and by month; a click on a month shows its end.

    Parameters
    ----------
    towns
        Towns of the area.
    published
        What `pvd_geo.timeline.agreements.against_published` returns; empty for an area.
    """

    def open_month() -> None:
        points: list[dict[str, Any]] = st.session_state[_CHART]["selection"].get(charts.CLICKED, [])
        if points:
            moment.go(min(date.fromisoformat(points[0]["until"]), clock.today()))

    until = clock.today()
    st.header("Conventions signées", anchor=False)
    show(tag("p", "Part des communes ayant signé, selon les dates de signature", css="pvd-note"))
    told = once(charts.describe, towns, day)
    chart.show(charts.signed_share, towns, published, day, until, palette(), alt=told)
    show(
        tag("p", "Conventions signées chaque mois ; un clic montre la fin du mois", css="pvd-note")
    )
    chart.show(
        charts.monthly,
        towns,
        day,
        until,
        palette(),
        key=_CHART,
        on_select=open_month,
        selection_mode=charts.CLICKED,
        alt=f"Conventions signées chaque mois. {told}",
    )
    early = int((towns["agreement_date"].dt.date < LAUNCH).sum())
    if early:
        show(
            tag(
                "p",
                f"{plural(early, 'commune porte', 'communes portent')} une date antérieure au "
                f"lancement du {date_long(LAUNCH)} : comptées, hors de l’axe.",
                css="pvd-note",
            )
        )


def facts(programme_facts: pd.DataFrame, held: pd.DataFrame, day: date) -> None:
    """Show what was published and the meetings, on the same axis."""
    st.header("Faits publiés et rencontres", anchor=False)
    chart.show(
        fact_charts.events,
        programme_facts,
        held,
        day,
        clock.today(),
        palette(),
        alt=once(fact_charts.describe, programme_facts, held),
    )
    show(
        tag(
            "p",
            "Financements engagés (2022) et déployés (2023) ne mesurent pas la même chose : "
            "aucune ligne ne les relie.",
            css="pvd-note",
        )
    )


def gaps(towns: pd.DataFrame, programme_facts: pd.DataFrame) -> None:
    """Set the published shares beside ours, and say why they may differ.

    Parameters
    ----------
    towns
        All towns of the programme.
    """
    rows = (
        (
            date_long(row.date),
            f"{precise(row.published, row.precision)} % ({row.publisher})",
            f"{integer(row.signed)} sur {integer(row.towns)}, soit {decimal(row.share)} %",
            f"{signed(rounded(row.share, 1) - row.published, 1)} points",
            integer(row.listed),
        )
        for row in against_published(towns, programme_facts).itertuples()
    )
    headings = (
        "Date",
        "Publié",
        "Selon les dates de signature",
        "Écart",
        "Communes du programme, publié alors",
    )
    undated = int(towns["agreement_date"].isna().sum())
    origin = marks.of_table("towns", LIST)
    caption = marks.captioned("Conventions : publié et compté", origin)
    show(table(caption, headings, rows, numbers=(3, 4)))
    show(
        tag(
            "p",
            "Les deux se lisent côte à côte, sans se corriger. Le nombre publié est celui que "
            "l’on connaissait ce jour-là ; les dates de signature sont celles de la liste publiée "
            f"depuis, dont {integer(len(towns))} communes ne sont pas toutes celles d’alors. "
            f"{plural(undated, 'commune n’a', 'communes n’ont')} pas de date : elles comptent "
            "parmi les communes, jamais parmi les signatures.",
            css="pvd-note",
        )
    )


def facts_table(programme_facts: pd.DataFrame) -> None:
    """Show the published facts in words, with who published them."""
    rows = (
        (
            date_long(row.date),
            join([row.label, *([tag("small", f" {row.place}")] if not missing(row.place) else [])]),
            _value(row),
            f"{row.publisher}, « {row.title} », {row.source_date}",
            DASH if missing(row.note) else row.note,
        )
        for row in programme_facts.itertuples()
    )
    headings = ("Date", "Fait", "Valeur publiée", "Source", "Précaution")
    show(table("Faits publiés", headings, rows))


def planned(to_come: pd.DataFrame) -> None:
    """Say which meetings are planned or announced, and when.

    Parameters
    ----------
    to_come
        As `pvd_geo.meetings.attendance.placed`.
    """
    if to_come.empty:
        return
    told = listed(
        row.region_name + ("" if missing(row.date) else f" ({on_days(row.date, row.last)})")
        for row in to_come.itertuples()
    )
    dated = int(to_come["date"].notna().sum())
    undated = len(to_come) - dated
    parts = [plural(dated, "rencontre planifiée", "rencontres planifiées")] * bool(dated)
    parts += [plural(undated, "annoncée sans date", "annoncées sans date")] * bool(undated)
    show(tag("p", f"À venir : {listed(parts)} : {told}.", css="pvd-note"))


def _value(fact: Any) -> str:  # noqa: ANN401 - a row of the facts
    if missing(fact.value):
        return DASH
    return f"{precise(fact.value, fact.precision)} {fact.unit}"
