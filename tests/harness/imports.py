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

from harness.processes import GIVE_UP
from pvd_geo.errors import AlreadyRecordedError, StoreError
from pvd_geo.store import close, open_store, patience, record, revision
from pvd_geo.tables.records import Attendance, Contribution, Sheet

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection

TESTS = Path(__file__).parents[1]
MEETINGS = (*(f"rencontre-{number}" for number in range(11)), "corse")
CONTRIBUTIONS = 40
STATEMENTS = 9
"""What one import sends to SQLite: patience, begin, look, turn twice, check, journal, rows."""


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
    # What opening a store loads is loaded once, and not anew by each process that is to die.
    open_store(url).dispose()
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


def read_only_for_a_while(folder: str, user: int, what: str) -> list[Any]:
    """Record into a file that may be written, then may not, then may; return what was said.

    What may not be written is the file alone, or its folder too, in which the program then starts.
    Root may always write, so another user does it; what root alone can import is imported before.
    """
    open_store(f"sqlite:///{folder}/first.sqlite").dispose()
    if os.getuid() == 0:
        os.chown(folder, user, -1)
        os.setuid(user)
    path = Path(folder) / "pvd.sqlite"
    engine = open_store(f"sqlite:///{path}")
    record(engine, tally(1), "anne")
    close(engine)
    said: list[Any] = []
    path.chmod(0o400)
    if what == "folder":
        Path(folder).chmod(0o500)
        engine = open_store(f"sqlite:///{path}")
    try:
        record(engine, tally(2), "anne")
    except StoreError as error:
        said.append(str(error))
    said.append(revision(engine))
    Path(folder).chmod(0o700)
    for file in Path(folder).glob("pvd.sqlite*"):  # a log that was begun meanwhile as well
        file.chmod(0o600)
    record(engine, tally(2), "anne")
    return [*said, revision(engine)]


FUNCTIONS: dict[str, Callable[..., Any]] = {
    "kill": kill_at_random,
    "import": import_all,
    "read-only": read_only_for_a_while,
}


def answer(process: subprocess.Popen[str]) -> Any:  # noqa: ANN401 - what JSON holds
    """Return what a process of `in_a_process` printed."""
    try:
        output, _ = process.communicate(timeout=GIVE_UP)
    finally:
        process.kill()
    assert process.returncode == 0
    return json.loads(output)


def in_a_process(function: str, *arguments: object) -> subprocess.Popen[str]:
    """Start one of `FUNCTIONS` in a process of its own; it prints what it returns."""
    command = [sys.executable, "-m", "harness.imports", function, json.dumps(arguments)]
    return subprocess.Popen(command, cwd=TESTS, stdout=subprocess.PIPE, text=True)


if __name__ == "__main__":
    # What is asked is what becomes of imports, not how long their turn takes on a busy machine.
    patience.READING = patience.WRITING = patience.COMMITTING = float(GIVE_UP)
    print(json.dumps(FUNCTIONS[sys.argv[1]](*json.loads(sys.argv[2]))))  # noqa: T201 - read by the test
