"""The parts of the page of attendance: figures, audiences, and the table behind the charts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pvd_geo.charts import attendance as charts
from pvd_geo.formatting import (
    DASH,
    date_long,
    date_short,
    decimal,
    integer,
    missing,
    precision_words,
)
from pvd_geo.meetings.attendance import basis_of, recorded_count
from pvd_geo.meetings.series import held
from pvd_geo.ui.html import show, table, tag
from pvd_geo.ui.parts import figures
from pvd_geo.ui.shared import meeting_figures
from pvd_geo.ui.views.meetings import calendar

if TYPE_CHECKING:
    import pandas as pd

    from pvd_geo.colors import Palette
    from pvd_geo.selection.selection import Selection
    from pvd_geo.tables.dataset import Dataset

_HEADINGS = (
    "Rencontre",
    "Région",
    "Participants",
    "Fourchette",
    "Base",
    "Communes",
    "Participants par commune",
)


def kept(met: pd.DataFrame, chosen: Selection) -> pd.DataFrame:
    """Return the meetings of the region and the meeting that are chosen."""
    if chosen.region:
        met = met[met["region_code"].eq(chosen.region)]
    if chosen.meeting in set(met["meeting_id"]):
        met = met[met["meeting_id"].eq(chosen.meeting)]
    return met.reset_index(drop=True)


def pick(met: pd.DataFrame, chosen: Selection) -> None:
    """Offer one meeting, or all of them."""
    if chosen.region:
        met = met[met["region_code"].eq(chosen.region)]
    calendar.pick(met, chosen.meeting, label="Rencontre", placeholder="Toutes")


def headline(dataset: Dataset, met: pd.DataFrame) -> None:
    """Show the total in force, its basis, and what was published."""
    known = met.dropna(subset=["participants"])
    basis = basis_of(known) if len(known) else ""
    total, towns = known["participants"].sum(), known["towns"].sum()
    almost = "environ" if basis == "estimated" else ""
    value, precision = meeting_figures.published(dataset, "participants")
    figures.row(
        [
            figures.Figure(
                "participants",
                integer(total) if len(known) else DASH,
                precision=almost if len(known) else "",
                basis=basis,
                note="rencontres de l’été 2022 de cette sélection",
            ),
            figures.Figure(
                "rencontres relevées",
                f"{recorded_count(met)} sur {len(met)}",
                note="les autres sont des estimations" if basis == "estimated" else "",
            ),
            figures.Figure(
                "participants par commune",
                decimal(float(total) / float(towns), 2) if len(known) else DASH,
                precision=almost if len(known) else "",
                basis=basis,
                note="communes du programme des régions réunies",
            ),
            figures.Figure(
                "participants aux douze rencontres",
                integer(value),
                precision=precision_words(precision),
                basis="published",
                note="le seul total publié ; rien par rencontre",
            ),
        ]
    )


def nothing(dataset: Dataset, chosen: Selection) -> None:
    """Say why a selection has no meeting of the summer, and what was announced for it."""
    names = dataset.regions.set_index("code")["name"]
    own = dataset.meetings[dataset.meetings["region_code"].eq(chosen.region)]
    later = held(own)
    text = "Aucune rencontre de l’été 2022 dans cette sélection."
    if len(own):
        when = f"tenue le {date_long(later['date'].iloc[0])}" if len(later) else "annoncée"
        text = (
            f"{names[chosen.region]} ne s’est pas réunie à l’été 2022 : sa rencontre a été {when}"
            f"{', fréquentation ni publiée ni relevée' if len(later) else ', sans date ni lieu'}."
        )
    show(tag("p", text, css="pvd-empty"))


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
    st.altair_chart(charts.audiences(rows, palette), alt="Participants relevés, par public.")


def figures_table(met: pd.DataFrame) -> None:
    """Show the figures behind the charts, with their basis."""
    rows = (_cells(row) for _, row in met.iterrows())
    show(table("Les chiffres des graphiques", _HEADINGS, rows, numbers=(2, 3, 5, 6)))


def _cells(row: pd.Series[float]) -> tuple[object, ...]:
    low, high = integer(row["participants_low"]), integer(row["participants_high"])
    basis = None if missing(row["basis"]) else str(row["basis"])
    return (
        f"{date_short(row['date'])} · {row['host']}",
        row["region_name"],
        integer(row["participants"]),
        f"{low} à {high}" if basis == "estimated" else DASH,
        figures.basis_tag(basis) if basis else DASH,
        integer(row["towns"]),
        decimal(row["per_town"], 2),
    )
