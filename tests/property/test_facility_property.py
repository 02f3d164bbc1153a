"""Exact search against the plainest loop, on tables that nobody chose."""

from itertools import combinations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from pvd_geo.siting import facility
from pvd_geo.themes.comparison import wilson

TABLES = st.integers(3, 8).flatmap(
    lambda size: arrays(float, (size, 6), elements=st.integers(0, 20).map(float), fill=st.nothing())
)


@given(TABLES, st.integers(1, 3))
@settings(max_examples=150)
def test_the_median_is_never_beaten_and_ties_go_to_the_first(cost: np.ndarray, hosts: int) -> None:
    *_, last = facility.p_median(cost, hosts)
    totals = {
        chosen: float(cost[list(chosen)].min(axis=0).sum())
        for chosen in combinations(range(len(cost)), hosts)
    }
    least = min(totals.values())
    assert totals[last.hosts] == least
    assert last.hosts == min(chosen for chosen, total in totals.items() if total == least)


@given(TABLES, st.integers(1, 3))
@settings(max_examples=150)
def test_the_centre_is_the_least_radius(distance: np.ndarray, hosts: int) -> None:
    *_, (_, radius) = facility.p_centre(distance, hosts)
    assert radius == min(
        float(distance[list(chosen)].min(axis=0).max())
        for chosen in combinations(range(len(distance)), hosts)
    )


@given(st.integers(0, 60), st.integers(1, 60))
def test_an_interval_holds_its_share(count: int, total: int) -> None:
    count = min(count, total)
    low, high = wilson(count, total)
    assert 0 <= low <= count / total <= high <= 1
    wider = wilson(2 * count, 2 * total)
    assert wider[1] - wider[0] < high - low
