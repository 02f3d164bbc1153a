"""Killed at any moment, shared by replicas: each import is there whole, once, or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select, text

from harness.imports import answer, in_a_process, sheet
from pvd_geo.store import open_store, record, revision
from pvd_geo.store.tables import ATTENDANCE, CONTRIBUTION, ENTRY

if TYPE_CHECKING:
    from sqlalchemy.engine import Engine

ROUNDS = 200


def whole_imports(engine: Engine) -> set[int]:
    """Return the numbers of the imports in the store, each checked to be whole."""
    found = []
    with engine.connect() as connection:
        for entry in connection.execute(select(ENTRY)).all():
            number = int(entry.checksum, 16)
            expected = sheet(number)
            for table, rows in (
                (ATTENDANCE, expected.attendance),
                (CONTRIBUTION, expected.contributions),
            ):
                query = select(func.count()).where(table.c.entry_id == entry.id)
                assert connection.execute(query).scalar_one() == len(rows)
            found.append(number)
        for table in (ATTENDANCE, CONTRIBUTION):
            orphans = select(func.count()).where(table.c.entry_id.not_in(select(ENTRY.c.id)))
            assert connection.execute(orphans).scalar_one() == 0
    assert len(found) == len(set(found))
    return set(found)


def test_two_hundred_imports_killed_at_random_are_whole_or_absent(url: str) -> None:
    open_store(url).dispose()
    said = answer(in_a_process("kill", url, ROUNDS))
    # As after a restart: everything is read anew.
    engine = open_store(url)
    found = whole_imports(engine)
    assert set(said["done"]) <= found
    # Who died before the last statement had not committed.
    assert not found & (set(said["inside"]) - set(said["done"]))
    assert revision(engine) == len(found)
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            assert connection.execute(text("PRAGMA integrity_check")).scalar_one() == "ok"
    record(engine, sheet(ROUNDS), "somebody")
    assert whole_imports(engine) == found | {ROUNDS}
    engine.dispose()


@pytest.mark.parametrize("fresh", [False, True], ids=["open", "first"])
def test_two_replicas_and_twenty_imports_lose_and_repeat_nothing(url: str, *, fresh: bool) -> None:
    if not fresh:
        open_store(url).dispose()
    # Ten sheets each; five of them are brought to both replicas at once.
    replicas = [in_a_process("import", url, list(range(start, start + 10))) for start in (0, 5)]
    said = [outcome for replica in replicas for outcome in answer(replica)]
    engine = open_store(url)
    assert sorted(said) == ["already"] * 5 + ["recorded"] * 15
    assert whole_imports(engine) == set(range(15))
    assert revision(engine) == 15
    engine.dispose()


def test_twenty_different_imports_at_once_are_all_there(url: str) -> None:
    replicas = [in_a_process("import", url, list(range(start, 20, 2))) for start in (0, 1)]
    assert [answer(replica) for replica in replicas] == [["recorded"] * 10] * 2
    engine = open_store(url)
    assert whole_imports(engine) == set(range(20))
    engine.dispose()
