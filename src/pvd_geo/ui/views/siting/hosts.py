"""The sites of 2022 beside the best hosts of their regions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pandas as pd
import streamlit as st

from pvd_geo.export.tables import Column
from pvd_geo.formatting import (
    DASH,
    date_short,
    distance,
    integer,
    listed,
    missing,
    rounded_km,
    signed,
)
from pvd_geo.ui.html import show, table, tag
from pvd_geo.ui.parts import file_basket, marks
from pvd_geo.ui.shared import siting_analyses

if TYPE_CHECKING:
    from pvd_geo.selection.selection import Selection
    from pvd_geo.tables.dataset import Dataset

_HEADINGS: Final = (
    *("Région", "Communes", "Lieu de 2022", "Distance moyenne", "La plus éloignée"),
    *("Meilleur lieu", "Sa distance moyenne", "Écart", "Rang du lieu choisi"),
)


def section(dataset: Dataset, chosen: Selection) -> None:
    """Compare each site with the best one of its region, held and announced."""
    rows = compared(dataset)
    st.header("Les lieux de 2022 et les meilleurs lieux", anchor=False)
    show(tag("p", told(rows, chosen.region)))
    what = "Distance moyenne des communes de la région, à vol d’oiseau"
    show(
        table(
            marks.captioned(what, marks.of_table("meetings")),
            _HEADINGS,
            map(_cells, rows.itertuples()),
            numbers=(1, 3, 4, 6, 7, 8),
        )
    )
    show(
        tag(
            "p",
            "Chaque commune compte pour une. La distance n’est pas tout : salle, train, date et "
            "envie d’accueillir ne sont pas dans ces données.",
            css="pvd-note",
        )
    )
    file_basket.figures(
        rows,
        (
            Column("region_name", "Région"),
            Column("date", "Date", "date"),
            Column("towns", "Communes", "integer"),
            Column("host", "Code INSEE du lieu", "code"),
            Column("host_name", "Lieu de 2022"),
            Column("mean_km", "Distance moyenne (km)", "decimal", 2),
            Column("furthest_km", "La plus éloignée (km)", "decimal", 2),
            Column("rank", "Rang parmi les communes de la région", "integer"),
            Column("best", "Code INSEE du meilleur lieu", "code"),
            Column("best_name", "Meilleur lieu"),
            Column("best_mean_km", "Sa distance moyenne (km)", "decimal", 2),
            Column("best_furthest_km", "Sa plus éloignée (km)", "decimal", 2),
            Column("difference_km", "Écart (km)", "decimal", 2),
        ),
        chosen,
        *siting_analyses.SOURCES,
        title="Lieux de 2022 et meilleurs lieux",
        subject="lieux-2022",
        notes=[siting_analyses.METHOD],
    )


def told(rows: pd.DataFrame, region: str | None) -> str:
    """State in numbers what the comparison shows, for one region or for all."""
    own = rows[rows["region_code"].eq(region)]
    if len(own):
        row = own.iloc[0]
        best = f"{row['best_name']}, {distance(row['best_mean_km'])}"
        if missing(row["host"]):
            return (
                f"{row['region_name']}, rencontre annoncée sans lieu connu : le meilleur lieu "
                f"serait {best} en moyenne."
            )
        chosen = f"En 2022, {row['host_name']} : {distance(row['mean_km'])} en moyenne"
        if row["host"] == row["best"]:
            return f"{chosen}, le meilleur lieu."
        return f"{chosen} ; le meilleur lieu aurait été {best}."
    held = rows.dropna(subset=["host"])
    gaps = pd.Series(
        [_gap(row.mean_km, row.best_mean_km) for row in held.itertuples()], index=held.index
    )
    most = held[gaps.eq(gaps.max())]
    close = int((held["difference_km"] < 5).sum())  # noqa: PLR2004 - said in the sentence
    return (
        f"Sur {integer(len(held))} rencontres tenues, {integer(close)} étaient à moins de 5 km de "
        f"moyenne du meilleur lieu ; l’écart le plus grand{', à égalité' if len(most) > 1 else ''}"
        f" : {listed(map(_told, most.itertuples()))}, {distance(gaps.max())} de plus."
    )


def _told(row: Any) -> str:  # noqa: ANN401 - a row of the comparison
    best = f"{row.best_name}, {distance(row.best_mean_km)}"
    return f"{row.host_name} ({distance(row.mean_km)} ; {best})"


def compared(dataset: Dataset) -> pd.DataFrame:
    """Return `pvd_geo.meetings.hosts.compare` with the dates and the names of the regions."""
    names = dataset.regions.set_index("code")["name"]
    rows = siting_analyses.compared_hosts().merge(dataset.meetings[["meeting_id", "date"]])
    return rows.assign(region_name=rows["region_code"].map(names))


def _cells(row: Any) -> tuple[object, ...]:  # noqa: ANN401 - a row of the comparison
    chosen = DASH if missing(row.host) else f"{row.host_name}, {date_short(row.date)}"
    gap = DASH if missing(row.difference_km) else _signed_km(_gap(row.mean_km, row.best_mean_km))
    return (
        row.region_name,
        integer(row.towns),
        chosen,
        distance(row.mean_km),
        distance(row.furthest_km),
        row.best_name,
        distance(row.best_mean_km),
        gap,
        DASH if missing(row.rank) else f"{integer(row.rank)} sur {integer(row.towns)}",
    )


def _gap(km: float, best: float) -> float:
    """Return how much further a distance is, from both as they are shown, so that all agree."""
    return rounded_km(km) - rounded_km(best)


def _signed_km(km: float) -> str:
    return f"{signed(km, 0 if km.is_integer() else 1)} km"
