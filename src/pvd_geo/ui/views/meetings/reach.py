"""Who was within reach of the meetings that were held."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, Final, cast

import streamlit as st

from pvd_geo import maps
from pvd_geo.charts import reach as charts
from pvd_geo.export.tables import Column
from pvd_geo.formatting import DASH, beyond_the_cut, distance, integer, listed, plural, share
from pvd_geo.meetings import reach
from pvd_geo.territory.backing import MAPPED, PLACES
from pvd_geo.territory.published import LIST
from pvd_geo.themes.comparison import FEW
from pvd_geo.ui.html import show, table, tag
from pvd_geo.ui.palette import palette
from pvd_geo.ui.parts import figures, file_basket, map_view, marks, places, terms, town_map
from pvd_geo.ui.parts.terms import Choice
from pvd_geo.ui.shared import datasets, meeting_figures, selected_towns, siting_analyses

if TYPE_CHECKING:
    from collections.abc import Callable

    import altair as alt
    import pandas as pd

    from pvd_geo.colors import Palette
    from pvd_geo.meetings.reach import Target
    from pvd_geo.selection.selection import Selection
    from pvd_geo.tables.dataset import Dataset

_TARGET: Final = Choice(
    "cible",
    {
        "distance_km": "de la rencontre de leur région",
        "nearest_km": "de la rencontre la plus proche",
    },
)
_FURTHEST: Final = 10
_NOTE: Final = "Distances à vol d’oiseau (géodésiques WGS 84)."


def section(dataset: Dataset, chosen: Selection) -> None:
    """Show shares by distance, the curve, the map and the towns left furthest."""
    st.header("La portée des rencontres tenues", anchor=False)
    target = cast("Target", terms.segmented("Distance des communes, à vol d’oiseau", _TARGET))
    towns = dataset.towns[places.inside(dataset, chosen)].drop(columns="geometry")
    distances = datasets.distances()
    shares = reach.shares(distances, towns, target)
    text = charts.describe(shares)
    if not shares["base"].any():
        show(tag("p", text, css="pvd-empty"))
        return
    figures.row(
        map(_figure, shares.itertuples()),
        label="Part à portée d’une rencontre, à vol d’oiseau",
    )
    left, right = st.columns([7, 5], gap="medium")
    with left:
        _map(dataset, chosen, towns, target, text)
    with right:
        draw = partial(charts.curve, reach.curve(distances, towns, target))
        st.altair_chart(draw(palette()), alt=text)
        _furthest(dataset, towns, distances, target)
        _file(chosen, towns, draw)


def _figure(row: Any) -> figures.Figure:  # noqa: ANN401 - a row of the shares
    """Return one limit's figure: a share with its base, or a count where there are few."""
    people = f"{share(row.share_inhabitants)} de leurs habitants, à vol d’oiseau"
    few = row.base < FEW
    return figures.Figure(
        f"à moins de {distance(row.km)}",
        f"{integer(row.towns)} sur {integer(row.base)}" if few else share(row.share_towns),
        note=f"communes, {people}" if few else f"de {plural(row.base, 'commune')}, {people}",
        origin=marks.of_table("towns", *MAPPED),
    )


def _map(
    dataset: Dataset, chosen: Selection, towns: pd.DataFrame, target: Target, alternative: str
) -> None:
    distances = datasets.distances()
    met = dataset.meetings
    sites = maps.Sites.of(met[met["status"].eq("held")])
    order = {code: place for place, code in enumerate(sites.order)}
    to = "meeting_id" if target == "distance_km" else "nearest_meeting_id"
    near = distances[distances["insee_code"].isin(towns["insee_code"])].dropna(subset=[to])
    links = dict(zip(near["insee_code"], near[to].map(order), strict=True))
    layer = maps.town_layer(
        maps.Towns(selected_towns.order(dataset), list(towns["insee_code"])),
        sites=replace(sites, named=True, links=links),
        chosen=maps.Chosen(town_map.area_of(chosen)),
        mode="towns",
        alt=f"Carte : {alternative}",
    )
    base = maps.base_map(town_map.files(), title="Portée des rencontres")
    map_view.show(base, layer, key="reach-map", height=560, on_event=town_map.choose)


def _furthest(
    dataset: Dataset, towns: pd.DataFrame, distances: pd.DataFrame, target: Target
) -> None:
    hosts = meeting_figures.held().set_index("meeting_id")["host"]
    to = "meeting_id" if target == "distance_km" else "nearest_meeting_id"
    found = reach.furthest(distances, towns, target, len(towns))
    rows = (
        (
            f"{row.name} ({row.department_code})",
            distance(getattr(row, target)),
            hosts.get(getattr(row, to), DASH),
        )
        for row in found.head(_FURTHEST).itertuples()
    )
    what = (
        f"Les {integer(_FURTHEST)} communes les plus éloignées, à vol d’oiseau"
        if len(found) > _FURTHEST
        else "De la commune la plus éloignée à la plus proche, à vol d’oiseau"
    )
    show(
        table(
            marks.captioned(what, marks.of_table("towns", LIST, *PLACES)),
            ("Commune", "Distance", "Rencontre"),
            rows,
            numbers=(1,),
            css="pvd-compact",
        )
    )
    if more := beyond_the_cut(map(distance, found[target]), _FURTHEST):
        as_far = plural(more, "autre est aussi loin", "autres sont aussi loin")
        show(tag("p", f"À égalité avec la dernière : {as_far}.", css="pvd-note"))
    known = set(distances.dropna(subset=[target])["insee_code"])
    left_out = towns[~towns["insee_code"].isin(known)]
    if len(left_out):
        names = dataset.regions.set_index("code")["name"]
        without = listed(sorted(names[left_out["region_code"].unique()]))
        show(
            tag(
                "p",
                f"À part, sans distance : {plural(len(left_out), 'commune')} dont aucune "
                f"rencontre n’est connue dans la région ({without}).",
                css="pvd-note",
            )
        )


def _file(
    chosen: Selection, towns: pd.DataFrame, draw: Callable[[Palette], alt.TopLevelMixin]
) -> None:
    hosts = meeting_figures.held().set_index("meeting_id")["host"]
    rows = towns.merge(datasets.distances(), on="insee_code").assign(
        own=lambda frame: frame["meeting_id"].map(hosts),
        nearest=lambda frame: frame["nearest_meeting_id"].map(hosts),
    )
    file_basket.figures(
        rows,
        (
            Column("insee_code", "Code INSEE", "code"),
            Column("name", "Commune"),
            Column("department_code", "Département", "code"),
            Column("population", "Habitants", "integer"),
            Column("own", "Rencontre de la région"),
            Column("distance_km", "Distance à vol d’oiseau (km)", "decimal", 2),
            Column("nearest", "Rencontre la plus proche"),
            Column("nearest_km", "Sa distance à vol d’oiseau (km)", "decimal", 2),
        ),
        chosen,
        *siting_analyses.SOURCES,
        title="Distances des communes aux rencontres",
        subject="distances",
        notes=[_NOTE],
        draw=draw,
    )
