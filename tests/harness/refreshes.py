"""Lists brought into force by processes killed on the way: ``python -m harness.refreshes``.

At each step in turn; `hit` kills at random moments instead.
"""

from __future__ import annotations

import contextlib
import itertools
import json
import multiprocessing
import os
import random
import signal
import sys
import threading
import time
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import event

from harness.processes import GIVE_UP
from pvd_geo import store
from pvd_geo.renewal import applying, versions
from pvd_geo.renewal.bringing import Installation
from pvd_geo.store import patience
from pvd_geo.tables import loading
from pvd_geo.tables.changes import Headline, Renewal, TownChange

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from multiprocessing.connection import Connection

    import pandas as pd
    from sqlalchemy.engine import Engine

HEAD = Headline(1, 1, 1)
LIVING = 3
"""Refreshes that live before some are killed: the last of them is timed, the others warm up."""
_SOUND: set[str] = set()


def renewal(folder: Path, number: int) -> Renewal:
    """Return a list that gives the first town of the files in force another date."""
    code, day = _first_town(folder)
    other = f"2022-{number % 12 + 1:02}-{number % 28 + 1:02}"
    change = TownChange(code, "agreement_date", day, other)
    return Renewal(f"{number:064x}", 1, (change,), HEAD, HEAD)


@cache
def _first_town(folder: Path) -> tuple[str, str]:
    """Return its code and date; read once a folder, as a folder in force is never changed."""
    towns = loading.read(folder, "towns").towns
    town = towns.dropna(subset=["agreement_date"]).iloc[0]
    return str(town["insee_code"]), f"{town['agreement_date']:%Y-%m-%d}"


def die_at(place: int, engine: Engine) -> None:
    """Have this process killed at one of its steps: a file written, a name given, a statement."""
    seen = itertools.count()

    def step(*_: Any) -> None:  # noqa: ANN401
        if next(seen) == place:
            os.kill(os.getpid(), signal.SIGKILL)

    def before(work: Callable[..., Any]) -> Callable[..., Any]:
        def stepped(*arguments: Any) -> Any:  # noqa: ANN401
            step()
            done = work(*arguments)
            step()
            return done

        return stepped

    os.fsync = before(os.fsync)
    Path.rename = before(Path.rename)  # type: ignore[method-assign]
    event.listen(engine, "before_cursor_execute", step)
    event.listen(engine, "commit", step)


def die_while(writing: str, moment: float, told: Connection) -> None:
    """Have this process killed some seconds after it began to write the files, or the journal.

    Its own thread kills it: from another process the signal comes too late for the journal, which
    is written in a few milliseconds. It tells when it began which.
    """
    make = versions._make
    sys.setswitchinterval(1e-5)

    def die() -> None:
        time.sleep(moment)
        os.kill(os.getpid(), signal.SIGKILL)

    def begin(name: str) -> None:
        told.send((name, time.monotonic()))
        if name == writing:
            threading.Thread(target=die, daemon=True).start()

    def stepped(target: Path, files: dict[str, bytes]) -> None:
        begin("files")
        make(target, files)
        begin("journal")

    versions._make = stepped


def bring_in(url: str, base: Path, folder: Path, one: Renewal, place: int | None) -> None:
    """Bring a list into force; die at a step, or whenever somebody kills this process."""
    engine = store.open_store(url)
    here = Installation(base, folder, engine)
    seen = store.list_in_force(engine)
    if place is not None:
        die_at(place, engine)
    here.confirm(one, "somebody", seen)


def bring_in_and_end(*given: Any) -> None:  # noqa: ANN401
    """Do the same as a process of its own, which ends at once."""
    bring_in(*given)
    os._exit(0)


def state(url: str, base: Path, folder: Path) -> tuple[int, bool]:
    """Return how many lists are in force, and whether the data in force are whole and theirs."""
    engine = store.open_store(url)
    found = store.renewals(engine)
    engine.dispose()
    now = versions.folder(base, folder, found)
    named = list(folder.glob("[!.]*")) if folder.exists() else []
    # What has a name is never changed: each folder is looked at once.
    fresh = [path for path in (now, *named) if path.name not in _SOUND]
    sound = all(not loading.check(path).faults for path in fresh)
    _SOUND.update(path.name for path in fresh if sound)
    expected = applying.contents(base, [one for one in found if one.in_force])
    same = {path.name: path.read_bytes() for path in now.iterdir()} == expected
    return len(found), sound and same


def killed(url: str, base: Path, folder: Path) -> list[list[Any]]:
    """Kill one refresh after the other, at each step in turn, until one survives.

    Return for each whether it died, came in, and is whole.
    """
    fork = multiprocessing.get_context("fork")
    store.open_store(url).dispose()
    told: list[list[Any]] = []
    before, _ = state(url, base, folder)
    for number in itertools.count():
        engine = store.open_store(url)
        one = renewal(Installation(base, folder, engine).in_force(), number)
        engine.dispose()
        worker = fork.Process(target=bring_in_and_end, args=(url, base, folder, one, number))
        worker.start()
        worker.join()
        after, whole = state(url, base, folder)
        told.append([worker.exitcode == -signal.SIGKILL, after - before, whole])
        before = after
        if worker.exitcode == 0:
            break
    return told


@dataclass(frozen=True)
class Hit:
    """What is left of a refresh that was to be killed.

    Parameters
    ----------
    writing
        What it wrote when the moment was chosen: ``files`` or ``journal``.
    died
        Whether it was killed; else it ended before.
    came
        Whether its list is in force.
    whole
        Whether the data in force are those of before or those of the list, to the byte.
    """

    writing: str
    died: bool
    came: bool
    whole: bool


def hit(url: str, base: Path, folder: Path, seed: int) -> Iterator[Hit]:
    """Kill a refresh at a random moment while it writes; take its list back if it came; again.

    Half of them while they write the files, half while they write the journal, which is soon done.
    """
    dice = random.Random(seed)  # noqa: S311 - moments, not secrets
    store.open_store(url).dispose()
    lengths: dict[str, float] = {}
    for number in itertools.count(1):
        engine = store.open_store(url)
        if (entry := store.list_in_force(engine)) is not None:
            store.undo(engine, entry, "somebody")
        engine.dispose()
        before, _ = state(url, base, folder)
        # The first ones live: they tell how long each takes here.
        writing = ("files", "journal")[number % 2] if number > LIVING else ""
        moment = dice.uniform(0, lengths.get(writing, 0))
        died, took = _brought(url, base, folder, number, writing, moment)
        lengths = lengths if writing else took
        after, whole = state(url, base, folder)
        if writing:
            yield Hit(writing, died, after > before, whole and after - before in {0, 1})


def _brought(  # noqa: PLR0917 - where, what, and when it dies
    url: str, base: Path, folder: Path, number: int, writing: str, moment: float
) -> tuple[bool, dict[str, float]]:
    """Bring in a list by a process that dies as `die_while` says.

    Return whether it was killed, and how long it wrote what.
    """
    fork = multiprocessing.get_context("fork")
    ours, theirs = fork.Pipe(duplex=False)

    def refresh() -> None:
        die_while(writing, moment, theirs)
        bring_in(url, base, folder, many(number), None)
        theirs.send(("done", time.monotonic()))
        os._exit(0)

    worker = fork.Process(target=refresh)
    worker.start()
    theirs.close()
    begun: dict[str, float] = {}
    with ours, contextlib.suppress(EOFError):
        while True:
            name, at = ours.recv()
            begun[name] = at
    worker.join()
    if worker.exitcode not in {0, -signal.SIGKILL}:
        raise RuntimeError(f"a refresh ended with {worker.exitcode}")
    lengths = {name: begun[later] - begun[name] for name, later in itertools.pairwise(begun)}
    return worker.exitcode != 0, lengths


RENAMED, MOVED, LEAVES = "2B050", "22020", "97106"
"""Towns that each of `many` renames, dates anew, and takes out; the small data folder has them."""
BEFORE = date(2021, 12, 31)


def many(number: int) -> Renewal:
    """Return a list that three towns tell apart from every other."""
    changes = (
        TownChange(LEAVES, "listed", "Bouillante", ""),
        TownChange(RENAMED, "name", "Calvi", f"Calvi {number}"),
        TownChange(MOVED, "agreement_date", "2021-03-24", f"{BEFORE + timedelta(number)}"),
    )
    return Renewal(f"{number:064x}", 11, changes, HEAD, HEAD)


def spoken_of(towns: pd.DataFrame) -> set[int]:
    """Return the lists that the three towns speak of; 0 is what was built."""
    of_code = towns.set_index("insee_code")
    named, day = str(of_code.loc[RENAMED, "name"]), of_code.loc[MOVED, "agreement_date"]
    number = int(named.removeprefix("Calvi") or 0)
    dated = 0 if f"{day:%Y-%m-%d}" == "2021-03-24" else (day.date() - BEFORE).days
    return {number, dated, number if (LEAVES in of_code.index) == (number == 0) else -1}


def watch(url: str, base: Path, folder: Path, told: Connection) -> None:
    """Read the data in force over and over; tell each time that another list is in force."""
    patience.READING = float(GIVE_UP)  # as in the process that asks: a busy machine is no fault
    engine = store.open_store(url)
    here, last = Installation(base, folder, engine), None
    while not told.poll(0.01):
        version = here.in_force()
        found = (
            sorted(spoken_of(loading.read(version, "towns").towns)),
            loading.fingerprint(version),
        )
        if found != last:
            told.send(found)
            last = found
    engine.dispose()


if __name__ == "__main__":
    url, base, folder = json.loads(sys.argv[1])
    found = killed(url, Path(base), Path(folder))
    print(json.dumps(found))  # noqa: T201 - read by the test
