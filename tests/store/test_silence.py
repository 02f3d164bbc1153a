"""PostgreSQL that falls silent, and commits whose answer is lost on the way.

Covers: store.causes, store.patience, store.postgresql.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from harness.imports import tally
from harness.processes import GIVE_UP
from harness.proxy import Loss, Proxy, running_proxy
from pvd_geo.errors import StoreError, UnconfirmedError
from pvd_geo.store import history, open_store, patience, record, revision

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sqlalchemy.engine import Engine

    from harness.postgres import Cluster


@pytest.fixture
def direct(cluster: Cluster) -> str:
    return cluster.new_database()


@pytest.fixture
def beside(direct: str) -> Iterator[Callable[[], Engine]]:
    """Open the same store without the proxy."""
    opened: list[Engine] = []

    def open_beside() -> Engine:
        opened.append(open_store(direct))
        return opened[-1]

    yield open_beside
    for each in opened:
        each.dispose()


@pytest.fixture
def proxy(cluster: Cluster) -> Iterator[Proxy]:
    with running_proxy(cluster.port) as running:
        yield running


@pytest.fixture
def engine(direct: str, proxy: Proxy, cluster: Cluster) -> Iterator[Engine]:
    opened = open_store(direct.replace(f":{cluster.port}/", f":{proxy.port}/"))
    yield opened
    opened.dispose()


PAGE = patience.READING
# Short is only the patience with what never comes: on a busy machine an answer takes its time.
SHORT = 0.3


def test_a_reader_is_answered_within_three_seconds() -> None:
    # Also when a connection is tried again after one that was gone.
    assert PAGE < 3


def test_a_silent_server_is_not_waited_for(
    engine: Engine, proxy: Proxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert revision(engine) == 0
    proxy.silence()
    with monkeypatch.context() as hasty:
        hasty.setattr(patience, "READING", SHORT)
        with pytest.raises(StoreError, match="ne répond pas"):
            revision(engine)
        with pytest.raises(StoreError, match="rien n’est enregistré"):
            record(engine, tally(1), "anne")
    proxy.speak()
    assert record(engine, tally(1), "anne") == 1
    assert revision(engine) == 1


def test_a_server_that_is_silent_from_the_start_is_not_waited_for(
    direct: str, proxy: Proxy, cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patience, "READING", SHORT)
    proxy.silence()
    with pytest.raises(StoreError, match="ne répond pas"):
        open_store(direct.replace(f":{cluster.port}/", f":{proxy.port}/"))


def test_a_server_that_was_restarted_is_found_again(
    engine: Engine, proxy: Proxy, beside: Callable[[], Engine]
) -> None:
    assert revision(engine) == 0
    proxy.hang_up()
    assert revision(engine) == 0
    proxy.hang_up()
    assert record(engine, tally(1), "anne") == 1
    assert revision(beside()) == 1


@pytest.mark.parametrize("loss", ["answer", "line"])
def test_a_commit_whose_answer_is_lost_is_looked_up(
    engine: Engine,
    proxy: Proxy,
    beside: Callable[[], Engine],
    loss: Loss,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(patience, "COMMITTING", SHORT)
    proxy.lose(loss)
    number = record(engine, tally(1), "anne")
    assert [entry.entry_id for entry in history(beside())] == [number]


def test_a_commit_that_never_arrived_is_said_to_be_none(
    engine: Engine, proxy: Proxy, beside: Callable[[], Engine], monkeypatch: pytest.MonkeyPatch
) -> None:
    other = beside()
    monkeypatch.setattr(patience, "COMMITTING", SHORT)
    monkeypatch.setattr(patience, "IDLE", SHORT)
    engine.dispose()  # so that its next connection has the patience of this test
    proxy.lose("commit")
    with pytest.raises(StoreError, match="rien n’est enregistré") as caught:
        record(engine, tally(1), "anne")
    assert not isinstance(caught.value, UnconfirmedError)
    assert history(other) == ()
    # What was left open holds nobody up.
    assert record(other, tally(2), "paul")


def test_when_nobody_can_tell_nothing_is_claimed(
    engine: Engine, proxy: Proxy, beside: Callable[[], Engine], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("COMMITTING", "LOOKING_UP"):
        monkeypatch.setattr(patience, name, SHORT)
    proxy.lose("answer", then_silent=True)
    with pytest.raises(UnconfirmedError) as caught:
        record(engine, tally(1), "anne")
    assert "peut-être" in str(caught.value)
    assert "rien n’est enregistré" not in str(caught.value)
    assert len(history(beside())) == 1


def test_another_editor_in_turn_is_waited_for(engine: Engine, beside: Callable[[], Engine]) -> None:
    recorded: list[int] = []
    other = beside()
    writer = threading.Thread(target=lambda: recorded.append(record(engine, tally(2), "paul")))
    with other.begin() as connection:
        connection.exec_driver_sql("UPDATE revision SET number = number + 1")
        writer.start()
        waits = "SELECT count(*) FROM pg_locks WHERE NOT granted AND pid <> pg_backend_pid()"
        while not connection.exec_driver_sql(waits).scalar_one():
            writer.join(timeout=0.05)
    writer.join(timeout=GIVE_UP)
    assert recorded
