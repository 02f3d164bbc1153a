from itertools import combinations

import numpy as np
import pytest

from pvd_geo.siting import facility


def plainest_median(cost: np.ndarray, hosts: int) -> tuple[float, tuple[int, ...]]:
    return min(
        (float(cost[list(chosen)].min(axis=0).sum()), chosen)
        for chosen in combinations(range(len(cost)), hosts)
    )


def plainest_centre(distance: np.ndarray, hosts: int) -> float:
    return min(
        float(distance[list(chosen)].min(axis=0).max())
        for chosen in combinations(range(len(distance)), hosts)
    )


def plane(seed: int, size: int) -> np.ndarray:
    points = np.random.default_rng(seed).random((size, 2)) * 100
    return np.asarray(np.hypot(*(points[:, None] - points[None]).transpose(2, 0, 1)))


def median(cost: np.ndarray, hosts: int) -> tuple[int, ...]:
    *_, last = facility.p_median(cost, hosts)
    assert last.final
    assert last.done == 1
    return last.hosts


def centre(distance: np.ndarray, hosts: int) -> float:
    *_, (done, radius) = facility.p_centre(distance, hosts)
    assert done == 1
    return radius


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("hosts", [1, 2, 3])
def test_the_median_is_that_of_the_plainest_loop(seed: int, hosts: int) -> None:
    cost = plane(seed, 24) * np.random.default_rng(seed).integers(1, 50, 24)
    assert median(cost, hosts) == plainest_median(cost, hosts)[1]


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("hosts", [1, 2, 3])
def test_the_centre_is_that_of_the_plainest_loop(seed: int, hosts: int) -> None:
    distance = plane(seed, 24)
    assert centre(distance, hosts) == plainest_centre(distance, hosts)


def test_the_bound_rules_nothing_out_that_could_win(monkeypatch: pytest.MonkeyPatch) -> None:
    # Without the cheap way out, the relaxation runs to its end before the enumeration.
    monkeypatch.setattr(facility, "_CHEAP", 0)
    for seed in range(8):
        cost = plane(seed, 30)
        assert median(cost, 3) == plainest_median(cost, 3)[1]


def test_of_equal_choices_the_first_in_the_table_wins() -> None:
    corners = np.array([[0, 1, 1, 2], [1, 0, 2, 1], [1, 2, 0, 1], [2, 1, 1, 0]], dtype=float)
    assert median(corners, 1) == (0,)
    assert median(corners, 2) == (0, 1)


def test_as_many_hosts_as_candidates_are_all_taken() -> None:
    distance = plane(1, 3)
    assert median(distance, 3) == (0, 1, 2)
    assert centre(distance, 3) == 0


def test_candidates_and_towns_may_differ() -> None:
    cost = plane(2, 20)[:7]
    assert median(cost, 2) == plainest_median(cost, 2)[1]
    assert centre(cost, 2) == plainest_centre(cost, 2)


def test_a_search_can_be_left_and_tells_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(facility, "_CHEAP", 0)
    steps = [step.done for step in facility.p_median(plane(3, 60), 3)]
    assert steps == sorted(steps)
    assert 0 <= steps[0] < 1
    for step in facility.p_median(plane(3, 60), 3):
        assert len(step.hosts) == 3
        break
