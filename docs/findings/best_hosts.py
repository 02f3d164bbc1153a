"""Finding: the meetings of 2022 beside the town closest to its whole region. From ``data/`` alone.

For each meeting held, the mean geodesic distance (WGS 84, as the crow flies) from the programme
towns of its region to the place that was chosen, and to the programme town where that mean is
least; written without the package, as the page « Prochaine rencontre » shows it.

    python docs/findings/best_hosts.py > docs/findings/best_hosts.csv
"""

import json
import sys
from pathlib import Path

import pandas as pd
from pyproj import Geod

DATA = Path(__file__).resolve().parents[2] / "data"
WGS84 = Geod(ellps="WGS84")


def main() -> None:
    """Print the chosen place and the best one of every meeting held."""
    features = json.loads((DATA / "towns.geojson").read_text(encoding="utf-8"))["features"]
    towns = pd.DataFrame(
        {
            "insee_code": feature["properties"]["insee_code"],
            "name": feature["properties"]["name"],
            "region_code": feature["properties"]["region_code"],
            "lon": feature["geometry"]["coordinates"][0],
            "lat": feature["geometry"]["coordinates"][1],
        }
        for feature in features
    )
    meetings = pd.read_csv(DATA / "meetings.csv", dtype=str)
    rows = []
    for meeting in meetings[meetings["status"] == "held"].sort_values("date").itertuples():
        area = towns[towns["region_code"] == meeting.region_code]
        means = {}
        for host in area.itertuples():
            away = [host.lon] * len(area), [host.lat] * len(area)
            metres = WGS84.inv(*away, area["lon"].to_list(), area["lat"].to_list())[2]
            means[host.insee_code] = sum(metres) / len(area) / 1000
        best = min(means, key=lambda code: (means[code], code))
        names = area.set_index("insee_code")["name"]
        rows.append(
            {
                "date": meeting.date,
                "host": names[meeting.insee_code],
                "mean_km": round(means[meeting.insee_code], 3),
                "best": names[best],
                "best_mean_km": round(means[best], 3),
                "difference_km": round(means[meeting.insee_code] - means[best], 3),
                "towns": len(area),
            }
        )
    pd.DataFrame(rows).to_csv(sys.stdout, index=False, lineterminator="\n")


if __name__ == "__main__":
    main()
