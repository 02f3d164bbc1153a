"""The meetings to come, and those that will not be: planned, announced, cancelled."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pvd_geo.formatting import DASH, date_long, integer, missing, plural, precise, typeset
from pvd_geo.grammar import placed
from pvd_geo.meetings import attendance, life, national
from pvd_geo.meetings.series import on_days, period, series_name
from pvd_geo.ui.html import join, show, table, tag
from pvd_geo.ui.parts import calendar_link
from pvd_geo.ui.shared import meeting_figures, recorded
from pvd_geo.ui.shared.clock import today
from pvd_geo.ui.views.meetings import calendar

if TYPE_CHECKING:
    from typing import Any

    from markupsafe import Markup

    from pvd_geo.selection.selection import Selection
    from pvd_geo.tables.dataset import Dataset

_NATIONAL = ("Date", "Rencontre", "Lieu", "Participants publiés", "Source", "Précaution")
_HEADINGS = ("Quand", "Région", "Lieu", "Série", "Public attendu", "Inscrits")


def section(dataset: Dataset, chosen: Selection) -> None:
    """Show what of the year and the series chosen is planned, announced or cancelled."""
    st.header("À venir", anchor=False)
    rows = meeting_figures.in_force(chosen)
    narrowed = dataset.with_meetings(rows)
    planned(narrowed)
    calendar.still_to_come(narrowed)
    cancelled(narrowed)
    if rows["status"].eq("held").all():
        text = "Aucune rencontre planifiée, annoncée ni annulée dans cette sélection."
        show(tag("p", text, css="pvd-empty"))


def nationwide(dataset: Dataset, chosen: Selection) -> None:
    """Show the national meetings that were published, with their sources and what differs."""
    if chosen.series:
        return
    rows = national.published(dataset.programme_facts)
    if chosen.year:
        rows = rows[rows["date"].dt.year.eq(int(chosen.year))]
    if rows.empty:
        return
    cells = (
        (
            date_long(row.date),
            row.region_name,
            DASH if missing(row.host) else row.host,
            DASH if missing(row.value) else f"{precise(row.value, row.precision)} {row.unit}",
            row.said,
            DASH if missing(row.note) else row.note,
        )
        for row in rows.itertuples()
    )
    st.header("Rencontres nationales", anchor=False)
    show(table("Rencontres nationales publiées", _NATIONAL, cells))
    show(tag("p", calendar_link.links(calendar_link.NATIONAL), css="pvd-note"))


def planned(dataset: Dataset) -> None:
    """Show the meetings planned, each with the calendar that holds it."""
    rows = attendance.placed(life.coming(dataset.meetings), dataset.towns)
    # What took place by what was published stands there, with its source.
    published = national.published(dataset.programme_facts)
    rows = rows[~rows["meeting_id"].isin(national.told_too(published, dataset.meetings).values())]
    if rows.empty:
        return
    registered = attendance.registrations(recorded.registered())
    over = set(life.overdue(dataset.meetings, today())["meeting_id"])
    cells = (
        (
            join(
                [
                    period(row.date, row.last),
                    " (passée, à confirmer)" * (row.meeting_id in over),
                    # Beside the day, where a phone shows it: a last column lies out of its sight.
                    tag("small", _calendar(row)),
                ]
            ),
            row.region_name,
            DASH if missing(row.host) else row.host,
            series_name(row.series),
            integer(row.expected),
            integer(registered.get(row.meeting_id)),
        )
        for row in rows.itertuples()
    )
    show(table("Rencontres planifiées", _HEADINGS, cells, numbers=(4, 5)))


def cancelled(dataset: Dataset) -> None:
    """Show the meetings that were cancelled, with the reason."""
    off = dataset.meetings[dataset.meetings["status"].eq("cancelled")]
    if off.empty:
        return
    rows = attendance.placed(off, dataset.towns)
    lines = (
        f"{row.region_name}, {period(row.date, row.last)} : {row.reason}"
        if not missing(row.date)
        else f"{row.region_name}, {series_name(row.series)} : {row.reason}"
        for row in rows.itertuples()
    )
    show(tag("h3", "Annulées"))
    show(tag("ul", *(tag("li", typeset(line)) for line in lines)))


def next_of_region(dataset: Dataset, region_code: str) -> None:
    """Say when and where a region meets next, and where its calendar is."""
    found = life.next_of(dataset.meetings, region_code, today())
    rows = attendance.placed(found, dataset.towns)
    lines = [tag("p", tag("strong", "Prochaine rencontre : "), _told(row)) for row in rows.iloc]
    if not lines:
        lines = [tag("p", "Aucune rencontre de la région n’est planifiée à ce jour.")]
    if len(lines) > 1:
        lines.insert(0, tag("p", plural(len(rows), "rencontre planifiée", "rencontres planifiées")))
    note = tag("p", calendar_link.links(region_code), css="pvd-note")
    show(tag("section", *lines, note, css="pvd-told"))


def _told(row: Any) -> str:  # noqa: ANN401 - a row of the meetings
    where = ", lieu à préciser" if missing(row["host"]) else f" {placed(str(row['host'])).at}"
    last = None if missing(row["last"]) else row["last"]
    people = "" if missing(row["expected"]) else f", {integer(row['expected'])} personnes attendues"
    return f"{on_days(row['date'], last)}{where}{people}."


def _calendar(row: Any) -> Markup:  # noqa: ANN401 - a row of the meetings
    code = calendar_link.NATIONAL if missing(row.region_code) else row.region_code
    return tag("a", "agenda", href=f".{calendar_link.PREFIX}{code}.ics")
