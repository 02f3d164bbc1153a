from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from harness.imports import tally
from harness.processes import GIVE_UP
from pvd_geo import store
from pvd_geo.errors import StoreError
from pvd_geo.ui.shared import recorded
from pvd_geo.ui.shared.recorded import _Door

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Clock:
    def __init__(self) -> None:
        self.now = 1_000.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(recorded, "time", clock)
    return clock


@pytest.fixture
def door(tmp_path: Path) -> Iterator[_Door]:
    opened = _Door(f"sqlite:///{tmp_path}/pvd.sqlite")
    yield opened
    opened.close()


def recorded_meetings(door: _Door) -> int:
    found = door.read()
    assert found is not None
    return len(found.attendance)


def test_what_another_process_recorded_is_seen_a_second_later(door: _Door, clock: Clock) -> None:
    assert recorded_meetings(door) == 0
    other = store.open_store(door.url)
    store.record(other, tally(1), "anne")
    other.dispose()
    clock.now += 0.5
    assert recorded_meetings(door) == 0
    clock.now += 0.6
    assert recorded_meetings(door) == 12


def test_what_was_known_is_shown_while_the_store_is_down(
    door: _Door, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.record(door.open(), tally(1), "anne")
    assert recorded_meetings(door) == 12
    asked = []

    def down(_: object) -> int:
        asked.append(clock.now)
        raise StoreError("down")

    monkeypatch.setattr(store, "revision", down)
    for _ in range(10):
        clock.now += 2
        assert recorded_meetings(door) == 12
    assert not door.is_answering()
    # Asked at first, then only after a while: readers do not wait for a store that is down.
    assert len(asked) == 2
    assert door.failed == asked[-1]


def test_a_store_that_never_opened_gives_nothing(clock: Clock) -> None:
    door = _Door("sqlite:////proc/nowhere/pvd.sqlite")
    assert door.read() is None
    assert door.failed == clock.now


def test_nobody_waits_behind_a_slow_store(
    door: _Door, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert recorded_meetings(door) == 0
    clock.now += 2
    slow, asked = threading.Event(), threading.Event()

    def wait(_: object) -> int:
        asked.set()
        slow.wait(timeout=GIVE_UP)
        return 0

    monkeypatch.setattr(store, "revision", wait)
    first = threading.Thread(target=door.read)
    first.start()
    asked.wait(timeout=GIVE_UP)
    assert recorded_meetings(door) == 0  # at once, though the first is still waiting
    assert door.is_answering()
    clock.now += 1.5
    assert not door.is_answering()  # what the others see is getting old: they are told
    slow.set()
    first.join()
    assert door.is_answering()


def test_a_store_that_was_deleted_is_not_begun_anew(
    door: _Door, clock: Clock, tmp_path: Path
) -> None:
    store.record(door.open(), tally(1), "anne")
    assert recorded_meetings(door) == 12
    path = tmp_path / "pvd.sqlite"
    moved = path.rename(tmp_path / "elsewhere.sqlite")
    for _ in range(3):
        clock.now += 20
        assert recorded_meetings(door) == 12
        assert not door.is_answering()
        assert not path.exists()
    with pytest.raises(StoreError, match="introuvable"):
        door.open()
    # An operator puts it back.
    moved.rename(path)
    clock.now += 20
    assert recorded_meetings(door) == 12
    assert door.is_answering()


def test_an_older_store_that_is_put_in_its_place_is_migrated(
    door: _Door, clock: Clock, tmp_path: Path
) -> None:
    store.record(door.open(), tally(1), "anne")
    assert recorded_meetings(door) == 12
    (tmp_path / "empty").touch()
    (tmp_path / "empty").rename(tmp_path / "pvd.sqlite")
    clock.now += 20
    assert recorded_meetings(door) == 12
    assert not door.is_answering()
    clock.now += 20
    assert recorded_meetings(door) == 0
    assert door.is_answering()


def test_closing_leaves_one_file(door: _Door, clock: Clock, tmp_path: Path) -> None:
    clock.now += 1
    store.record(door.open(), tally(1), "anne")
    door.close()
    assert [path.name for path in tmp_path.iterdir()] == ["pvd.sqlite"]
