"""What each page keeps the browser busy with until it is complete, its programs being in the cache.

Streamlit's page and the map's frame share one thread of the browser; Chromium's profiler looks at
it ten thousand times a second. What it calls "(program)" is the browser itself: it takes programs
in, finds places and paints.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from statistics import median
from typing import TYPE_CHECKING, Any

from benchmarks import report
from benchmarks.pages import DOCUMENT, MACHINES, complete, prepared
from benchmarks.served import FLOOR, OURS, serve
from playwright.sync_api import sync_playwright

from harness.chromium import DESKTOP, launched
from pvd_geo.ui.navigation import entries

if TYPE_CHECKING:
    from benchmarks.served import Served
    from playwright.sync_api import Browser

MARKS = ("<!-- benchmarks.profiled writes from here -->", "<!-- profiled to here -->")
WAITING = "waiting"
BROWSER = "the browser itself"
STREAMLIT = "Streamlit's other programs"
PROGRAMS = (
    ("React", r"/react"),
    ("styles", r"/(?:emotion|styled-components)"),
    ("Vega", r"/(?:embed|vega)"),
    ("the map and its frame", r"/component/|/pvd/.*map\."),
    (STREAMLIT, r"/static/"),
)
"""Who a program belongs to, by a part of its address; the first that fits."""
COLUMNS = (WAITING, BROWSER, *(name for name, _ in PROGRAMS), "ours", "garbage")
_NATIVE = {"(idle)": WAITING, "(program)": BROWSER, "(garbage collector)": "garbage"}


def shares(profile: dict[str, Any], seconds: float) -> Counter[str]:
    """Return the milliseconds of each column in the first seconds of a profile."""
    calls = {node["id"]: node["callFrame"] for node in profile["nodes"]}
    above = {child: node["id"] for node in profile["nodes"] for child in node.get("children", [])}

    def owner(at: int | None) -> str:
        """Return the column of a call, or of what called it when it has no program of its own."""
        while at is not None:
            if native := _NATIVE.get(calls[at]["functionName"]):
                return native
            if url := calls[at]["url"]:
                return next((name for name, part in PROGRAMS if re.search(part, url)), "ours")
            at = above.get(at)
        return BROWSER

    found: Counter[str] = Counter()
    passed = 0
    for sample, took in zip(profile["samples"], profile["timeDeltas"], strict=True):
        passed += took
        if passed > 1e6 * seconds:
            break
        found[owner(sample)] += took / 1000
    return found


def visited(browser: Browser, served: Served, path: str) -> Counter[str]:
    """Open a page twice in a fresh profile, and return what the second time went to."""
    with browser.new_context(viewport=DESKTOP, locale="fr-FR", color_scheme="light") as context:
        page = prepared(context, MACHINES[0])
        page.goto(f"{served.url}/{path}", wait_until="commit")
        complete(page, 0)
        tools = context.new_cdp_session(page)
        tools.send("Profiler.enable")
        tools.send("Profiler.setSamplingInterval", {"interval": 100})
        tools.send("Profiler.start")
        page.goto(f"{served.url}/{path}", wait_until="commit")
        until = complete(page, 0) / 1000
        return shares(tools.send("Profiler.stop")["profile"], until)


def table(found: dict[str, list[Counter[str]]]) -> str:
    """Return a row a page, medians in milliseconds."""
    lines = [f"| page | {' | '.join(COLUMNS)} | all |", "|---" * (len(COLUMNS) + 2) + "|"]
    for title, visits in found.items():
        cells = [median(visit[column] for visit in visits) for column in COLUMNS]
        whole = median(visit.total() for visit in visits)
        lines.append(f"| {title} | {' | '.join(f'{each:.0f}' for each in (*cells, whole))} |")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--dry", action="store_true", help="print, do not write the document")
    arguments = parser.parse_args()
    with sync_playwright() as playwright, serve(FLOOR) as floor, serve(OURS) as ours:
        browser = launched(playwright)
        head = f"{report.computer()}; Chromium {browser.version}. "
        head += f"Medians of {arguments.rounds} rounds, in milliseconds."
        places = {FLOOR.name: (floor, "")} | {
            entry.title: (ours, entry.url_path) for entry in entries()
        }
        found: dict[str, list[Counter[str]]] = {title: [] for title in places}
        for number in range(arguments.rounds + 1):
            for title, place in places.items():
                visit = visited(browser, *place)
                if number:  # the first round pays for the server's caches
                    found[title].append(visit)
        browser.close()
    text = f"{head}\n\n{table(found)}"
    report.publish(DOCUMENT, text, MARKS, dry=arguments.dry)


if __name__ == "__main__":
    main()
