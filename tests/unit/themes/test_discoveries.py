from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from scipy import stats

from pvd_geo.themes import discoveries
from pvd_geo.themes.comparison import FEW

if TYPE_CHECKING:
    from pvd_geo.territory.programme import Programme


@pytest.mark.parametrize(
    ("strong", "towns", "marked", "everything"),
    [
        (3, 12, 406, 1624),
        (66, 133, 406, 1624),
        (0, 10, 5, 20),
        (10, 10, 10, 10),
        (57, 226, 406, 1624),
    ],
)
def test_the_exact_test_is_scipys(strong: int, towns: int, marked: int, everything: int) -> None:
    law = stats.hypergeom(everything, marked, towns)
    wanted = min(1.0, 2 * min(law.cdf(strong), law.sf(strong - 1)))
    assert discoveries.dealt_out(strong, towns, marked, everything) == pytest.approx(wanted)


@pytest.mark.parametrize("seed", range(20))
def test_what_is_kept_is_what_scipy_keeps(seed: int) -> None:
    random = np.random.default_rng(seed)
    p_values = np.concatenate([random.uniform(size=80), random.uniform(0, 0.01, size=seed)])
    kept = stats.false_discovery_control(p_values, method="bh") <= discoveries.RATE
    assert discoveries.false_discovery(p_values).tolist() == kept.tolist()


def test_nothing_is_kept_of_nothing() -> None:
    assert discoveries.false_discovery(np.array([])).tolist() == []


def test_the_committed_pairs_are_judged_together(programme: Programme) -> None:
    table = programme.compared
    assert len(table) == 1186
    assert (table["towns"] >= FEW).all()
    counts = programme.levels[programme.levels["level"].ne("unknown")].groupby("theme_id")["level"]
    shares = counts.agg(lambda level: level.eq("strong").mean())
    programme_share = table["theme_id"].map(shares)
    apart = (table["low"] > programme_share) | (table["high"] < programme_share)
    # Separate intervals would claim twice as much; what is claimed lies outside its interval.
    assert (apart.sum(), table["stands"].sum()) == (354, 162)
    assert apart[table["stands"]].all()
