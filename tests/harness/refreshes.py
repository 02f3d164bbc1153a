"""Lists brought into force by processes killed on the way: ``python -m harness.refreshes``.

At each step in turn, or at random moments.
"""

from __future__ import annotations

import itertools
import json
import multiprocessing
import os
import random
import signal
import sys
import time
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import event

from harness.datafiles import REAL
from harness.processes import GIVE_UP
from pvd_geo import store
from pvd_geo.renewal import applying, versions
from pvd_geo.renewal.bringing import Installation
from pvd_geo.store import patience
from pvd_geo.tables import loading
from pvd_geo.tables.changes import Headline, Renewal, TownChange

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection

    import pandas as pd
    from sqlalchemy.engine import Engine

HEAD = Headline(1, 1, 1)
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


def bring_in(url: str, base: Path, folder: Path, one: Renewal, place: int | None) -> None:
    """Bring a list into force; die at a step, or whenever somebody kills this process."""
    engine = store.open_store(url)
    here = Installation(base, folder, engine)
    seen = store.list_in_force(engine)
    if place is not None:
        die_at(place, engine)
    here.confirm(one, "somebody", seen)
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
    expected = applying.contents(base, found)
    same = {path.name: path.read_bytes() for path in now.iterdir()} == expected
    return len(found), sound and same


def killed(url: str, base: Path, folder: Path, rounds: int | None) -> list[list[Any]]:
    """Kill one refresh after the other; return for each whether it died, came in, and is whole.

    At each step in turn until one survives, or ``rounds`` times at random moments.
    """
    fork = multiprocessing.get_context("fork")
    dice = random.Random(20220722)  # noqa: S311 - moments, not secrets
    store.open_store(url).dispose()
    told: list[list[Any]] = []
    length = 0.0
    before, _ = state(url, base, folder)
    for number in itertools.count() if rounds is None else range(rounds + 1):
        engine = store.open_store(url)
        one = renewal(Installation(base, folder, engine).in_force(), number)
        engine.dispose()
        place = number if rounds is None else None
        worker = fork.Process(target=bring_in, args=(url, base, folder, one, place))
        started = time.monotonic()
        worker.start()
        if rounds is not None and number:
            # The first one lives: it tells how long a refresh takes here.
            worker.join(dice.uniform(0, 1.1 * length))
            worker.kill()
        worker.join()
        length = length or time.monotonic() - started
        after, whole = state(url, base, folder)
        told.append([worker.exitcode == -signal.SIGKILL, after - before, whole])
        before = after
        if rounds is None and worker.exitcode == 0:
            return told
    return told


RENAMED, MOVED, LEAVES = "2B050", "22020", "97106"
"""Towns of the small data folder that each of `many` renames, dates anew, and takes out."""


def many(number: int) -> Renewal:
    """Return a list that three towns of the small data folder tell apart from every other."""
    changes = (
        TownChange(LEAVES, "listed", "Bouillante", ""),
        TownChange(RENAMED, "name", "Calvi", f"Calvi {number}"),
        TownChange(MOVED, "agreement_date", "2021-03-24", f"2022-01-{number:02}"),
    )
    return Renewal(f"{number:064x}", 11, changes, HEAD, HEAD)


def spoken_of(towns: pd.DataFrame) -> set[int]:
    """Return the lists that towns of the small data folder speak of; 0 is what was built."""
    of_code = towns.set_index("insee_code")
    named, day = str(of_code.loc[RENAMED, "name"]), of_code.loc[MOVED, "agreement_date"]
    number = int(named.removeprefix("Calvi") or 0)
    dated = 0 if f"{day:%Y-%m-%d}" == "2021-03-24" else day.day
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
    url, base, folder, rounds = json.loads(sys.argv[1])
    found = killed(url, Path(base) if base else REAL, Path(folder), rounds)
    print(json.dumps(found))  # noqa: T201 - read by the test
