"""Ask a list of known faults about each package of a lock: ``python scripts/audit.py LOCK``.

pip-audit asks PyPI, so this needs the network; without it no package is judged, and that is said
in one line instead of passing for a clean answer.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any


def judged(answer: str, lock: str) -> tuple[list[str], bool]:
    """Return what to say of pip-audit's answer, and whether a fault is known.

    Parameters
    ----------
    answer
        What pip-audit wrote in its JSON; empty or cut off when it could not ask.
    lock
        The file that was audited, for the sentences.
    """
    try:
        packages: list[dict[str, Any]] = json.loads(answer)["dependencies"]
    except (ValueError, KeyError):
        packages = []
    asked = [one for one in packages if "skip_reason" not in one]
    if not asked:
        return [f"{lock} was not audited: the list of known faults could not be asked."], False
    lines = [
        f"{one['name']} {one['version']}: {fault['id']}, mended in "
        f"{', '.join(fault['fix_versions']) or 'no release yet'}"
        for one in asked
        for fault in one["vulns"]
    ]
    left = sorted(one["name"] for one in packages if "skip_reason" in one)
    unknown = f"; not known there: {', '.join(left)}" if left else ""
    return [*lines, f"{lock}: known faults of {len(asked)} packages: {len(lines)}{unknown}."], bool(
        lines
    )


def main(lock: str) -> int:
    """Audit a lock; return 1 when a fault is known."""
    command = [
        str(Path(sys.executable).with_name("pip-audit")),
        *("--requirement", lock, "--require-hashes", "--disable-pip"),
        *("--format", "json", "--progress-spinner", "off"),
    ]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False)
    lines, has_faults = judged(done.stdout.decode(), lock)
    print("\n".join(lines))  # noqa: T201 - its output is what it is for
    return int(has_faults)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
