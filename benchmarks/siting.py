"""How long the search for hosts takes on the real towns: median of three runs."""

from __future__ import annotations

from statistics import median
from time import perf_counter
from typing import get_args

import pandas as pd

from harness.siting import solve
from pvd_geo.codes import OVERSEAS_REGIONS
from pvd_geo.meetings.distance import pairwise_km
from pvd_geo.siting.questions import Objective, Question
from pvd_geo.tables import loading


def main() -> None:
    towns = pd.DataFrame(loading.read(loading.data_dir(), "towns").towns)
    mainland = towns[~towns["region_code"].isin(OVERSEAS_REGIONS)].reset_index(drop=True)
    rhone_alpes = towns[towns["region_code"] == "84"].reset_index(drop=True)
    print(f"{'area':<28}{'objective':<10}{'hosts':>6}{'seconds':>10}")
    for area, frame in (("Auvergne-Rhône-Alpes", rhone_alpes), ("Mainland", mainland)):
        table = pairwise_km(frame)
        for objective in get_args(Objective):
            for hosts in (1, 2, 3):
                times = []
                for _ in range(3):
                    start = perf_counter()
                    solve(frame, Question(objective=objective, hosts=hosts), table)
                    times.append(perf_counter() - start)
                name = f"{area} ({len(frame)})"
                print(f"{name:<28}{objective:<10}{hosts:>6}{median(times):>10.2f}")


if __name__ == "__main__":
    main()
