"""Kill a refresh of the data a hundred times while it writes: `make killed`.

Each list is brought in by a process of its own, which is killed (`kill -9`) at a random moment
while it writes the files, or the journal; only those that were hit are counted. After each, what is
in force is held against what it must be, byte by byte, and its list is taken back. Another process
reads all the while, as a server does. Prints a table; exit 1 when anything is neither the data of
before nor those of the list. It runs on the small data of the tests; `KILLED_DATA=data` takes the
real ones.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import secrets
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Final

from harness import refreshes
from harness.datafiles import mini

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

ROWS: Final = {"files": "the files", "journal": "the journal"}
WASTED: Final = 4
"""Times as many refreshes as kills, after which too few of them are hit to go on."""


def say(line: str) -> None:
    """Print a line at once: the run takes minutes."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def counted(url: str, base: Path, folder: Path, kills: int, seed: int) -> Counter[tuple[str, str]]:
    """Kill that many; return how many, by what they wrote and what is in force after."""
    found: Counter[tuple[str, str]] = Counter()
    left = dict.fromkeys(ROWS, kills // len(ROWS))
    for number, one in enumerate(refreshes.hit(url, base, folder, seed), start=1):
        if one.died and one.whole and not left[one.writing]:
            continue
        left[one.writing] -= one.died
        outcome = ("new" if one.came else "old") if one.whole else "mixture"
        found[one.writing, outcome if one.died or not one.whole else "ended before"] += 1
        if not any(left.values()) or number == WASTED * kills:
            break
    return found


def heard(told: Connection) -> list[list[int]]:
    """Return the lists that the reader saw, one reading after the other."""
    seen = []
    with contextlib.suppress(EOFError, ConnectionResetError):
        while True:
            seen.append(told.recv()[0])
    return seen


def main() -> int:
    """Run; return 1 when something else than the old or the new data was in force or was read."""
    kills = int(os.environ.get("KILLS", "100"))
    seed = int(os.environ.get("KILLED_SEED") or secrets.randbelow(2**32))
    say(f"seed {seed}, {kills} kills")
    with tempfile.TemporaryDirectory(prefix="pvd-killed-") as name:
        url, folder = f"sqlite:///{name}/pvd.sqlite", Path(name) / "versions"
        given = os.environ.get("KILLED_DATA")
        base = Path(given) if given else mini(Path(name) / "data")
        spawn = multiprocessing.get_context("spawn")
        ours, theirs = spawn.Pipe()
        reader = spawn.Process(target=refreshes.watch, args=(url, base, folder, theirs))
        reader.start()
        theirs.close()
        found = counted(url, base, folder, kills, seed)
        ours.send("stop")
        seen = heard(ours)
        reader.join()
    say("| killed while it wrote | kills | old | new | mixture | ended before the kill |")
    say("|---|---:|---:|---:|---:|---:|")
    for writing, label in ROWS.items():
        old, new, mixture, ended = (
            found[writing, outcome] for outcome in ("old", "new", "mixture", "ended before")
        )
        say(f"| {label} | {old + new + mixture} | {old} | {new} | {mixture} | {ended} |")
    mixed = [lists for lists in seen if len(lists) != 1]
    say(f"The reader saw {len(seen)} changes of the data in force, {len(mixed)} of them mixtures.")
    hits = sum(count for (_, outcome), count in found.items() if outcome != "ended before")
    wrong = bool(mixed) or reader.exitcode != 0 or any(found[one, "mixture"] for one in ROWS)
    return 1 if wrong or hits < kills // len(ROWS) * len(ROWS) else 0


if __name__ == "__main__":
    sys.exit(main())
