"""The headline figures computed a second time from data/, in plain Python.

Nothing of the package is imported here, nor pandas, nor PROJ: files are read by `csv` and `json`,
shares are exact fractions, distances are Vincenty's. Where this and the package agree, two
programs that share no line say the same.

Run alone, it prints the figures: ``python tests/independent/second_count.py``.
"""

from __future__ import annotations

import csv
import json
import math
import statistics
from collections import Counter
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parents[2] / "data"
PUBLISHED_TOTAL, PUBLISHED_GROUP = 800, 15
QUARTER = Fraction(1, 4)

Row = dict[str, Any]
Levels = dict[tuple[str, str], tuple[str, int | None, int]]


@cache
def rows(name: str) -> list[Row]:
    """Read a table of text, once; nobody changes it."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def towns() -> list[Row]:
    """Read the towns, once: their properties, longitude and latitude in degrees."""
    features = json.loads((DATA / "towns.geojson").read_text(encoding="utf-8"))["features"]
    return [
        one["properties"] | dict(zip(("x", "y"), one["geometry"]["coordinates"], strict=True))
        for one in features
    ]


def meetings() -> list[Row]:
    """Read the meetings that were held, in order of date."""
    held = [row for row in rows("meetings.csv") if row["status"] == "held"]
    return sorted(held, key=lambda row: row["date"])


def headline() -> dict[str, Any]:
    """Count what the first page opens with."""
    every, held = towns(), meetings()
    people = [town["population"] for town in every]
    summer = [row for row in held if row["series"] == "ete-2022"]
    published = {row["figure_id"]: row for row in rows("published_figures.csv")}
    return {
        "towns": len(every),
        "departments": len({town["department_code"] for town in every}),
        "by_region": dict(Counter(town["region_code"] for town in every)),
        "inhabitants": sum(people),
        "median": statistics.median(people),
        "above_20000": sum(one > 20_000 for one in people),
        "summer": (len(summer), summer[0]["date"], summer[-1]["date"]),
        "held": len(held),
        "announced": sum(row["status"] == "announced" for row in rows("meetings.csv")),
        "participants": (published["participants"]["precision"], 800),
        "groups": (published["groupes"]["precision"], int(published["groupes"]["value"])),
    }


def signed(day: str) -> int:
    """Count the conventions signed by a day, written as ``2022-06-22``."""
    return sum((town["agreement_date"] or "9999") <= day for town in towns())


def publications() -> tuple[dict[tuple[str, str], set[str]], set[str]]:
    """Return the dates of each publication, by publisher and title, and who made the indicators.

    The producer of an indicator is all the title it has; its vintage is its date.
    """
    dates: dict[tuple[str, str], set[str]] = {}
    for row in rows("sources.csv"):
        dates.setdefault((row["publisher"], row["title"]), set()).add(row["date"])
    producers = set()
    for row in rows("indicators.csv"):
        producers.add(row["producer"])
        dates.setdefault((row["producer"], row["producer"]), set()).add(row["vintage"])
    return dates, producers


def estimates() -> dict[str, tuple[int, int, int]]:
    """Share the published total out: estimate, least and most of each summer meeting."""
    summer = [row for row in meetings() if row["series"] == "ete-2022"]
    counts = Counter(town["region_code"] for town in towns())
    weights = [counts[row["region_code"]] for row in summer]
    rest = PUBLISHED_TOTAL - PUBLISHED_GROUP * len(summer)
    own = [PUBLISHED_GROUP + part for part in largest_remainders(rest, weights)]
    equal = largest_remainders(PUBLISHED_TOTAL, [1] * len(summer))
    # Whoever falls under one group gets one, and the others share what is left.
    lifted: set[int] = set()
    while True:
        left = [place for place in range(len(summer)) if place not in lifted]
        total = PUBLISHED_TOTAL - PUBLISHED_GROUP * len(lifted)
        parts = largest_remainders(total, [weights[place] for place in left])
        under = {place for place, part in zip(left, parts, strict=True) if part < PUBLISHED_GROUP}
        if not under:
            break
        lifted |= under
    shared = dict.fromkeys(lifted, PUBLISHED_GROUP) | dict(zip(left, parts, strict=True))
    ways = [own, equal, [shared[place] for place in range(len(summer))]]
    return {
        row["meeting_id"]: (own[at], min(way[at] for way in ways), max(way[at] for way in ways))
        for at, row in enumerate(summer)
    }


def largest_remainders(total: int, weights: list[int]) -> list[int]:
    """Share whole numbers out by Hamilton's rule; the first comes first among equals."""
    exact = [Fraction(total * weight, sum(weights)) for weight in weights]
    parts = [math.floor(one) for one in exact]
    by_remainder = sorted(range(len(weights)), key=lambda at: parts[at] - exact[at])
    for at in by_remainder[: total - sum(parts)]:
        parts[at] += 1
    return parts


@cache
def distances() -> dict[str, tuple[str, float]]:
    """Measure each town to its region's meeting: meeting and kilometres; nothing without one."""
    every = towns()
    places = {town["insee_code"]: town for town in every}
    hosts = {row["region_code"]: row for row in meetings()}
    out = {}
    for town in every:
        row = hosts.get(town["region_code"])
        if row:
            out[town["insee_code"]] = (row["meeting_id"], vincenty(town, places[row["insee_code"]]))
    return out


def vincenty(one: Row, other: Row) -> float:
    """Measure the geodesic on WGS 84 in kilometres (Vincenty, Survey Review 23, 1975)."""
    a, f = 6378.137, 1 / 298.257223563
    b = a * (1 - f)
    if (one["x"], one["y"]) == (other["x"], other["y"]):
        return 0.0
    low = [math.atan((1 - f) * math.tan(math.radians(town["y"]))) for town in (one, other)]
    (sin1, sin2), (cos1, cos2) = map(math.sin, low), map(math.cos, low)
    span = turned = math.radians(other["x"] - one["x"])
    for _ in range(200):
        sine = math.hypot(cos2 * math.sin(turned), cos1 * sin2 - sin1 * cos2 * math.cos(turned))
        cosine = sin1 * sin2 + cos1 * cos2 * math.cos(turned)
        arc = math.atan2(sine, cosine)
        azimuth = cos1 * cos2 * math.sin(turned) / sine
        square = 1 - azimuth**2
        middle = cosine - 2 * sin1 * sin2 / square if square else 0.0
        c = f / 16 * square * (4 + f * (4 - 3 * square))
        before, turned = (
            turned,
            span
            + (1 - c)
            * f
            * azimuth
            * (arc + c * sine * (middle + c * cosine * (2 * middle**2 - 1))),
        )
        if abs(turned - before) < 1e-13:
            break
    u = square * (a**2 - b**2) / b**2
    big_a = 1 + u / 16384 * (4096 + u * (-768 + u * (320 - 175 * u)))
    big_b = u / 1024 * (256 + u * (-128 + u * (74 - 47 * u)))
    shift = big_b / 6 * middle * (4 * sine**2 - 3) * (4 * middle**2 - 3)
    inner = cosine * (2 * middle**2 - 1) - shift
    return b * big_a * (arc - big_b * sine * (middle + big_b / 4 * inner))


@cache
def levels() -> Levels:
    """Grade every town by every theme: level, rank (none when unknown), towns with a value."""
    every = towns()
    catalogue = {row["indicator_id"]: row for row in rows("indicators.csv")}
    values: dict[str, dict[str, Fraction]] = {}
    for row in rows("town_indicators.csv"):
        values.setdefault(row["indicator_id"], {})[row["insee_code"]] = Fraction(row["value"])
    out: Levels = {}
    for theme in rows("themes.csv"):
        parts = theme["lead"].split("+")
        marks: dict[str, Fraction] = {}
        for town in every:
            code = town["insee_code"]
            known = [values[part].get(code) for part in parts]
            if None in known:
                continue
            total = sum((one for one in known if one is not None), Fraction(0))
            marks[code] = total / town["population"] if theme["per_1000"] == "true" else total
        first = catalogue[parts[0]]
        worst_low = theme["reading"] == "challenge" and first["sense"] == "asset"
        zero_is_nothing = theme["reading"] == "strength" or (
            first["kind"] == "count" and first["sense"] == "need"
        )
        counts = Counter(marks.values())
        places, above = {}, 0
        for value in sorted(counts, reverse=not worst_low):
            places[value] = (above, Fraction(2 * above + counts[value], 2 * len(marks)))
            above += counts[value]
        for town in every:
            code = town["insee_code"]
            if code not in marks:
                out[code, theme["theme_id"]] = ("unknown", None, len(marks))
                continue
            before, place = places[marks[code]]
            level = "strong" if place <= QUARTER else "moderate" if place <= 1 - QUARTER else "low"
            if zero_is_nothing and not marks[code]:
                level = "low"
            out[code, theme["theme_id"]] = (level, before + 1, len(marks))
    return out


if __name__ == "__main__":
    print(json.dumps(headline() | {"estimates": estimates()}, ensure_ascii=False, indent=2))  # noqa: T201
