"""Print how much of each package the last measured run of the tests went through."""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

ROOT = Path("src/pvd_geo")


def package(path: Path) -> str:
    """Return the package of a file, as its first two folders; modules beside them are the root."""
    inside = path.relative_to(ROOT).parts[:-1]
    return ".".join(("pvd_geo", *inside[:2]))


def main(report: Path) -> None:
    """Print a table of a report that ``coverage json`` wrote."""
    lines: Counter[str] = Counter()
    covered: Counter[str] = Counter()
    for name, file in json.loads(report.read_text("utf-8"))["files"].items():
        for where in (package(Path(name)), "all"):
            lines[where] += file["summary"]["num_statements"]
            covered[where] += file["summary"]["covered_lines"]
    print("Lines that tests/unit and tests/store go through; those of pages are tried elsewhere.")  # noqa: T201
    print(f"{'package':<28}{'statements':>12}{'covered':>10}")  # noqa: T201 - a table to read
    for where in [*sorted(lines.keys() - {"all"}), "all"]:
        share = 100 * covered[where] / max(1, lines[where])
        print(f"{where:<28}{lines[where]:>12,}{share:>9.1f}%")  # noqa: T201 - the same


if __name__ == "__main__":
    main(Path(sys.argv[1]))
