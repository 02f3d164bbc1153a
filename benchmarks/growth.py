"""More towns than the programme has: generated ones, in a folder that loads like data/."""

from __future__ import annotations

import csv
import hashlib
import json
import random
import shutil
from collections import Counter
from itertools import count
from typing import TYPE_CHECKING, Any

import shapely

from pvd_geo.codes import is_insee_code

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Feature = dict[str, Any]


def grow(source: Path, folder: Path, towns: int) -> None:
    """Write a copy of a data folder with generated towns beside the real ones.

    Generated towns lie at random in the mainland's départements, in proportion to the real
    ones, and take everything but code, name and place from a real town.

    Parameters
    ----------
    source
        The project's own data.
    folder
        Where to write; made new.
    towns
        Number of towns in all.
    """
    shutil.copytree(source, folder)
    features = _features(source / "towns.geojson")
    outlines = {
        feature["properties"]["code"]: shapely.from_geojson(json.dumps(feature["geometry"]))
        for feature in _features(source / "departments.geojson")
    }
    added = list(_generated(features, outlines, towns - len(features)))
    everything = sorted(
        features + [feature for feature, _ in added],
        key=lambda feature: str(feature["properties"]["insee_code"]),
    )
    body = ",\n".join(
        json.dumps(feature, ensure_ascii=False, separators=(",", ":")) for feature in everything
    )
    head = '{"type":"FeatureCollection","name":"towns","features":[\n'
    (folder / "towns.geojson").write_text(f"{head}{body}\n]}}\n", encoding="utf-8")
    _grow_indicators(folder, {str(new["properties"]["insee_code"]): model for new, model in added})
    _describe_anew(folder, len(everything))


def _features(path: Path) -> list[Feature]:
    features: list[Feature] = json.loads(path.read_text(encoding="utf-8"))["features"]
    return features


def _generated(
    features: list[Feature], outlines: dict[str, Any], wanted: int
) -> Iterator[tuple[Feature, str]]:
    """Yield generated towns, each with the code of the town that it takes its values from."""
    dice = random.Random(1645)  # noqa: S311 (no secret: the same towns in each run)
    taken = {feature["properties"]["insee_code"] for feature in features}
    mainland = [f for f in features if len(f["properties"]["department_code"]) == 2]
    places = {code: _codes(code, taken) for code in outlines}
    while wanted > 0:
        model = dice.choice(mainland)
        department = model["properties"]["department_code"]
        code = next(places[department], None)
        if code is None:
            continue
        point = _point(outlines[department], dice)
        yield (
            {
                "type": "Feature",
                "properties": model["properties"]
                | {"insee_code": code, "name": f"Commune {code}", "position": "outline"},
                "geometry": {"type": "Point", "coordinates": point},
            },
            model["properties"]["insee_code"],
        )
        wanted -= 1


def _codes(department: str, taken: set[str]) -> Iterator[str]:
    for number in count(1):
        code = f"{department}{number:03d}"
        if number > 999 or not is_insee_code(code):
            return
        if code not in taken:
            yield code


def _point(outline: Any, dice: random.Random) -> list[float]:  # noqa: ANN401 (a geometry)
    west, south, east, north = outline.bounds
    while True:
        x, y = round(dice.uniform(west, east), 5), round(dice.uniform(south, north), 5)
        if shapely.contains_xy(outline, x, y):
            return [x, y]


def _grow_indicators(folder: Path, models: dict[str, str]) -> None:
    """Give generated towns the values of their models, for the themes' indicators alone."""
    leads = {
        name
        for row in csv.DictReader((folder / "themes.csv").open(encoding="utf-8"))
        for name in row["lead"].split("+")
    }
    path = folder / "town_indicators.csv"
    header, *lines = path.read_text(encoding="utf-8").splitlines()
    values: dict[str, list[tuple[str, str]]] = {}
    for line in lines:
        town, indicator, value = line.split(",")
        if indicator in leads:
            values.setdefault(town, []).append((indicator, value))
    lines += [
        f"{code},{indicator},{value}"
        for code, model in models.items()
        for indicator, value in values.get(model, [])
    ]
    path.write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
    towns = Counter(line.split(",")[1] for line in lines)
    catalogue = folder / "indicators.csv"
    with catalogue.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with catalogue.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys(), lineterminator="\n")
        writer.writeheader()
        writer.writerows(row | {"towns": str(towns[row["indicator_id"]])} for row in rows)


def _describe_anew(folder: Path, towns: int) -> None:
    """Put the new checksums into the descriptor, as build-data would."""
    path = folder / "datapackage.json"
    package = json.loads(path.read_text(encoding="utf-8"))
    for resource in package["resources"]:
        body = (folder / resource["path"]).read_bytes()
        resource["bytes"] = len(body)
        resource["hash"] = f"sha256:{hashlib.sha256(body).hexdigest()}"
        if resource["name"] == "towns":
            resource["rows"] = towns
    path.write_text(json.dumps(package, ensure_ascii=False, indent=2), encoding="utf-8")
