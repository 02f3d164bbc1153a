"""The selection under arbitrary choices and arbitrary addresses."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from pvd_geo.selection.links import KEYS, clean_text, consistent, from_params, to_params
from pvd_geo.selection.selection import Choices, Selection, apply

if TYPE_CHECKING:
    from collections.abc import Mapping
    from random import Random

CHOICES = Choices(
    regions={"53": "Bretagne", "94": "Corse", "04": "La Réunion"},
    departments={"22": "Côtes-d’Armor", "29": "Finistère", "2A": "Corse-du-Sud", "974": "Réunion"},
    region_of={"22": "53", "29": "53", "2A": "94", "974": "04"},
    themes={"habitat": "Habitat ancien", "sante": "Santé", "friches": "Friches"},
    towns={"22162": "Paimpol", "29103": "Landivisiau", "2A041": "Bonifacio", "97411": "Étang"},
    meetings={"ete-2022-53": "ete-2022-53"},
    epci={"200065928": "Lannion-Trégor", "200041762": "Sud Corse"},
    years={"2022": "2022", "2031": "2031"},
    series={"ete-2022": "été 2022", "2031": "2031"},
    departments_of={"200065928": frozenset({"22", "29"}), "200041762": frozenset({"2A"})},
)


def code(valid: Mapping[str, str]) -> st.SearchStrategy[str | None]:
    return st.none() | st.sampled_from(list(valid))


def ordered(pair: tuple[int | None, int | None]) -> bool:
    least, most = pair
    return least is None or most is None or least <= most


ends = st.none() | st.integers(0, 60_000)
bounds = st.tuples(ends, ends).filter(ordered)
texts = st.text(st.characters(codec="utf-8"), max_size=120).map(clean_text)
selections = st.builds(
    Selection,
    region=code(CHOICES.regions),
    department=code(CHOICES.departments),
    themes=st.sets(st.sampled_from(list(CHOICES.themes))).map(
        lambda chosen: tuple(theme for theme in CHOICES.themes if theme in chosen)
    ),
    match_any=st.booleans(),
    population=bounds,
    text=texts,
    town=code(CHOICES.towns),
    meeting=code(CHOICES.meetings),
    epci=code(CHOICES.epci),
    year=code(CHOICES.years),
    series=code(CHOICES.series),
    day=st.none() | st.dates(date(2000, 1, 1), date(2099, 12, 31)),
).map(lambda selection: consistent(selection, CHOICES))

towns = st.lists(
    st.sampled_from(["Paimpol", "Étang-Salé", "Saint-Flour", "L'Île-Rousse"]), max_size=8
).flatmap(
    lambda names: st.tuples(
        *(
            st.tuples(
                st.just(f"{number:05}"),
                st.just(name),
                st.sampled_from(list(CHOICES.departments)),
                st.integers(0, 60_000),
            )
            for number, name in enumerate(names)
        )
    )
)


def frame(rows: tuple[tuple[str, str, str, int], ...]) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=["insee_code", "name", "department_code", "population"])
    table["region_code"] = table["department_code"].map(CHOICES.region_of)
    inside = {place: code for code, places in CHOICES.departments_of.items() for place in places}
    table["epci_code"] = table["department_code"].map(inside)
    return table


def levels(table: pd.DataFrame, strong: list[bool]) -> pd.DataFrame:
    grid = [(insee_code, theme) for insee_code in table["insee_code"] for theme in CHOICES.themes]
    out = pd.DataFrame(grid, columns=["insee_code", "theme_id"])
    marks = [strong[number % len(strong)] for number in range(len(out))]
    out["level"] = pd.Series(["strong" if mark else "low" for mark in marks], dtype="str")
    return out


marks = st.lists(st.booleans(), min_size=1, max_size=24)


@given(selections)
def test_what_is_written_is_read_back(selection: Selection) -> None:
    assert from_params(to_params(selection), CHOICES) == (selection, ())


@given(st.dictionaries(st.sampled_from(KEYS), st.text(max_size=60)))
def test_any_address_gives_a_selection_that_holds(params: dict[str, str]) -> None:
    selection, notices = from_params(params, CHOICES)
    assert from_params(to_params(selection), CHOICES) == (selection, ())
    assert all(notice.endswith((".", "?")) for notice in notices)


@given(selections, towns, marks)
def test_the_result_is_a_part_of_the_towns_in_their_order(
    selection: Selection, rows: tuple[tuple[str, str, str, int], ...], strong: list[bool]
) -> None:
    table = frame(rows)
    kept = apply(selection, table, levels(table, strong))
    pd.testing.assert_frame_equal(kept, table.loc[kept.index])
    assert kept.index.is_monotonic_increasing


@given(selections, towns, marks, st.randoms())
def test_the_order_of_the_rows_does_not_matter(
    selection: Selection,
    rows: tuple[tuple[str, str, str, int], ...],
    strong: list[bool],
    random: Random,
) -> None:
    table = frame(rows)
    graded = levels(table, strong)
    order = list(table.index)
    random.shuffle(order)
    kept = apply(selection, table, graded)
    shuffled = apply(selection, table.loc[order], graded.iloc[::-1])
    assert set(kept["insee_code"]) == set(shuffled["insee_code"])


@given(selections, towns, marks)
def test_filters_combine_as_if_one_after_the_other(
    selection: Selection, rows: tuple[tuple[str, str, str, int], ...], strong: list[bool]
) -> None:
    table = frame(rows)
    graded = levels(table, strong)
    alone = [
        Selection(region=selection.region),
        Selection(department=selection.department),
        Selection(epci=selection.epci),
        Selection(themes=selection.themes, match_any=selection.match_any),
        Selection(population=selection.population),
        Selection(text=selection.text),
    ]
    step = table
    for part in alone:
        step = apply(part, step, graded)
    pd.testing.assert_frame_equal(step, apply(selection, table, graded))
