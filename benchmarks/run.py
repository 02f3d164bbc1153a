"""Measure the map page against an empty app and against the usual way: ``make bench``."""

from __future__ import annotations

import argparse
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import measure, report
from benchmarks.growth import grow
from benchmarks.served import FLOOR, MAP, MENDED, NAIVE, OURS, ROOT, TRAJECTORY
from playwright.sync_api import sync_playwright

from harness.chromium import launched

if TYPE_CHECKING:
    from benchmarks.measure import Plan
    from playwright.sync_api import Browser

GROWN = (10_000, 35_000)
DOCUMENT = ROOT / "docs" / "performance.md"


def main() -> None:
    arguments = _arguments()
    plan = measure.QUICK if arguments.quick else measure.Plan()
    if arguments.rounds:
        plan = replace(plan, rounds=arguments.rounds)
    with sync_playwright() as playwright:
        browser = launched(playwright)
        text = _measured(browser, plan, naive=not arguments.no_naive, grown=not arguments.no_growth)
        browser.close()
    report.publish(DOCUMENT, text, dry=arguments.dry)


def _measured(browser: Browser, plan: Plan, *, naive: bool, grown: bool) -> str:
    """Measure and return all tables."""
    programs = [FLOOR, OURS, TRAJECTORY, MAP, MENDED, *([NAIVE] if naive else [])]
    results = measure.everything(programs, browser, plan)
    floor, ours, trajectory = results[:3]
    larger = {}
    if grown:
        with tempfile.TemporaryDirectory() as folder:
            more = [
                replace(OURS, name=f"{towns:,} towns", data=Path(folder) / str(towns))
                for towns in GROWN
            ]
            for towns in GROWN:
                grow(ROOT / "data", Path(folder) / str(towns), towns)
            base, *rest = measure.growth([OURS, *more], browser, replace(plan, rounds=2))
            larger = dict(zip(GROWN, rest, strict=True))
    parts = [
        report.machine(browser, plan.rounds),
        "## What was asked for",
        report.bounds(floor, ours, trajectory, base if grown else ours, larger),
        "## All measures",
        report.table(results),
    ]
    if larger:
        parts += ["## More towns", report.table([base, *larger.values()])]
    return "\n\n".join(parts)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, help="visits for each program")
    parser.add_argument("--quick", action="store_true", help="one short round, for development")
    parser.add_argument("--dry", action="store_true", help="print, do not write the document")
    parser.add_argument("--no-naive", action="store_true", help="leave the usual way out")
    parser.add_argument("--no-growth", action="store_true", help="leave the generated towns out")
    return parser.parse_args()


if __name__ == "__main__":
    main()
