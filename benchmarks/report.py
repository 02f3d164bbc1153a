"""Findings as tables: medians, spread, and ratios to the floor."""

from __future__ import annotations

import os
import re
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import psutil

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from benchmarks.measure import Findings
    from playwright.sync_api import Browser

MARKS = ("<!-- make bench writes from here -->", "<!-- to here -->")
_PACKAGES = ("streamlit", "streamlit-folium", "folium", "pandas", "geopandas")


def computer() -> str:
    """Return when and on what the run was made."""
    name = next(
        (
            line.partition(":")[2].strip()
            for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
            if line.startswith("model name")
        ),
        "unknown",
    )
    memory = psutil.virtual_memory().total / 2**30
    cores = f"{os.cpu_count()} cores ({name})"
    return f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC; {cores}, {memory:.0f} GiB"


def machine(browser: Browser, rounds: int) -> str:
    """Return when, on what and with which versions the run was made."""
    packages = ", ".join(f"{package} {version(package)}" for package in _PACKAGES)
    return (
        f"{computer()}; Chromium {browser.version}; {packages}. Medians of {rounds} rounds "
        "that go through the programs in turn; in brackets the least and the most."
    )


def values(findings: Findings) -> dict[str, list[float]]:
    """Return all series of one program by the name of their row."""
    visits = findings.visits
    filters = [counter for v in visits for counter in v.per_filter]
    series = {
        "load, s": [v.load for v in visits],
        "load until the list is there too, s": [s for v in visits for s in v.listed],
        "load with a warm cache, s": [v.warm_load for v in visits],
        "filter, s": [seconds for v in visits for seconds in v.filters],
        "reloads of the map's frame, a filter": [v.reloads / len(v.filters) for v in visits],
        "script runs, a filter": [float(n) for v in visits for n in v.runs_per_filter],
        "requests, first load": [float(v.requests) for v in visits],
        "requests, second load": [float(v.warm_requests) for v in visits],
    }
    for owner, label in (
        ("streamlit", "Streamlit's"),
        ("component", "the component's"),
        ("own", "own"),
    ):
        series[f"bytes, first load, {label}, kB"] = [v.wire[owner] / 1e3 for v in visits]
    series["bytes, second load, all, kB"] = [sum(v.warm_wire.values()) / 1e3 for v in visits]
    for part in ("map", "list", "widgets and text", "protocol"):
        series[f"websocket, first load, {part}, kB"] = [v.websocket[part] / 1e3 for v in visits]
        series[f"websocket, a filter, {part}, kB"] = [c[part] / 1e3 for c in filters]
    series["websocket, first load, all, kB"] = [sum(v.websocket.values()) / 1e3 for v in visits]
    series["websocket, a filter, all, kB"] = [sum(c.values()) / 1e3 for c in filters]
    series["server CPU, a load, s"] = [v.cpu for v in visits]
    series["server CPU, a filter, s"] = findings.cpu
    for sessions, megabytes in findings.memory.items():
        series[f"server memory, {sessions} sessions, MB"] = [megabytes]
    if findings.memory:
        least, most = min(findings.memory), max(findings.memory)
        extra = (findings.memory[most] - findings.memory[least]) / (most - least)
        series["server memory, an extra session, MB"] = [extra]
    for sessions, spells in findings.paced.items():
        name = f"{sessions} sessions, a change every 2 s"
        series[f"{name}, p50, s"] = [_quantile(s.waits, 0.5) for s in spells]
        series[f"{name}, p95, s"] = [_quantile(s.waits, 0.95) for s in spells]
    for sessions, spells in findings.pressed.items():
        name = f"{sessions} sessions without pause"
        series[f"{name}, p95, s"] = [_quantile(s.waits, 0.95) for s in spells]
        series[f"{name}, changes a second"] = [s.a_second for s in spells]
    return series


def table(found: Sequence[Findings]) -> str:
    """Return one table: a row a measure, a column a program, ratios to the first."""
    columns = [values(findings) for findings in found]
    first = found[0].program.name
    head = [first, *(f"{f.program.name} · × {first}" for f in found[1:])]
    lines = [f"| measure | {' | '.join(head)} |", "|---" * (len(found) + 1) + "|"]
    for row in columns[0]:
        base = median(columns[0][row]) if columns[0][row] else 0.0
        cells = []
        for number, column in enumerate(columns):
            cell = _cell(column[row]) if column.get(row) else "–"
            if number and base and column.get(row):
                cell += f" · × {median(column[row]) / base:.2f}"
            cells.append(cell)
        lines.append(f"| {row} | {' | '.join(cells)} |")
    return "\n".join(lines)


def bounds(
    floor: Findings,
    ours: Findings,
    trajectory: Findings,
    base: Findings,
    grown: dict[int, Findings],
) -> str:
    """Return what is asked of the map page, what was found, and whether it holds.

    ``grown`` are findings with more towns, held against ``base`` of the same rounds.
    """
    low, high = values(floor), values(ours)

    def ratio(row: str) -> float:
        return median(high[row]) / median(low[row])

    def found(row: str) -> float:
        return median(high[row])

    extra = found("server CPU, a filter, s") - median(low["server CPU, a filter, s"])
    asked: list[tuple[str, float, str, float]] = [
        ("load / floor", ratio("load, s"), "≤", 1.4),
        ("filter / floor", ratio("filter, s"), "≤", 1.3),
        ("reloads of the map's frame", max(high["reloads of the map's frame, a filter"]), "≤", 0),
        ("map, websocket, first view, kB", found("websocket, first load, map, kB"), "≤", 60),
        ("map, websocket, a filter, kB", found("websocket, a filter, map, kB"), "≤", 10),
        ("own bytes, first load, kB", found("bytes, first load, own, kB"), "≤", 400),
        ("server CPU, a filter, above the floor's, s", extra, "≤", 0.05),
        ("memory, an extra session, MB", found("server memory, an extra session, MB"), "≤", 6),
        (
            "changes a second, 30 sessions / floor",
            ratio("30 sessions without pause, changes a second"),
            "≥",
            0.8,
        ),
        (
            "10 sessions, a change every 2 s, p95 / floor",
            ratio("10 sessions, a change every 2 s, p95, s"),
            "≤",
            2,
        ),
    ]
    other = values(trajectory)
    for row, limit in (("load, s", 1.4), ("filter, s", 1.3)):
        slower = median(other[row]) / median(low[row])
        asked.append((f"Trajectoire, {row.removesuffix(', s')} / floor", slower, "≤", limit))
    for towns, findings in grown.items():
        slower = median(values(findings)["filter, s"]) / median(values(base)["filter, s"])
        asked.append((f"filter with {towns:,} towns / 1,645", slower, "≤", 2))
    compare: dict[str, Callable[[float, float], bool]] = {
        "≤": lambda a, b: a <= b,
        "≥": lambda a, b: a >= b,
    }
    lines = ["| asked for | found | bound | holds |", "|---|---|---|---|"]
    lines += [
        f"| {name} | {_number(value)} | {sign} {limit:g} | "
        f"{'yes' if compare[sign](value, limit) else '**no**'} |"
        for name, value, sign, limit in asked
    ]
    return "\n".join(lines)


def publish(path: Path, text: str, marks: tuple[str, str] = MARKS, *, dry: bool = False) -> None:
    """Print tables, and put them into the document unless it is to stay as it is."""
    print(text)
    if not dry:
        write(path, text, marks)


def write(path: Path, text: str, marks: tuple[str, str] = MARKS) -> None:
    """Put tables into the document, between two marks."""
    begin, end = marks
    document = path.read_text(encoding="utf-8")
    pattern = re.compile(f"{re.escape(begin)}.*{re.escape(end)}", re.DOTALL)
    if not pattern.search(document):
        raise ValueError(f"{path} lacks the marks {begin} and {end}")
    path.write_text(pattern.sub(lambda _: f"{begin}\n\n{text}\n\n{end}", document), "utf-8")


def _quantile(numbers: Iterable[float], share: float) -> float:
    ordered = sorted(numbers)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def _cell(numbers: list[float]) -> str:
    middle, least, most = median(numbers), min(numbers), max(numbers)
    if _number(least) == _number(most):
        return _number(middle)
    return f"{_number(middle)} ({_number(least)}–{_number(most)})"


def _number(value: float) -> str:
    for least, digits in ((100, 0), (10, 1), (1, 2)):
        if abs(value) >= least:
            return f"{value:,.{digits}f}".removesuffix(".00").removesuffix(".0")
    return f"{value:.3f}".rstrip("0").rstrip(".") or "0"
