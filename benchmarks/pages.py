"""Every page against the floor: first visit, warm cache, a click in the menu; fast and slow.

Of pages that `benchmarks.run` does not filter, another region is chosen as well.
"""

from __future__ import annotations

import argparse
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from benchmarks import report
from benchmarks.browser import REGIONS
from benchmarks.served import FLOOR, OURS, ROOT, serve
from playwright.sync_api import sync_playwright

from harness.chromium import DESKTOP, choose, launched
from pvd_geo.ui.navigation import RECORD, entries

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.served import Served
    from playwright.sync_api import Browser, BrowserContext, Page

    Place = tuple[str, Served, str]

_PROBE = Path(__file__).with_name("complete.js").read_text(encoding="utf-8")
_STILL = 700
"""A page is complete when nothing has changed that for as long, in milliseconds."""
_FILTERS = 2
"""Regions that are chosen in a visit."""
DOCUMENT = ROOT / "docs" / "performance.md"
MARKS = ("<!-- make bench writes of all pages from here -->", "<!-- all pages to here -->")
BOUNDS = {"first": 1.25, "warm": 1.5, "filter": 1.3}
"""Most times the floor's time, in the same run on the same machine."""
FILTERED = {(FLOOR.name, ""), (OURS.name, "trajectoire")}
"""The floor, and the pages on which a region is chosen: each counts its towns."""
MENU_BOUND = 0.4
"""Seconds from the click to the page, on the machine as it is."""


@dataclass(frozen=True)
class Machine:
    """How slow the visitor's machine and line are: processor by a factor, line in Mbit/s."""

    name: str
    slower: int = 1
    megabits: int | None = None


MACHINES = (Machine("as it is"), Machine("4 x slower, 10 Mbit/s", 4, 10))


@dataclass
class Times:
    """Seconds until a page was complete, visit by visit."""

    first: list[float] = field(default_factory=list)
    warm: list[float] = field(default_factory=list)
    menu: list[float] = field(default_factory=list)
    filter: list[float] = field(default_factory=list)


def measured(browser: Browser, rounds: int) -> dict[Machine, dict[str, Times]]:
    """Return the times by machine, and by name of the floor or title of the page.

    Pages are visited in turn, in each round once, so that what else the machine does hits all.
    """
    titles = (FLOOR.name, *(entry.title for entry in entries()))
    found = {machine: {title: Times() for title in titles} for machine in MACHINES}
    with ExitStack() as stack:
        floor, ours = (stack.enter_context(serve(program)) for program in (FLOOR, OURS))
        places = [(FLOOR.name, floor, "")]
        places += [(entry.title, ours, entry.url_path) for entry in entries()]
        _round(browser, MACHINES[0], places, {})  # pays for the server's caches
        for machine, times in found.items():
            for number in range(max(1, rounds // machine.slower)):
                print(f"{machine.name}: round {number + 1}", flush=True)
                _round(browser, machine, places, times)
    return found


def _round(
    browser: Browser, machine: Machine, places: Sequence[Place], found: dict[str, Times]
) -> None:
    for title, served, path in places:
        first, warm, filters = _visit(browser, machine, served, path)
        if found:
            found[title].first.append(first)
            found[title].warm.append(warm)
            found[title].filter += filters
    for title, seconds in _menu(browser, machine, places[-1][1]).items():
        if found:
            found[title].menu.append(seconds)


def _visit(
    browser: Browser, machine: Machine, served: Served, path: str
) -> tuple[float, float, list[float]]:
    """Open a page in a fresh profile, and once more with what that kept; then choose regions."""
    context = browser.new_context(viewport=DESKTOP, locale="fr-FR", color_scheme="light")
    page = prepared(context, machine)
    times = []
    for _ in range(2):
        page.goto(f"{served.url}/{path}", wait_until="commit")
        times.append(complete(page, 0) / 1000)
    filters = []
    if (served.program.name, path) in FILTERED:
        filters = [_filter(page, served, region) for region in REGIONS[:_FILTERS]]
    context.close()
    return times[0], times[1], filters


def _filter(page: Page, served: Served, region: str) -> float:
    """Choose a region; return the seconds until the page has counted its towns and is complete."""
    choose(page, "Région", region)
    acted = float(page.evaluate("completeLog.acted"))
    # Not whole words: the texts of the elements before and behind follow without a space.
    told = rf"(?<!\d){served.regions[region]}\s+communes"
    # A short run may be over between two looks of the page's log: it is not complete before this.
    counted = page.wait_for_function(
        "(told) => new RegExp(told).test(document.body.textContent) && performance.now()", arg=told
    )
    return (max(complete(page, acted), float(counted.json_value())) - acted) / 1000


def _menu(browser: Browser, machine: Machine, served: Served) -> dict[str, float]:
    """Click through the menu twice; the second time every page's programs are there."""
    context = browser.new_context(viewport=DESKTOP, locale="fr-FR", color_scheme="light")
    page = prepared(context, machine)
    page.goto(served.url, wait_until="commit")
    complete(page, 0)
    menu = [entry for entry in entries() if entry.url_path != RECORD]  # shown to editors alone
    times = {}
    for entry in (*menu[1:], menu[0]) * 2:
        page.get_by_role("link", name=entry.title, exact=True).first.click()
        acted = page.evaluate("completeLog.acted")
        page.wait_for_function("(title) => document.title.includes(title)", arg=entry.title)
        times[entry.title] = (complete(page, acted) - acted) / 1000
    context.close()
    return times


def prepared(context: BrowserContext, machine: Machine) -> Page:
    """Return a blank page of a profile, as slow as the machine, that notes when it is complete."""
    context.set_default_timeout(120_000)
    context.add_init_script(_PROBE)
    page = context.new_page()
    tools = context.new_cdp_session(page)
    if machine.slower > 1:
        tools.send("Emulation.setCPUThrottlingRate", {"rate": machine.slower})
    if machine.megabits:
        speed = machine.megabits * 1e6 / 8
        tools.send("Network.enable")
        tools.send(
            "Network.emulateNetworkConditions",
            {
                "offline": False,
                "latency": 20,
                "downloadThroughput": speed,
                "uploadThroughput": speed,
            },
        )
    return page


def complete(page: Page, after: float) -> float:
    """Return since when the page is complete, in its milliseconds, once it has stayed so."""
    script = f"""(after) => {{
        const since = window.completeLog?.since ?? null;
        return since !== null && since > after && performance.now() - since > {_STILL}
            ? since : null;
    }}"""
    return float(page.wait_for_function(script, arg=after, polling=30).json_value())


def table(found: dict[str, Times], machine: Machine) -> str:
    """Return the table of one machine, a row a page, and whether the bounds hold."""
    floor = found[FLOOR.name]
    heads = (
        *("page", "first visit, s · × floor", "warm cache, s · × floor", "by the menu, s"),
        "another region, s · × floor",
    )
    lines = [f"Visitor's machine {machine.name}:", "", f"| {' | '.join(heads)} |"]
    lines.append("|---" * len(heads) + "|")
    for title, times in found.items():
        first = _against(times.first, floor.first, BOUNDS["first"])
        warm = _against(times.warm, floor.warm, BOUNDS["warm"])
        menu = _menu_cell(times.menu, machine)
        region = _against(times.filter, floor.filter, BOUNDS["filter"])
        lines.append(f"| {title} | {first} | {warm} | {menu} | {region} |")
    return "\n".join(lines)


def _against(seconds: Sequence[float], floor: Sequence[float], bound: float) -> str:
    if not seconds:
        return "–"
    ratio = median(seconds) / median(floor)
    text = f"{median(seconds):.2f} ({min(seconds):.2f}–{max(seconds):.2f})"
    if seconds is floor:
        return text
    return f"{text} · {ratio:.2f}" if ratio <= bound else f"{text} · **{ratio:.2f}**"


def _menu_cell(seconds: Sequence[float], machine: Machine) -> str:
    if not seconds:
        return "–"
    text = f"{median(seconds):.2f} ({min(seconds):.2f}–{max(seconds):.2f})"
    return text if machine.slower > 1 or median(seconds) <= MENU_BOUND else f"**{text}**"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--rounds", type=int, default=4, help="visits for each page; fewer on the slow machine"
    )
    parser.add_argument("--dry", action="store_true", help="print, do not write the document")
    arguments = parser.parse_args()
    with sync_playwright() as playwright:
        browser = launched(playwright)
        head = report.machine(browser, arguments.rounds)
        found_by_machine = measured(browser, arguments.rounds)
        browser.close()
    text = "\n\n".join([head, *(table(times, one) for one, times in found_by_machine.items())])
    report.publish(DOCUMENT, text, MARKS, dry=arguments.dry)


if __name__ == "__main__":
    main()
