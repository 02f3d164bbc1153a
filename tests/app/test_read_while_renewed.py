"""Readers while lists come into force and are taken back: one list each time, never a mixture.

Covers: ui.shared.in_force, ui.shared.datasets.
"""

from __future__ import annotations

import contextlib
import io
import multiprocessing
import sys
import threading
from collections import defaultdict
from types import ModuleType
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from harness import refreshes
from harness.datafiles import mini
from harness.processes import GIVE_UP
from pvd_geo import store
from pvd_geo.renewal.bringing import Installation
from pvd_geo.settings import settings
from pvd_geo.store import patience
from pvd_geo.ui.server.by_address import answers
from pvd_geo.ui.shared import datasets, in_force, keys, recorded

if TYPE_CHECKING:
    from collections.abc import Iterator
    from multiprocessing.connection import Connection
    from pathlib import Path

    from pvd_geo.tables.dataset import Dataset

LISTS = 2
ROUNDS = 3
READERS = 2


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Installation]:
    base = mini(tmp_path / "data")
    monkeypatch.setenv("PVD_DATA_DIR", str(base))
    monkeypatch.setenv("PVD_DATABASE_URL", f"sqlite:///{tmp_path}/pvd.sqlite")
    monkeypatch.setenv("PVD_VERSIONS_DIR", str(tmp_path / "versions"))
    # What is asked is what readers are shown, not how soon.
    monkeypatch.setattr(recorded, "FRESH", 0.0)
    for name in ("READING", "WRITING", "COMMITTING"):
        monkeypatch.setattr(patience, name, float(GIVE_UP))
    _forget()
    yield Installation(base, tmp_path / "versions", recorded.engine())
    recorded.close()
    _forget()


def _forget() -> None:
    settings.cache_clear()
    recorded._door_to.cache_clear()
    in_force._made.cache_clear()


class Seen:
    """What readers saw; they rest once they see the list that is awaited, until the next one."""

    def __init__(self) -> None:
        self.awaited: int | None = 0
        self.now: dict[object, int] = {}
        self.mixed: list[object] = []
        self.digests: dict[int, set[str]] = defaultdict(set)
        self.changed = threading.Condition()

    def tell(self, who: object, spoken_of: set[int], digest: str) -> None:
        with self.changed:
            if len(spoken_of) > 1:
                self.mixed.append((who, spoken_of))
            self.now[who] = max(spoken_of)
            self.digests[max(spoken_of)].add(digest)
            self.changed.notify_all()

    def rest(self, who: object) -> None:
        with self.changed:
            self.changed.wait_for(lambda: self.now.get(who) != self.awaited, GIVE_UP)

    def look_for(self, number: int | None) -> None:
        with self.changed:
            self.awaited = number
            self.changed.notify_all()

    def wait_for(self, number: int) -> None:
        def everybody() -> bool:
            return bool(self.mixed) or (
                len(self.now) == READERS + 1 and set(self.now.values()) == {number}
            )

        with self.changed:
            assert self.changed.wait_for(everybody, GIVE_UP), self.now


def as_the_server_does(*, files: bool) -> tuple[set[int], str]:
    """Return the lists that one reading through the shared caches speaks of, and its digest."""
    with in_force.one_version():
        towns = datasets.dataset().towns
        found = refreshes.spoken_of(towns)
        (number, *_) = found
        leaves = refreshes.LEAVES
        choices, levels, digest = datasets.choices(), datasets.levels(), keys.files()
        if files:
            made = answers._made("communes.csv", [], "/data/").body
            columns = {"insee_code": "str"}
            rows = pd.read_csv(io.BytesIO(made), dtype=columns, parse_dates=["agreement_date"])
            found |= refreshes.spoken_of(rows)
    found.add(int(choices.towns[refreshes.RENAMED].removeprefix("Calvi") or 0))
    for codes in (set(choices.towns), set(levels["insee_code"])):
        found.add(number if codes == set(towns["insee_code"]) else -1)
        found.add(number if (leaves in codes) == (number == 0) else -2)
    return found, digest


def read(who: int, seen: Seen, end: threading.Event) -> None:
    """Read as the server does until told to stop; what goes wrong is told as a mixture."""
    try:
        while not end.is_set():
            seen.tell(who, *as_the_server_does(files=who == 0))
            seen.rest(who)
    except Exception as error:  # noqa: BLE001 - told to the test, which fails of it
        with seen.changed:
            seen.mixed.append((who, error))
            seen.changed.notify_all()


def hear(told: Connection, seen: Seen, end: threading.Event) -> None:
    """Pass on what another process sees; if it ends before it is told to, the test fails of it."""
    with contextlib.suppress(EOFError, ConnectionResetError):
        while True:
            spoken_of, digest = told.recv()
            seen.tell("process", set(spoken_of), digest)
    with seen.changed:
        if not end.is_set():
            seen.mixed.append(("process", "ended early"))
            seen.changed.notify_all()


def test_readers_see_one_list_each_time(
    here: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A page that was tried before may stand as the main module, which a new process runs again.
    monkeypatch.setitem(sys.modules, "__main__", ModuleType("__main__"))
    seen, end = Seen(), threading.Event()
    ours, theirs = multiprocessing.get_context("spawn").Pipe()
    url = settings().database_url.get_secret_value()
    given = (url, here.base, here.versions, theirs)
    other = multiprocessing.get_context("spawn").Process(target=refreshes.watch, args=given)
    other.start()
    theirs.close()
    workers = [threading.Thread(target=read, args=(one, seen, end)) for one in range(READERS)]
    workers.append(threading.Thread(target=hear, args=(ours, seen, end)))
    for worker in workers:
        worker.start()
    try:
        seen.wait_for(0)
        for place in range(ROUNDS):
            number = 1 + place % LISTS
            seen.look_for(number)
            entry = here.confirm(refreshes.many(number), "Anne", None)
            seen.wait_for(number)
            seen.look_for(0)
            store.undo(here.engine, entry, "Luc")
            seen.wait_for(0)
    finally:
        end.set()
        seen.look_for(None)
        with contextlib.suppress(OSError):
            ours.send("stop")
        other.join()
        for worker in workers:
            worker.join()
    assert seen.mixed == []
    # Threads and processes make the same files of the same list, each time it comes.
    assert {number: len(found) for number, found in seen.digests.items()} == dict.fromkeys(
        range(LISTS + 1), 1
    )


def test_what_is_kept_for_a_list_is_made_of_that_list(
    here: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Outside of a page too, where a list may come between a key and its tables."""
    read_tables = datasets.dataset

    def a_list_comes_first(*tables: str) -> Dataset:
        monkeypatch.setattr(datasets, "dataset", read_tables)
        here.confirm(refreshes.many(1), "Anne", None)
        return read_tables(*tables)

    in_force.newest()
    monkeypatch.setattr(datasets, "dataset", a_list_comes_first)
    assert refreshes.LEAVES in set(datasets.levels()["insee_code"])
    assert refreshes.LEAVES not in set(datasets.levels()["insee_code"])
