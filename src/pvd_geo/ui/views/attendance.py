"""The parts of the page of attendance: figures, audiences, and the table behind the charts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pvd_geo.charts import attendance as charts
from pvd_geo.formatting import (
    DASH,
    date_long,
    decimal,
    integer,
    listed,
    missing,
    plural,
    precision_words,
)
from pvd_geo.meetings import life
from pvd_geo.meetings.attendance import recorded_count
from pvd_geo.meetings.series import (
    SUMMER,
    on_days,
    series_name,
    the_series,
)
from pvd_geo.methods import almost
from pvd_geo.ui.html import show, table, tag
from pvd_geo.ui.parts import chart, figures, marks
from pvd_geo.ui.shared import meeting_figures
from pvd_geo.ui.shared.once import once
from pvd_geo.ui.views.meetings import calendar
from pvd_geo.ui.views.meetings.sheet import came_text

if TYPE_CHECKING:
    import pandas as pd

    from pvd_geo.colors import Palette
    from pvd_geo.selection.selection import Selection
    from pvd_geo.tables.dataset import Dataset

_BARS, _BAR = 380, 31
"""Pixels of the bars, all of them and each at least."""
_HEADINGS = (
    "Rencontre",
    "Région",
    "Participants",
    "Écart entre trois partages",
    "Base",
    "Communes",
    "Participants par commune (relevés seuls)",
)


def pick(met: pd.DataFrame, chosen: Selection) -> None:
    """Offer one meeting, or all of them."""
    met = meeting_figures.of_region(met, chosen.region)
    calendar.pick(met, chosen.meeting, label="Rencontre", placeholder="Toutes")


def headline(dataset: Dataset, met: pd.DataFrame) -> None:
    """Show what can be said today: the one published total, and what sheets say."""
    recorded = met[met["basis"].eq("recorded")]
    people, towns = recorded["participants"].sum(), recorded["towns"].sum()
    basis = "recorded" if len(recorded) else ""
    value, precision = meeting_figures.published(dataset, "participants")
    figures.row(
        [
            figures.Figure(
                "participants aux douze rencontres",
                integer(value),
                precision=precision_words(precision),
                basis="published",
                note="été 2022, le seul total publié ; rien par rencontre",
                origin=marks.of_published("participants"),
            ),
            figures.Figure(
                "rencontres relevées",
                f"{recorded_count(met)} sur {len(met)}",
                note="rencontres de l’été 2022 de cette sélection"
                if meeting_figures.is_of_summer(met)
                else "rencontres tenues de cette sélection",
            ),
            figures.Figure(
                "participants relevés",
                integer(people) if len(recorded) else DASH,
                basis=basis,
                note="comptés sur des feuilles d’émargement",
            ),
            figures.Figure(
                "participants par commune",
                decimal(float(people) / float(towns), 2) if len(recorded) else DASH,
                basis=basis,
                note="rencontres relevées et communes de leurs régions",
            ),
        ]
    )


def next_steps(met: pd.DataFrame) -> None:
    """Say what can be said today, what a sheet makes known, and which meetings lack one."""
    lacking = met[met["basis"].ne("recorded").fillna(value=True)]
    st.header("Ce que l’on sait, ce qui manque", anchor=False)
    if lacking.empty:
        show(tag("p", "Chaque rencontre de cette sélection a sa feuille d’émargement."))
        return
    names = listed(f"{one.host} ({date_long(one.date)})" for one in lacking.itertuples())
    link = tag("a", "Saisie", href="saisie", target="_self")
    known = "Aujourd’hui, un seul total peut être cité, celui qui est publié."
    if len(lacking) < len(met):
        known = "Aujourd’hui, le total publié et les rencontres relevées peuvent être cités."
    paragraphs = (
        tag(
            "p",
            f"{known} Les estimations montrent un ordre de grandeur ; elles ne permettent ni "
            "classement, ni comparaison entre régions.",
        ),
        tag(
            "p",
            "Chaque feuille d’émargement remplace une estimation : le nombre de participants, "
            "son rapport aux communes et, si la feuille le dit, les publics et les groupes.",
        ),
        tag("p", f"Sans feuille, {len(lacking)} : {names}. La suite : la page ", link, "."),
    )
    show(tag("div", *paragraphs, css="pvd-told"))


def bars(met: pd.DataFrame, palette: Palette) -> None:
    """Show attendance by meeting, and what an estimate's marks are worth."""
    st.header("Par rencontre", anchor=False)
    # Of more meetings than the summer's, some bars would go without their names.
    height = max(_BARS, _BAR * len(met))
    told = once(charts.describe, met)
    chart.show(charts.bars, met, palette, named={"height": height}, alt=told)
    show(tag("p", charts.legend(met), css="pvd-note"))


def running_total(met: pd.DataFrame, published: float, palette: Palette) -> None:
    """Show the sum over the summer, and how to read its band; of no other meetings."""
    if not meeting_figures.is_of_summer(met):
        return
    st.header("Cumul de l’été", anchor=False)
    total = meeting_figures.summed(met, published)
    said = charts.describe_total(total, published)
    chart.show(charts.running_total, total, published, palette, alt=said)
    show(tag("p", said, css="pvd-note"))


def rates(met: pd.DataFrame, palette: Palette) -> None:
    """Show participants for each town of recorded meetings, and say which are missing."""
    st.header("Par commune du programme", anchor=False)
    said = charts.describe_rates(met)
    if recorded_count(met):
        chart.show(charts.rates, met, palette, alt=said)
    show(tag("p", said, css="pvd-note" if recorded_count(met) else "pvd-empty"))


def nothing(dataset: Dataset, chosen: Selection) -> None:
    """Say why a selection has no meeting held, and what was announced for its region."""
    text = f"Aucune rencontre tenue {_when(chosen)} dans cette sélection."
    own = life.of_region(dataset.meetings, chosen.region) if chosen.region else dataset.meetings[:0]
    if len(own):
        name = dataset.regions.set_index("code")["name"][chosen.region]
        text = f"{name} ne s’est pas réunie {_when(chosen)} : {_instead(own)}."
    show(tag("p", text, css="pvd-empty"))


def _when(chosen: Selection) -> str:
    """Say of when the meetings of a selection are."""
    if chosen.year and not chosen.series:
        return f"en {chosen.year}"
    series = chosen.series or SUMMER
    summer_told = f"à {the_series(SUMMER)}"
    told = summer_told if series == SUMMER else f"dans la série {series_name(series)}"
    return f"{told} et en {chosen.year}" if chosen.year else told


def _instead(own: pd.DataFrame) -> str:
    """Say what became of a region's meeting; the last one held comes first."""
    found = {str(status): rows for status, rows in own.sort_values("date").groupby("status")}
    if "held" in found:
        last = found["held"].iloc[-1]
        figures_of = meeting_figures.held().set_index("meeting_id")["participants"]
        people = figures_of.get(last["meeting_id"])
        known = (
            "fréquentation ni publiée ni relevée"
            if missing(people)
            else plural(people, "participant")
        )
        return f"sa rencontre a été tenue {on_days(last['date'], last['last'])}, {known}"
    if "planned" in found:
        first = found["planned"].iloc[0]
        return f"une rencontre est planifiée {on_days(first['date'], first['last'])}"
    if "announced" in found:
        return "sa rencontre a été annoncée, sans date ni lieu"
    return f"sa rencontre a été annulée ({found['cancelled'].iloc[0]['reason']})"


def audiences(rows: pd.DataFrame, palette: Palette) -> None:
    """Show who came where a sheet says it; say so where none does."""
    st.header("Par public", anchor=False)
    if rows.empty:
        show(
            tag(
                "p",
                "Aucune ventilation par public n’a été publiée ni relevée. "
                "Elle apparaîtra ici dès qu’une feuille d’émargement aura été saisie.",
                css="pvd-empty",
            )
        )
        return
    chart.show(charts.audiences, rows, palette, alt="Participants relevés, par public.")


def registered(met: pd.DataFrame) -> None:
    """Show how many registered and how many of them came, where the first is known."""
    rows = met.dropna(subset=["registered"])
    if rows.empty:
        return
    st.header("Inscrits et présents", anchor=False)
    cells = (
        (f"{date_long(row['date'])} · {row['host']}", row["region_name"], came_text(row))
        for _, row in rows.iterrows()
    )
    show(table("Inscriptions relevées", ("Rencontre", "Région", "Inscrits et présents"), cells))
    show(
        tag(
            "p",
            "Deux mesures : qui s’est inscrit, qui est venu. Une inscription ne remplace jamais "
            "une présence, et une estimation n’est rapportée à aucune.",
            css="pvd-note",
        )
    )


def figures_table(met: pd.DataFrame) -> None:
    """Show the figures behind the charts, with their basis."""
    rows = (_cells(row) for _, row in met.iterrows())
    caption = marks.captioned("Les chiffres des graphiques", marks.of_table("attendance"))
    show(table(caption, _HEADINGS, rows, numbers=(2, 5, 6)))


def _cells(row: pd.Series[float]) -> tuple[object, ...]:
    basis = None if missing(row["basis"]) else str(row["basis"])
    guessed = basis == "estimated"
    low, high = integer(row["participants_low"]), integer(row["participants_high"])
    return (
        f"{date_long(row['date'])} · {row['host']}",
        row["region_name"],
        almost(integer(row["participants"]), basis),
        f"{low} à {high}" if guessed else DASH,
        figures.basis_tag(basis) if basis else DASH,
        integer(row["towns"]),
        decimal(row["per_town"], 2),
    )
