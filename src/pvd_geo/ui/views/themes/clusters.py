"""Geography or chance: the clusters of a theme on the map and in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from pvd_geo import maps
from pvd_geo.categories import CLUSTERS
from pvd_geo.codes import CORSICA, OVERSEAS_REGIONS
from pvd_geo.export.tables import Column
from pvd_geo.formatting import NARROW, decimal, integer, listed, plural
from pvd_geo.themes import clusters, local_moran
from pvd_geo.themes.discoveries import RATE
from pvd_geo.themes.portrait import value_text
from pvd_geo.ui.html import folded, show, table, tag
from pvd_geo.ui.parts import file_basket, glossary, map_view, marks, town_map
from pvd_geo.ui.shared import selected_towns, theme_analyses
from pvd_geo.ui.views.themes import theme

if TYPE_CHECKING:
    import pandas as pd

    from pvd_geo.categories import Categories
    from pvd_geo.selection.selection import Selection
    from pvd_geo.tables.dataset import Dataset
    from pvd_geo.themes.clusters import Cluster
    from pvd_geo.themes.local_moran import Whole
    from pvd_geo.ui.views.themes.theme import Shown

_TOLD: Final = 3
"""Clusters named in the sentence; the table has them all."""
_INDEX: Final = "I de Moran"
_METHOD: Final = (
    "Moran local (Anselin 1995) sur les dix communes du programme les plus proches, "
    "4 999 permutations, graine 2022, test bilatéral ; 5 % de fausses découvertes en moyenne "
    "(Benjamini-Hochberg 1995), à ceci près que des communes voisines ont des tests qui dépendent "
    "l’un de l’autre ; taux par habitant corrigés (Assunção-Reis 1999). « Stable » : même "
    "résultat avec 8 et 12 voisines."
)


def section(dataset: Dataset, chosen: Selection, view: Shown) -> None:
    """Show where the theme concentrates more than chance would have it."""
    st.header(f"Géographie ou hasard{NARROW}?", anchor=False)
    found, stands = _found(view)
    groups = clusters.named(found, dataset.towns, stands)
    left, right = st.columns([7, 6], gap="medium")
    with left:
        _map(dataset, chosen, view, found, groups)
    with right:
        whole = theme_analyses.moran_whole(view.theme.theme_id)
        first = glossary.within(first_of_all(whole), _INDEX, "moran")
        show(tag("div", first, css="pvd-paragraph"))
        show(tag("p", told(found, groups, view)))
        _table(dataset, view, groups)
        show(folded("Méthode", f"{_METHOD} {_apart(dataset, found)}"))
        _file(dataset, chosen, view, found, stands)


def first_of_all(whole: Whole | None) -> str:
    """Say whether neighbours are alike at all, before it is said where."""
    if whole is None:
        return "Trop peu de valeurs connues sur le continent pour chercher une concentration."
    least = 1 / (local_moran.PERMUTATIONS + 1)
    p_value = "p < 0,001" if whole.p_value <= 5 * least else f"p = {decimal(whole.p_value, 3)}"
    alike = (
        "les communes voisines se ressemblent plus que le hasard ne le ferait"
        if whole.p_value <= RATE and whole.moran > 0
        else "rien ne dit que les communes voisines se ressemblent"
    )
    return (
        f"D’abord l’ensemble : {_INDEX} {decimal(whole.moran, 2)} ({p_value}, "
        f"{integer(local_moran.PERMUTATIONS)} permutations) ; {alike}. Puis chaque commune : "
        f"{integer(whole.towns)} tests."
    )


def told(found: pd.DataFrame, groups: tuple[Cluster, ...], view: Shown) -> str:
    """State in numbers where the theme concentrates."""
    together = int(found["lisa"].eq("high_high").sum())
    if not together:
        return (
            f"{view.theme.label} : aucune concentration que le hasard n’expliquerait pas ; "
            "les communes marquées sont dispersées."
        )
    named = " ; ".join(group.name for group in groups[:_TOLD])
    alone = together - sum(len(group.towns) for group in groups)
    text = (
        f"{view.theme.label} : {plural(together, 'commune')} en {_classes(view).label('high_high')}"
    )
    text += f", en {plural(len(groups), 'groupe')} : {named}" if groups else ", sans groupe"
    if len(groups) > _TOLD:
        size = [len(group.towns) for group in groups]
        tied = "de même taille ou " * (size[_TOLD] == size[_TOLD - 1])
        smaller = f"autre {tied}plus petit", f"autres {tied}plus petits"
        text += f" ; et {plural(len(groups) - _TOLD, *smaller)}"
    return f"{text}. {plural(alone, 'commune')} à l’écart des groupes." if alone else f"{text}."


def _found(view: Shown) -> tuple[pd.DataFrame, pd.Series[bool]]:
    """Return the towns' classes, showing how far the permutations are when they take time."""
    holder = st.empty()
    found: tuple[pd.DataFrame, ...] = ()
    for done, found in theme_analyses.moran_steps(view.theme.theme_id):  # noqa: B007 - the last counts
        if done < 1:
            holder.progress(done, f"{integer(local_moran.PERMUTATIONS)} permutations par commune…")
    holder.empty()
    return found[0], local_moran.robust(*found)


def _apart(dataset: Dataset, found: pd.DataFrame) -> str:
    """Say which towns are left out, because their neighbours are across the sea."""
    towns = dataset.towns[found["lisa"].eq("outside").to_numpy()]
    overseas = towns["region_code"].isin(OVERSEAS_REGIONS)
    corsica = towns["region_code"].eq(CORSICA)
    islands = towns[~overseas & ~corsica]
    return (
        f"Restent à part, leurs voisines étant au-delà de la mer : {integer(overseas.sum())} "
        f"communes d’outre-mer, {integer(corsica.sum())} de Corse, "
        f"{integer(len(islands))} d’autres îles ({listed(islands['name'])})."
    )


def _classes(view: Shown) -> Categories:
    return CLUSTERS[view.theme.reading]


def _map(
    dataset: Dataset,
    chosen: Selection,
    view: Shown,
    found: pd.DataFrame,
    groups: tuple[Cluster, ...],
) -> None:
    coloring = maps.Coloring(
        view.theme.label,
        _classes(view).merged("ni l’un ni l’autre, ou hors de l’étude"),
        dict(zip(found["insee_code"], found["lisa"], strict=True)),
    )
    layer = maps.town_layer(
        maps.Towns(selected_towns.order(dataset), coloring=coloring),
        sites=maps.Sites(held=False),
        chosen=maps.Chosen(town_map.area_of(chosen), chosen.town),
        mode="towns",
        alt=f"Carte : {told(found, groups, view)}",
    )
    base = maps.base_map(town_map.files(), title="Concentrations d’un thème")
    map_view.show(base, layer, key="themes-clusters", height=560, on_event=town_map.choose)


def _table(dataset: Dataset, view: Shown, groups: tuple[Cluster, ...]) -> None:
    if not groups:
        return
    rows = (
        (
            group.name,
            integer(group.robust),
            value_text(group.mean, view.theme, dataset.indicators),
        )
        for group in groups
    )
    headings = ("Groupe", "Communes stables", "Valeur moyenne")
    caption = "Communes proches (25 km au plus, à vol d’oiseau) où le thème se concentre"
    marked = marks.captioned(caption, marks.of_lead(view.theme, dataset.indicators))
    show(table(marked, headings, rows, numbers=(1, 2)))


def _file(
    dataset: Dataset, chosen: Selection, view: Shown, found: pd.DataFrame, stands: pd.Series[bool]
) -> None:
    towns = dataset.towns[["insee_code", "name", "department_code"]]
    rows = towns.merge(found, on="insee_code").assign(
        words=found["lisa"].map(_classes(view).labels),
        stable=stands.map({True: "oui", False: "non"}),
    )
    file_basket.figures(
        rows,
        (
            Column("insee_code", "Code INSEE", "code"),
            Column("name", "Commune"),
            Column("department_code", "Département", "code"),
            Column("value", "Valeur", "decimal", 3),
            Column("moran", "Moran local", "decimal", 6),
            Column("p_value", "p", "decimal", 4),
            Column("words", "Lecture"),
            Column("stable", "Stable"),
        ),
        chosen,
        *theme.SOURCES,
        "regions",
        title=f"Concentrations, {view.theme.label}",
        subject=f"concentrations-{view.theme.theme_id}",
        notes=[_METHOD],
    )
