"""Sheets to import by the hundred, and processes that import them."""

from __future__ import annotations

import contextlib
import itertools
import json
import multiprocessing
import os
import random
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import event

from pvd_geo.errors import AlreadyRecordedError
from pvd_geo.store import open_store, record
from pvd_geo.tables.records import Attendance, Contribution, Sheet

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

TESTS = Path(__file__).parents[1]
MEETINGS = (*(f"rencontre-{number}" for number in range(11)), "corse")
CONTRIBUTIONS = 40
STATEMENTS = 6
"""What one import sends to SQLite: begin, turn twice, check, journal, rows."""


def tally(number: int) -> Sheet:
    """Return a tally of the twelve meetings; each number makes another file."""
    rows = tuple(Attendance(meeting, "all", number + 1, 3) for meeting in MEETINGS)
    return Sheet("tally", f"{number:064x}", len(rows), rows)


def texts(number: int) -> Sheet:
    """Return a sheet of contributions; each number makes another file."""
    rows = tuple(
        Contribution("corse", "habitat", "idea", f"Texte {number}-{each}")
        for each in range(CONTRIBUTIONS)
    )
    return Sheet("contributions", f"{number:064x}", len(rows), (), rows)


def sheet(number: int) -> Sheet:
    """Return a sheet, of either kind in turn."""
    return texts(number) if number % 2 else tally(number)


def import_and_die(url: str, number: int, dies_at: int | None, ready: Connection) -> None:
    """Import one sheet; die without a word at a given statement, or wait to be killed."""
    engine = open_store(url)
    if dies_at is not None:
        seen = itertools.count()

        @event.listens_for(engine, "before_cursor_execute")
        def _die(*_: Any) -> None:  # noqa: ANN401
            if next(seen) == dies_at:
                os.kill(os.getpid(), signal.SIGKILL)

    ready.send("ready")
    record(engine, sheet(number), "somebody")
    ready.send("done")
    signal.pause()


def kill_at_random(url: str, rounds: int) -> dict[str, list[int]]:
    """Start an import for each round and kill it; return which had said to be done.

    Half die at one statement of the transaction (``inside``), half at any moment.
    """
    fork = multiprocessing.get_context("fork")
    dice = random.Random(20220722)  # noqa: S311 - moments, not secrets
    said: dict[str, list[int]] = {"done": [], "inside": []}
    for number in range(rounds):
        dies_at = dice.randrange(STATEMENTS) if number % 2 else None
        ours, theirs = fork.Pipe(duplex=False)
        worker = fork.Process(target=import_and_die, args=(url, number, dies_at, theirs))
        worker.start()
        theirs.close()
        ours.recv()
        if dies_at is not None:
            said["inside"].append(number)
        ours.poll(dice.uniform(0, 0.08) if dies_at is None else None)
        worker.kill()
        worker.join()
        with contextlib.suppress(EOFError):
            if ours.recv() == "done":
                said["done"].append(number)
        ours.close()
    return said


def import_all(url: str, numbers: list[int]) -> list[str]:
    """Import sheets as one replica does, several editors at a time; return what happened."""
    engine = open_store(url)

    def one(number: int) -> str:
        try:
            record(engine, sheet(number), f"editor {number}")
        except AlreadyRecordedError:
            return "already"
        return "recorded"

    with ThreadPoolExecutor(len(numbers)) as pool:
        return list(pool.map(one, numbers))


def in_a_process(function: str, *arguments: object) -> subprocess.Popen[str]:
    """Start a function of this module in a process of its own; it prints what it returns."""
    command = [sys.executable, "-m", "harness.imports", function, json.dumps(arguments)]
    return subprocess.Popen(command, cwd=TESTS, stdout=subprocess.PIPE, text=True)


if __name__ == "__main__":
    given = json.loads(sys.argv[2])
    outcome = kill_at_random(*given) if sys.argv[1] == "kill" else import_all(*given)
    print(json.dumps(outcome))  # noqa: T201 - read by the test
