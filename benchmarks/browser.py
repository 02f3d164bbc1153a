"""One visitor with a real browser: how long until the map is there, and what it cost."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from harness.chromium import DESKTOP, choose
from harness.wire import Traffic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.served import Served
    from playwright.sync_api import Browser, Page

_PROBE = Path(__file__).with_name("probe.js").read_text(encoding="utf-8")
_LEAST_AT_LOAD = 0.9
"""Clusters outside the view are not drawn: overseas towns never count at load."""
REGIONS = ("Bretagne", "Grand Est", "Occitanie", "Nouvelle-Aquitaine", "Normandie")


@dataclass
class Visit:
    """One first load, some changes of region, one load with a warm cache.

    ``listed`` is when the list beside the map came, for a page that has one.
    """

    load: float = 0.0
    listed: list[float] = field(default_factory=list)
    warm_load: float = 0.0
    filters: list[float] = field(default_factory=list)
    reloads: int = 0
    requests: int = 0
    warm_requests: int = 0
    wire: Counter[str] = field(default_factory=Counter)
    warm_wire: Counter[str] = field(default_factory=Counter)
    websocket: Counter[str] = field(default_factory=Counter)
    per_filter: list[Counter[str]] = field(default_factory=list)
    runs_per_filter: list[int] = field(default_factory=list)
    cpu: float = 0.0


def visit(browser: Browser, served: Served, filters: int) -> Visit:
    """Open the page in a fresh profile, change the region some times, open it again."""
    context = browser.new_context(viewport=DESKTOP, locale="fr-FR", color_scheme="light")
    context.set_default_timeout(60_000)
    context.add_init_script(_PROBE.replace("PROBE", served.program.probe))
    page = context.new_page()
    traffic = Traffic()
    traffic.watch(context.new_cdp_session(page))
    result = Visit()
    used = served.cpu()
    result.load = _load(page, served)
    _quiet(page, traffic)
    result.cpu = served.cpu() - used
    result.wire, result.websocket = traffic.request_bytes(), traffic.websocket_bytes()
    result.requests = len(traffic.requests())
    if listed := page.evaluate("benchLog.listed && benchLog.listed - performance.timeOrigin"):
        result.listed.append(listed / 1000)
    frames = page.evaluate("benchLog.frames")
    for region in _regions(served, filters):
        traffic.clear()
        result.filters.append(_filter(page, region, served.regions[region]))
        _quiet(page, traffic)
        result.per_filter.append(traffic.websocket_bytes())
        result.runs_per_filter.append(traffic.runs())
    result.reloads = page.evaluate("benchLog.frames") - frames
    traffic.clear()
    result.warm_load = _load(page, served)
    _quiet(page, traffic)
    result.warm_wire, result.warm_requests = traffic.request_bytes(), len(traffic.requests())
    context.close()
    return result


def _load(page: Page, served: Served) -> float:
    page.goto(served.page, wait_until="commit")
    least = _LEAST_AT_LOAD * sum(served.regions.values())
    shown = _await(page, f"(n) => n >= {least}")
    return float(shown - page.evaluate("performance.timeOrigin")) / 1000


def _filter(page: Page, region: str, expected: int) -> float:
    choose(page, "Région", region)
    shown = _await(page, f"(n) => n === {expected}")
    acted = [moment for moment in page.evaluate("benchLog.acted") if moment < shown]
    return float(shown - max(acted)) / 1000


def _await(page: Page, holds: str) -> float:
    """Return when the page, or its map, first showed such a number of towns, in milliseconds."""
    script = f"""() => {{
        const holds = {holds};
        const {{ shown }} = window.benchLog ?? {{ shown: [] }};
        const last = shown[shown.length - 1];
        return last && holds(last[1]) ? last[0] : null;
    }}"""
    found: Any = page.wait_for_function(script, polling=20).json_value()
    return float(found)


def _quiet(page: Page, traffic: Traffic, seconds: float = 0.7) -> None:
    """Wait until nothing has come for a while: what follows a filter belongs to it."""
    seen = -1
    deadline = time.monotonic() + 15
    while (now := len(traffic.frames) + sum(traffic.wire.values())) != seen:
        seen = now
        page.wait_for_timeout(1000 * seconds)
        if time.monotonic() > deadline:
            return


def _regions(served: Served, count: int) -> Iterator[str]:
    """Yield regions of the mainland, never the same twice in a row."""
    known = [region for region in REGIONS if served.regions.get(region)]
    for number in range(count):
        yield known[number % len(known)]
