"""The filter bar: one row on a screen, two columns on a phone, always in step with the address."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Literal

import streamlit as st

from pvd_geo.formatting import integer, plural, typeset
from pvd_geo.selection import links
from pvd_geo.ui import address
from pvd_geo.ui.html import aloud, show, tag
from pvd_geo.ui.parts import glossary
from pvd_geo.ui.shared import datasets, selected_towns

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pvd_geo.selection.selection import Bounds, Selection
    from pvd_geo.tables.dataset import Dataset

Field = Literal["region", "department", "themes", "population", "text", "year", "series"]

FIELDS: Final[tuple[Field, ...]] = ("region", "department", "themes", "population", "text")
STEPS: Final = (
    *(0, 500, 1000, 1500, 2000, 2500, 3000, 3500, 4000, 5000),
    *(6000, 8000, 10_000, 15_000, 20_000, 50_000),
)
"""Stops of the population range; the last is above every town, so it means no upper bound."""

_WIDTHS: Final[dict[Field, float]] = {
    "region": 2,
    "department": 2,
    "themes": 3.6,
    "population": 2,
    "text": 1.7,
    "year": 1,
    "series": 1.5,
}
_MATCHES: Final = {"all": "tous", "any": "un seul"}
"""Whether a town must be marked by all the themes chosen, or by one of them."""
_SEVERAL: Final = 2


def bar(
    dataset: Dataset,
    chosen: Selection,
    *,
    fields: tuple[Field, ...] = FIELDS,
    summary: bool = True,
) -> Selection:
    """Show the filters and what they keep; return the selection.

    Parameters
    ----------
    dataset
        With ``towns, regions, departments, themes``.
    chosen
        The selection that the filters show.
    fields
        Which filters to show, in order.
    summary
        Whether to tell the selection in words, with the count of towns.
    """
    with st.container(key="pvd-filters"):
        columns = st.columns(
            [*(_WIDTHS[field] for field in fields), 1.15], vertical_alignment="bottom"
        )
        for column, field in zip(columns, fields, strict=False):
            with column:
                _WIDGETS[field](chosen)
        columns[-1].button(
            "Tout effacer",
            key="pvd-clear",
            on_click=address.clear,
            disabled=not chosen.is_filtered,
            width="stretch",
        )
    if summary:
        tell(dataset, chosen, len(selected_towns.kept(dataset, chosen)))
    return chosen


def tell(dataset: Dataset, chosen: Selection, count: int) -> None:
    """Tell the selection in words; a change is read out to those who do not see it."""
    words = selected_towns.words(dataset, selected_towns.filtering(chosen))
    total = len(dataset.towns)
    of = f" sur {integer(total)}" if count != total else ""
    show(aloud(tag("b", plural(count, "commune")), f"{of} · {words}", css="pvd-summary"))


def _key(field: str) -> str:
    # Each page has widgets of its own: the state of the last page's is still there when the
    # next page runs, but would not reach a widget of the same name.
    return f"pvd-filter-{field}-{address.page()}"


def _shown(field: str, value: object) -> str:
    """Have a widget show a value of the selection; return the widget's key."""
    key = _key(field)
    if key not in st.session_state or st.session_state[key] != value:
        st.session_state[key] = value
    return key


def _take(field: str) -> None:
    """Take a widget's new value into the selection."""
    address.change(**_READ[field](st.session_state[_key(field)]))


def _region(chosen: Selection) -> None:
    _one("Région", "region", datasets.choices().regions, chosen.region)


def _department(chosen: Selection) -> None:
    names = datasets.choices().departments_in(chosen.region)
    st.selectbox(
        "Département",
        list(names),
        index=None,
        key=_shown("department", chosen.department),
        format_func=lambda code: f"{names[code]} ({code})",
        placeholder="Tous",
        on_change=_take,
        args=("department",),
        filter_mode="contains",
    )


def _themes(chosen: Selection) -> None:
    labels = datasets.choices().themes
    which, how = st.columns([2, 1], vertical_alignment="bottom")
    which.multiselect(
        "Thèmes, au niveau fort",
        list(labels),
        key=_shown("themes", list(chosen.themes)),
        format_func=labels.__getitem__,
        placeholder="Tous",
        select_all=False,
        help=typeset(glossary.WORDS["reading"].meaning),
        on_change=_take,
        args=("themes",),
        filter_mode="contains",
    )
    how.selectbox(
        "Il en faut",
        list(_MATCHES),
        format_func=_MATCHES.__getitem__,
        key=_shown("match", "any" if chosen.match_any else "all"),
        disabled=len(chosen.themes) < _SEVERAL,  # of one theme, all are one
        on_change=_take,
        args=("match",),
        filter_mode="contains",
    )


def _population(chosen: Selection) -> None:
    most = STEPS[-1]
    low, high = (most if end is None else min(end, most) for end in chosen.population)
    low = 0 if chosen.population[0] is None else low
    # An address may name any bound; it becomes a stop of its own.
    st.select_slider(
        "Population",
        sorted({*STEPS, low, high}),
        value=(0, most),
        key=_shown("population", (low, high)),
        format_func=lambda stop: "sans limite" if stop == most else integer(stop),
        on_change=_take,
        args=("population",),
    )


def _text(chosen: Selection) -> None:
    st.text_input(
        "Nom de la commune",
        key=_shown("text", chosen.text),
        max_chars=links.LONGEST_TEXT,
        placeholder="Contient…",
        on_change=_take,
        args=("text",),
    )


def _year(chosen: Selection) -> None:
    _one("Année", "year", datasets.choices().years, chosen.year)


def _series(chosen: Selection) -> None:
    _one("Série", "series", datasets.choices().series, chosen.series)


def _one(label: str, field: Field, names: Mapping[str, str], chosen: str | None) -> None:
    """Offer one of some codes, or all of them."""
    st.selectbox(
        label,
        list(names),
        index=None,
        key=_shown(field, chosen),
        format_func=names.__getitem__,
        placeholder="Toutes",
        on_change=_take,
        args=(field,),
        filter_mode="contains",
    )


def _bounds(stops: tuple[int, int]) -> Bounds:
    low, high = stops
    return (low or None, None if high >= STEPS[-1] else high)


def _in_order(themes: list[str]) -> tuple[str, ...]:
    return tuple(theme for theme in datasets.choices().themes if theme in themes)


_WIDGETS: Final[dict[Field, Callable[[Selection], None]]] = {
    "region": _region,
    "department": _department,
    "themes": _themes,
    "population": _population,
    "text": _text,
    "year": _year,
    "series": _series,
}

_READ: Final[dict[str, Callable[[Any], dict[str, Any]]]] = {
    "region": lambda code: {"region": code},
    "department": lambda code: {"department": code},
    "themes": lambda themes: {"themes": _in_order(themes)},
    "match": lambda match: {"match_any": match == "any"},
    "population": lambda stops: {"population": _bounds(stops)},
    "text": lambda text: {"text": links.clean_text(text)},
    "year": lambda year: {"year": year},
    "series": lambda series: {"series": series},
}
