"""What was made is made once for a version, and gives way."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

import anyio
import pytest

from pvd_geo.ui.server.by_address import shelf
from pvd_geo.ui.server.by_address.problems import Problem
from pvd_geo.ui.server.by_address.shelf import Made, Shelf

if TYPE_CHECKING:
    from collections.abc import Callable


class Maker:
    """Counts what it makes."""

    def __init__(self, body: bytes = b"rows") -> None:
        self.count, self.body = 0, body

    def __call__(self) -> Made:
        self.count += 1
        return Made(self.body, "text/csv")


@pytest.fixture(autouse=True)
def _always_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf, "_FRESH", -1)


def asked(kept: Shelf, key: str, make: Callable[[], Made]) -> Made:
    async def ask() -> Made:
        return await kept.get(key, make)

    return anyio.run(ask)


def test_the_same_file_is_made_once_until_the_version_changes() -> None:
    versions, make = [1], Maker()
    kept = Shelf(lambda: versions[0])
    assert asked(kept, "a", make) is asked(kept, "a", make)
    assert make.count == 1
    versions[0] = 2
    asked(kept, "a", make)
    assert make.count == 2


def test_many_who_ask_at_once_wait_for_one_making() -> None:
    make, kept = Maker(), Shelf(lambda: 1)

    async def ask() -> None:
        async with anyio.create_task_group() as group:
            for _ in range(10):
                group.start_soon(kept.get, "a", make)

    anyio.run(ask)
    assert make.count == 1


def test_the_longest_unused_gives_way(monkeypatch: pytest.MonkeyPatch) -> None:
    make, kept = Maker(b"x" * 10_000), Shelf(lambda: 1)
    monkeypatch.setattr(shelf, "MOST_BYTES", 30_000)
    for key in ("a", "b", "a", "c"):
        asked(kept, key, make)
    assert make.count == 3
    asked(kept, "a", make)
    assert make.count == 3
    asked(kept, "b", make)
    assert make.count == 4


def test_what_was_made_of_an_older_version_is_not_kept() -> None:
    kept, make = Shelf(lambda: 1), Maker()

    def outrun() -> Made:
        kept._version = 2  # another request has seen the new one meanwhile
        return make()

    asked(kept, "a", outrun)
    assert not kept._kept
    asked(kept, "a", make)
    assert make.count == 2


def test_too_many_who_wait_are_asked_to_come_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf, "MOST_WAITING", 0)
    with pytest.raises(Problem) as told:
        asked(Shelf(lambda: 1), "a", Maker())
    assert told.value.status is HTTPStatus.SERVICE_UNAVAILABLE


def test_what_cannot_be_made_is_tried_again() -> None:
    kept, make = Shelf(lambda: 1), Maker()

    def broken() -> Made:
        raise Problem(HTTPStatus.SERVICE_UNAVAILABLE, "à réparer")

    with pytest.raises(Problem):
        asked(kept, "a", broken)
    assert asked(kept, "a", make).body == b"rows"
