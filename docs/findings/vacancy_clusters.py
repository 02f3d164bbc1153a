"""Finding: where homes empty for more than two years concentrate. From ``data/`` alone.

Local Moran's I on ``taux_vacance_longue``, as the page « Thèmes » shows it, written without the
package so that the two check each other: the ten nearest programme towns of the continent,
4,999 conditional permutations, seed 2022, two-sided, false discovery rate 5 %.

    python docs/findings/vacancy_clusters.py > docs/findings/vacancy_clusters.csv
"""

import sys
import warnings
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
from esda import Moran_Local
from libpysal.weights import KNN

DATA = Path(__file__).resolve().parents[2] / "data"


def main() -> None:
    """Print the statistic, p-value and class of every town of the continent."""
    towns = gpd.read_file(DATA / "towns.geojson").sort_values("insee_code").to_crs("EPSG:2154")
    regions = gpd.read_file(DATA / "regions.geojson")
    mainland = regions[regions["zone"] == "mainland"].to_crs("EPSG:2154")
    parts = gpd.GeoDataFrame(geometry=mainland.dissolve().explode().geometry.reset_index(drop=True))
    largest = parts.area.idxmax()

    here = towns[towns["region_code"].isin(mainland["code"])]
    part = gpd.sjoin_nearest(here, parts)["index_right"].groupby(level=0).first()
    here = here[part.reindex(here.index) == largest]

    values = pd.read_csv(DATA / "town_indicators.csv", dtype={"insee_code": str})
    values = values[values["indicator_id"] == "taux_vacance_longue"]
    table = here[["insee_code", "name", "geometry"]].merge(values, on="insee_code")
    table = table.sort_values("insee_code", ignore_index=True)

    points = np.column_stack([table.geometry.x, table.geometry.y])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        moran = Moran_Local(
            table["value"].to_numpy(),
            KNN(points, k=10),
            permutations=4999,
            seed=2022,
            keep_simulations=False,
        )
    p_value = np.minimum(1, 2 * moran.p_sim.astype(float)).round(4)
    ordered = np.sort(p_value)
    limits = 0.05 * np.arange(1, len(ordered) + 1) / len(ordered)
    limit = ordered[ordered <= limits].max()
    lisa = pd.Series(moran.q).map({1: "high_high", 3: "low_low"}).fillna("outlier")
    lisa[p_value > limit] = "insignificant"

    out = table[["insee_code", "name", "value"]].assign(
        moran=moran.Is, p_value=p_value, lisa=lisa.to_numpy()
    )
    out.to_csv(sys.stdout, index=False, lineterminator="\n")
    print(out["lisa"].value_counts().to_string(), file=sys.stderr)


if __name__ == "__main__":
    main()
