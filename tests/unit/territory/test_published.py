"""Published figures beside ours, on the committed data."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import pytest

from pvd_geo.formatting import DASH
from pvd_geo.meetings.attendance import by_meeting
from pvd_geo.tables import loading
from pvd_geo.territory import published

if TYPE_CHECKING:
    import pandas as pd

    from pvd_geo.tables.dataset import Dataset
    from pvd_geo.territory.published import Reconciled


@pytest.fixture(scope="module")
def data() -> Dataset:
    return loading.read(loading.data_dir(), *published.TABLES)


@pytest.fixture(scope="module")
def met(data: Dataset) -> pd.DataFrame:
    return by_meeting(data.attendance, data.meetings, data.towns)


@pytest.fixture(scope="module")
def found(data: Dataset, met: pd.DataFrame) -> dict[str, Reconciled]:
    return {one.figure_id: one for one in published.reconcile(data, met)}


def test_each_figure_and_fact_is_there_once(data: Dataset, found: dict[str, Reconciled]) -> None:
    wanted = [*data.published_figures["figure_id"], *data.programme_facts["fact_id"]]
    assert sorted(found) == sorted(wanted)


def test_what_can_be_counted_agrees_or_says_why_not(found: dict[str, Reconciled]) -> None:
    by_verdict = {
        verdict: {key for key, one in found.items() if one.verdict == verdict}
        for verdict in published.VERDICTS
    }
    assert by_verdict["agrees"] == {
        *("rencontres", "communes", "conventions_adhesion", "communes_bfc"),
        *("conventions-2022-06", "communes-2024-09"),
    }
    assert by_verdict["differs"] == {
        *("communes_ciblees", "communes-2021-04", "communes-2021-10", "communes-2022-06"),
        "conventions-2021-10",
    }
    silent = [one.figure_id for one in found.values() if one.verdict != "agrees" and not one.reason]
    assert silent == []


def test_a_figure_is_quoted_with_its_precision_and_its_source(
    found: dict[str, Reconciled],
) -> None:
    assert found["participants"].quote == (
        "Participants aux douze premières rencontres : plus de 800 personnes (ANCT, juillet 2022)."
    )
    assert "nombre non publié" in found["rencontre-nationale-2021-10"].quote
    assert "un objectif" in found["chefs_de_projet_vises"].reason
    assert "900 personnes" in found["groupes"].reason


def test_recorded_sheets_are_set_beside_the_published_total(
    data: Dataset, met: pd.DataFrame
) -> None:
    some = met.assign(basis="recorded", participants=70)
    whole = {one.figure_id: one for one in published.reconcile(data, some)}["participants"]
    assert (whole.verdict, whole.ours) == ("agrees", "840 relevés, 12 rencontres sur 12")
    some.loc[some.index[3], "basis"] = "estimated"
    part = {one.figure_id: one for one in published.reconcile(data, some)}["participants"]
    assert (part.verdict, part.ours) == ("uncounted", "770 relevés, 11 rencontres sur 12")


def test_the_numbers_of_towns_stand_in_one_sentence(data: Dataset) -> None:
    told = published.towns_told(data)
    numbers = ("1\u202f645 communes", "septembre 2024", "1\u202f646", "plus de 1\u202f600")
    assert [number for number in numbers if number not in told] == []
    assert told.count(".") == 1


def test_a_figure_that_nobody_knows_yet_is_not_compared(data: Dataset, met: pd.DataFrame) -> None:
    row = data.published_figures.iloc[[0]].assign(figure_id="new", unit="cafés", scope="programme")
    changed = dataclasses.replace(data, tables=data.tables | {"published_figures": row})
    first = published.reconcile(changed, met)[0]
    assert (first.ours, first.verdict) == (DASH, "uncounted")


@pytest.mark.parametrize(
    ("value", "precision", "ours", "expected"),
    [
        (800, "at_least", 799, False),
        (12, "exactly", 12, True),
        (12, "exactly", 13, False),
        (98, "about", 98.6, False),
    ],
)
def test_a_precision_says_what_agrees(
    value: float, precision: str, ours: float, *, expected: bool
) -> None:
    assert published.agrees(value, precision, ours) is expected
