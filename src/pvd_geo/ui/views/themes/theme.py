"""The parts of the page of themes: the choice, what it measures, its map and its areas."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Final, cast

import streamlit as st

from pvd_geo import maps
from pvd_geo.categories import LEVELS, RAMPS
from pvd_geo.charts import themes as charts
from pvd_geo.export.tables import Column
from pvd_geo.formatting import NARROW, integer, listed, plural, share
from pvd_geo.freshness import written
from pvd_geo.tables.doubtful import RULES
from pvd_geo.themes import classes
from pvd_geo.themes.portrait import measure, reserve
from pvd_geo.ui import address
from pvd_geo.ui.html import facts, show, tag
from pvd_geo.ui.palette import palette
from pvd_geo.ui.parts import figures, file_basket, map_view, marks, places, terms, town_map
from pvd_geo.ui.parts.terms import Choice
from pvd_geo.ui.shared import datasets, selected_towns, theme_analyses

if TYPE_CHECKING:
    import pandas as pd

    from pvd_geo.categories import Categories
    from pvd_geo.codes import AreaKind
    from pvd_geo.selection.selection import Selection
    from pvd_geo.tables.dataset import Dataset

DEFAULT: Final = "habitat"
SOURCES: Final = ("towns", "town_indicators", "doubtful_values", "indicators", "themes")
FEWEST: Final = 5
"""Towns below which an area has no colour on the map of shares."""
_BY: Final = Choice("par", {"town": "Communes", "department": "Départements", "region": "Régions"})


@dataclass(frozen=True, slots=True)
class Shown:
    """The theme that is looked at, and where.

    Parameters
    ----------
    theme
        Row of the themes.
    rows
        Level, value and rank of every town, indexed by INSEE code.
    inside
        Which towns lie in the chosen area, indexed as the towns.
    area
        Name of the area; empty for all of France.
    """

    theme: Any
    rows: pd.DataFrame
    inside: pd.Series[bool]
    area: str

    @property
    def levels(self) -> Categories:
        """The levels as the theme reads them."""
        return LEVELS[self.theme.reading]

    @property
    def programme(self) -> float:
        """Share of strong towns in the whole programme."""
        known = self.rows["level"].ne("unknown")
        return float(self.rows["level"].eq("strong").sum() / max(int(known.sum()), 1))

    @property
    def strong(self) -> str:
        """Words of the strong level."""
        return self.levels.label("strong")


def pick(chosen: Selection) -> str:
    """Offer the themes; the one chosen follows the user as the selection does."""
    labels = dict(datasets.choices().themes)
    current = chosen.themes[0] if chosen.themes else DEFAULT
    st.session_state["pvd-theme"] = current
    st.selectbox(
        "Thème",
        list(labels),
        key="pvd-theme",
        format_func=labels.__getitem__,
        on_change=_take,
        filter_mode="contains",
    )
    return current


def _take() -> None:
    address.change(themes=(st.session_state["pvd-theme"],))


def shown(dataset: Dataset, chosen: Selection, theme_id: str) -> Shown:
    """Gather what the page shows of a theme."""
    return Shown(
        theme_analyses.theme(dataset, theme_id),
        theme_analyses.own_levels(theme_id),
        places.inside(dataset, chosen),
        places.name(chosen),
    )


def counted(dataset: Dataset, view: Shown) -> None:
    """Say how many towns each level of the theme holds."""
    levels = view.rows["level"].reindex(dataset.towns["insee_code"])
    own = levels[view.inside.to_numpy()]
    figures.row(
        (
            figures.Figure(
                view.levels.label(level),
                # With an area chosen its own figure leads.
                integer(((own if view.area else levels) == level).sum()),
                note=_beside(view, level, int((levels == level).sum())),
                origin=marks.of_lead(view.theme, dataset.indicators),
                word="reading" if level == "strong" and view.theme.reading != "found" else "",
            )
            for level in view.levels.codes
        ),
        label="Communes par niveau",
    )


def meaning(dataset: Dataset, view: Shown) -> None:
    """Say what the theme measures, how, and for how many towns it is known."""
    theme = view.theme
    parts = dataset.indicators.set_index("indicator_id").loc[theme.lead.split("+")]
    levels = view.rows["level"].reindex(dataset.towns["insee_code"])
    who = " ; ".join(
        dict.fromkeys(f"{row.producer} ({written(row.vintage)})" for row in parts.itertuples())
    )
    caveats = reserve(theme, dataset.indicators)
    said = "nommé par le bilan de l’ANCT" if theme.origin == "report" else "porté par les données"
    pairs = [
        ("Mesure", measure(theme, dataset.indicators)),
        ("Source", f"{who}, {', '.join(dict.fromkeys(parts['licence']))}"),
        (
            "Couverture",
            f"{plural(int((levels != 'unknown').sum()), 'commune')} sur {integer(len(levels))}",
        ),
        ("Thème", said),
    ]
    show(facts(*pairs, *([("Réserve", caveats)] if caveats else [])))


def _beside(view: Shown, level: str, total: int) -> str:
    """Say beside a level's count of what it is, and that a quarter is one by construction."""
    whole = f"sur {integer(total)} dans le programme" if view.area else ""
    if level != "strong" or view.theme.reading == "found":
        return whole
    return f"{whole or 'par construction'}, le quart le plus marqué"


def where() -> AreaKind | None:
    """Offer what the map speaks by; return the kind of areas, none for the towns."""
    chosen = terms.segmented("La carte par", _BY)
    return None if chosen == "town" else cast("AreaKind", chosen)


def theme_map(dataset: Dataset, chosen: Selection, view: Shown, by: AreaKind | None) -> None:
    """Show the theme by town, or by the share of strong towns of each area."""
    order = selected_towns.order(dataset)
    title, area = view.theme.label, town_map.area_of(chosen)
    if by:
        layer = maps.town_layer(
            maps.Towns(order),
            sites=maps.Sites(held=False),
            chosen=maps.Chosen(area),
            choropleth=_choropleth(view, by),
            mode="areas",
            alt=charts.describe_ranking(
                theme_analyses.shares(view.theme.theme_id, by), view.programme, view.strong
            ),
        )
    else:
        inside = None if view.inside.all() else list(dataset.towns["insee_code"][view.inside])
        levels = dict(view.rows["level"])
        count = sum(levels[code] == "strong" for code in inside or order)
        coloring = maps.Coloring(title, view.levels, levels)
        layer = maps.town_layer(
            maps.Towns(order, inside, coloring),
            sites=maps.Sites(held=False),
            chosen=maps.Chosen(area, chosen.town),
            mode="towns",
            alt=f"Carte : {title}, {plural(count, 'commune')} en {view.strong} "
            f"sur {integer(len(inside or order))} ({view.area or 'France entière'}).",
        )
    base = maps.base_map(town_map.files(), title=f"Carte du thème {title}")
    map_view.show(base, layer, key="themes-map", height=560, on_event=town_map.choose)
    if by:
        show(
            tag(
                "p",
                "Classes de Fisher-Jenks (mapclassify), là où les parts sont le plus éloignées ; "
                f"sans couleur{NARROW}: moins de {FEWEST} communes.",
                css="pvd-note",
            )
        )


def spread(dataset: Dataset, chosen: Selection, view: Shown) -> None:
    """Show how the towns are spread, and where the area stands."""
    values = view.rows["value"].reindex(dataset.towns["insee_code"]).reset_index(drop=True)
    what = measure(view.theme, dataset.indicators)
    inside = view.inside.reset_index(drop=True)
    text = charts.describe_distribution(values, inside, view.area, what)
    st.header("La distribution", anchor=False)
    if not inside.any():
        nothing = f"{view.area} : aucune commune du programme dans ce territoire."
        show(tag("p", nothing, css="pvd-empty"))
    elif values[inside].notna().sum() == 0:
        why = "la source ne couvre pas ce territoire"
        doubted = set(
            view.rows["doubt"].reindex(dataset.towns["insee_code"])[view.inside.to_numpy()]
        )
        if rules := sorted(doubted - {""}):
            why = listed(RULES[rule].short for rule in rules)
        show(
            tag(
                "p",
                f"{view.area or 'Le programme'} : aucune valeur connue pour « {what} ». "
                f"Inconnu ne veut pas dire zéro : {why}.",
                css="pvd-empty",
            )
        )
    draw = partial(charts.distribution, values, inside, view.area, what)
    st.altair_chart(draw(palette()), alt=text)
    show(tag("p", text, css="pvd-note"))
    towns = dataset.towns[["insee_code", "name", "department_code", "region_code"]][view.inside]
    file_basket.figures(
        towns.merge(view.rows.reset_index(), on="insee_code").assign(
            words=lambda frame: frame["level"].map(view.levels.labels)
        ),
        (
            Column("insee_code", "Code INSEE", "code"),
            Column("name", "Commune"),
            Column("department_code", "Département", "code"),
            Column("region_code", "Région", "code"),
            Column("value", what, "decimal", 3),
            Column("words", "Niveau"),
            Column("rank", "Rang", "integer"),
        ),
        chosen,
        *SOURCES,
        title=f"Communes, {view.theme.label}",
        subject=f"communes-{view.theme.theme_id}",
        draw=draw,
    )


def _choropleth(view: Shown, by: AreaKind) -> maps.Choropleth:
    """Return the classes of the areas' shares, those of few towns left bare."""
    rows = theme_analyses.shares(view.theme.theme_id, by)
    enough = rows[rows["towns"] >= FEWEST].set_index("code")
    cut = classes.natural(enough["share"])
    light, dark = (_spread(ramp, len(cut.bounds)) for ramp in RAMPS[view.theme.reading])
    return maps.Choropleth(
        kind=by,
        title=f"{view.theme.label} : part des communes en {view.strong}",
        classes=cut.of,
        labels=[
            f"{share(low)} à {share(high)} ({integer(count)})"
            for (low, high), count in zip(cut.bounds, cut.counts, strict=True)
        ],
        colors=(light, dark),
        texts={
            row.code: f"{share(row.share)} des {plural(row.towns, 'commune')} "
            f"(de {share(row.low)} à {share(row.high)})"
            if row.towns >= FEWEST
            else f"{plural(row.towns, 'commune')} : trop peu pour une part"
            for row in rows.itertuples()
        },
    )


def _spread(ramp: tuple[str, ...], count: int) -> tuple[str, ...]:
    """Return as many colours of a ramp as there are classes, from end to end."""
    if count <= 1:
        return (ramp[-1],) * count
    return tuple(ramp[round(place * (len(ramp) - 1) / (count - 1))] for place in range(count))
