"""What is true of each territory and town, from `second_count` alone, in words as in French."""

from __future__ import annotations

import math
import statistics
from collections import Counter
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import cached_property
from typing import Any, Final

from independent import second_count
from independent.language import NARROW

FEW: Final = 10
"""Known towns below which nothing is said in per cent, nor said to set a territory apart."""
MONTHS: Final = (
    *("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre"),
    *("octobre", "novembre", "décembre"),
)
Row = dict[str, Any]


def french(value: float | Fraction, digits: int = 0) -> str:
    """Write a number: half away from zero, a comma, narrow spaces between thousands."""
    exact = Decimal(value.numerator) / value.denominator if isinstance(value, Fraction) else None
    number = Decimal(str(value)) if exact is None else exact
    rounded = number.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
    if not rounded:
        rounded = abs(rounded)
    return f"{rounded:,}".replace(",", NARROW).replace(".", ",").replace("-", "−")


def percent(part: int, whole: int, digits: int = 0) -> str:
    """Write a share."""
    return french(Fraction(100 * part, whole), digits)


def interval(part: int, whole: int) -> str:
    """Write Wilson's 95 % interval of a share: where the normal score is within 1.96."""
    z = statistics.NormalDist().inv_cdf(0.975)
    middle = (part + z * z / 2) / (whole + z * z)
    half = z * math.sqrt(part * (whole - part) / whole + z * z / 4) / (whole + z * z)
    low, high = 100 * (middle - half), 100 * (middle + half)
    return f"{french(max(low, 0.0))} à {french(min(high, 100.0))}"


def kilometres(value: float) -> str:
    """Write a distance: one decimal below ten kilometres."""
    return french(value, 1 if value < 9.95 else 0)


def day(text: str, *, year: bool = True) -> str:
    """Write ``2022-07-01`` as a date."""
    numbers = [int(part) for part in text.split("-")]
    first = "1er" if numbers[2] == 1 else str(numbers[2])
    return f"{first} {MONTHS[numbers[1] - 1]}" + (f" {numbers[0]}" if year else "")


def written(vintage: str) -> str:
    """Write ``2026-02`` as a month, ``2024-08-01`` as a date, and years as they are."""
    if vintage.count("-") > 1:
        return day(vintage)
    start, _, end = vintage.partition("-")
    return f"{MONTHS[int(end) - 1]} {start}" if len(end) == 2 else vintage


@dataclass(frozen=True)
class AreaTruth:
    """One territory: its towns, those of what it is a part of, and the meeting of its region."""

    kind: str
    code: str
    name: str
    towns: tuple[Row, ...]
    around: tuple[Row, ...]
    meeting: Row | None
    programme: Programme

    @property
    def population(self) -> int:
        """Return its inhabitants."""
        return sum(town["population"] for town in self.towns)

    def extreme(self, *, least: bool) -> tuple[int, set[str]]:
        """Return the least or greatest population, and the towns that have it."""
        people = [town["population"] for town in self.towns]
        edge = min(people) if least else max(people)
        return edge, {town["name"] for town in self.towns if town["population"] == edge}

    @cached_property
    def epci(self) -> Counter[str]:
        """Return its EPCI, each with how many of its towns are in it."""
        return Counter(town["epci_name"] for town in self.towns if town["epci_name"])

    @cached_property
    def kilometres(self) -> dict[str, float]:
        """Return the distance of each of its towns, by code, to the meeting of the region."""
        found = self.programme.distances
        return {
            town["insee_code"]: found[town["insee_code"]][1]
            for town in self.towns
            if town["insee_code"] in found
        }

    @property
    def old_populations(self) -> bool:
        """Tell whether some of its towns have no population after 2017."""
        return any(town["insee_code"] in self.programme.of_2017 for town in self.towns)

    def counts(self, theme: str) -> tuple[int, int]:
        """Return how many of its towns are at the first level, and how many are known."""
        return self.programme.counts(theme, self.towns)

    @cached_property
    def estimate(self) -> tuple[int, int, int] | None:
        """Return the estimate of its meeting and its span; nothing where there is none."""
        return self.programme.estimates.get(self.meeting["meeting_id"]) if self.meeting else None


def _as_read(town: Row) -> Row:
    """Return a town whose names are written as in sentences: data have the straight apostrophe."""
    names = ("name", "department_name", "region_name", "epci_name")
    return town | {key: town[key].replace("'", "’") for key in names if town.get(key)}


class Programme:
    """The whole programme, counted once."""

    def __init__(self) -> None:
        self.towns = tuple(map(_as_read, second_count.towns()))
        self.levels = second_count.levels()
        self.distances = second_count.distances()
        self.estimates = second_count.estimates()
        self.themes = {row["theme_id"]: row for row in second_count.rows("themes.csv")}
        self.indicators = {row["indicator_id"]: row for row in second_count.rows("indicators.csv")}
        self.meetings = {row["region_code"]: row for row in second_count.meetings()}
        self.basis = {
            row["meeting_id"]: row["basis"] for row in second_count.rows("attendance.csv")
        }
        self.aside = {
            (row["insee_code"], row["indicator_id"])
            for row in second_count.rows("doubtful_values.csv")
            if row["fate"] == "set_aside"
        }
        self.values = {
            (row["insee_code"], row["indicator_id"]): Fraction(row["value"])
            for row in second_count.rows("town_indicators.csv")
        }
        latest: dict[str, str] = {}
        for row in second_count.rows("populations.csv"):
            latest[row["insee_code"]] = max(row["vintage"], latest.get(row["insee_code"], ""))
        self.of_2017 = {code for code, vintage in latest.items() if vintage == "2017"}
        self.by_code = {town["insee_code"]: town for town in self.towns}

    def area(self, kind: str, code: str, name: str, region: str) -> AreaTruth:
        """Return one territory."""
        own = tuple(town for town in self.towns if town[f"{kind}_code"] == code)
        around = (
            self.towns
            if kind == "region"
            else tuple(town for town in self.towns if town["region_code"] == region)
        )
        return AreaTruth(kind, code, name, own, around, self.meetings.get(region), self)

    def counts(self, theme: str, towns: tuple[Row, ...]) -> tuple[int, int]:
        """Return how many of some towns are at the first level, and how many are known."""
        found = Counter(self.levels[town["insee_code"], theme][0] for town in towns)
        return found["strong"], len(towns) - found["unknown"]

    @cached_property
    def whole(self) -> dict[str, tuple[int, int]]:
        """Return the same for the whole programme, by theme."""
        return {theme: self.counts(theme, self.towns) for theme in self.themes}

    @cached_property
    def sharing(self) -> Counter[tuple[str, int | None]]:
        """Return how many towns have each rank of each theme."""
        return Counter((theme, rank) for (_, theme), (_, rank, _) in self.levels.items())

    def lead(self, code: str, theme: str) -> Fraction | None:
        """Return the value by which a theme marks a town; nothing when it is unknown."""
        row = self.themes[theme]
        parts = [self.values.get((code, part)) for part in row["lead"].split("+")]
        if None in parts:
            return None
        total: Fraction = sum((part for part in parts if part is not None), Fraction(0))
        if row["per_1000"] == "true":
            people: int = self.by_code[code]["population"]
            return 1000 * total / people
        return total

    @cached_property
    def medians(self) -> dict[str, Fraction]:
        """Return the middle value of each theme."""
        found: dict[str, list[Fraction]] = {theme: [] for theme in self.themes}
        for theme, values in found.items():
            values += [
                value for code in self.by_code if (value := self.lead(code, theme)) is not None
            ]
        return {theme: statistics.median(values) for theme, values in found.items()}

    def written(self, value: Fraction, theme: str) -> str:
        """Write a lead value as its unit wants it."""
        row = self.themes[theme]
        kind = self.indicators[row["lead"].split("+")[0]]["kind"]
        if row["per_1000"] == "true":
            return french(value, 2)
        if kind == "share":
            return f"{french(value, 1)}{NARROW}%"
        if kind == "rate":
            text = french(value, 2)
            return f"{'+' if value > 0 and text != '0,00' else ''}{text}{NARROW}%"
        return french(value, 0 if value.denominator == 1 else 1)
