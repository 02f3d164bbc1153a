"""The best hosts of real regions, found again by two other methods.

Covers: meetings.hosts.
"""

import warnings
from functools import cache
from itertools import combinations

import numpy as np
import pandas as pd
import pytest

from harness.siting import solve
from pvd_geo.meetings.distance import geodesic_km, pairwise_km
from pvd_geo.meetings.hosts import compare
from pvd_geo.siting.questions import Objective, Question, Weight, weights
from pvd_geo.tables import loading
from pvd_geo.tables.loading import Dataset

SMALLEST = ("06", "03", "01", "02", "04", "94")
WITHIN = 30.0


@cache
def dataset() -> Dataset:
    return loading.read(loading.data_dir(), "towns", "meetings", "regions")


def region(code: str) -> pd.DataFrame:
    towns = dataset().towns
    return pd.DataFrame(towns[towns["region_code"] == code]).reset_index(drop=True)


def plainest_loop(towns: pd.DataFrame) -> tuple[str, float]:
    """Add up the way to each host from all towns, keep the least."""
    best = ("", np.inf)
    for host in towns.itertuples():
        ways = geodesic_km(host.longitude, host.latitude, towns["longitude"], towns["latitude"])
        total = float(sum(ways.tolist()))
        if total < best[1]:
            best = (host.insee_code, total)
    return best


def plainest_sets(
    towns: pd.DataFrame, hosts: int, objective: Objective, weight: Weight
) -> tuple[float, ...]:
    """Return the value of the best set and the mean of the best of its equals."""
    km, count = pairwise_km(towns), weights(towns, weight)
    values = []
    for chosen in combinations(range(len(towns)), hosts):
        near = km[list(chosen)].min(axis=0)
        mean = float((near * count).sum() / count.sum())
        value = {
            "median": mean,
            "centre": float(near.max()),
            "coverage": -float(count[near <= WITHIN].sum()),
        }[objective]
        values.append((round(value, 9), mean))
    return min(values)


def programme(towns: pd.DataFrame, hosts: int, objective: Objective, weight: Weight) -> float:
    """Solve with spopt: facility location as an integer program, by CBC."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pulp  # noqa: PLC0415 - its import warns
        from spopt.locate import MCLP, PCenter, PMedian  # noqa: PLC0415

        km, count = pairwise_km(towns), weights(towns, weight)
        if objective == "median":
            model = PMedian.from_cost_matrix(km, count, hosts)
        elif objective == "centre":
            model = PCenter.from_cost_matrix(km, hosts)
        else:
            model = MCLP.from_cost_matrix(km, count, WITHIN, hosts)
        model = model.solve(pulp.PULP_CBC_CMD(msg=False, gapRel=0, gapAbs=0))
        value = float(pulp.value(model.problem.objective))
    return value / count.sum() if objective == "median" else value


def test_one_meeting_in_every_region_is_where_the_plainest_loop_puts_it() -> None:
    codes = dataset().regions["code"].tolist()
    assert len(codes) == 18
    for code in codes:
        towns = region(code)
        answer = solve(towns, Question())
        host, total = plainest_loop(towns)
        assert answer.hosts == (host,), code
        assert answer.mean_km == pytest.approx(total / len(towns), rel=1e-9)


@pytest.mark.parametrize("weight", ["towns", "inhabitants"])
@pytest.mark.parametrize("hosts", [2, 3])
@pytest.mark.parametrize("code", SMALLEST)
def test_two_and_three_meetings_agree_with_a_loop_and_with_spopt(
    code: str, hosts: int, weight: Weight
) -> None:
    towns = region(code)
    for objective in ("median", "centre", "coverage"):
        answer = solve(
            towns, Question(objective=objective, hosts=hosts, weight=weight, within_km=WITHIN)
        )
        value, mean = plainest_sets(towns, hosts, objective, weight)
        got = {
            "median": answer.mean_km,
            "centre": answer.furthest_km,
            "coverage": -answer.covered * weights(towns, weight).sum(),
        }[objective]
        assert got == pytest.approx(value, abs=1e-6)
        assert answer.mean_km == pytest.approx(mean, abs=1e-6)
        assert abs(programme(towns, hosts, objective, weight)) == pytest.approx(
            abs(value), rel=1e-6, abs=1e-6
        )


def test_the_chosen_sites_beside_the_best() -> None:
    table = compare(dataset().meetings, dataset().towns).set_index("region_code")
    rhone = table.loc["84"]
    assert rhone["host_name"] == "Belleville-en-Beaujolais"
    assert round(rhone["mean_km"]) == 123
    assert rhone["best_name"] == "Sury-le-Comtal"
    assert round(rhone["best_mean_km"]) == 105
    assert len(table) == 18
    assert table["host"].notna().sum() == 13
    assert (table["difference_km"].dropna() >= 0).all()
    assert table.loc["94", "difference_km"] == 0
    assert table.loc["94", "rank"] == 1
    assert table.loc["04", "best_name"] == "Cilaos"
    assert pd.isna(table.loc["04", "difference_km"])
