"""Sign-ins that were ended: on every replica, in the write itself, beside older versions."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import update

from harness.imports import tally
from harness.older import store_of_0_1_0, unmigrated
from pvd_geo.editors import Permit
from pvd_geo.errors import AccessError
from pvd_geo.store import end_session, has_ended, open_store, record, revision, undo
from pvd_geo.store.tables import ENDED

if TYPE_CHECKING:
    from sqlalchemy.engine import Engine

LATER = time.time() + 3_600
ANNE = Permit("anne", "a" * 64, LATER)


def test_a_session_ends_once_and_for_every_replica(engine: Engine, url: str) -> None:
    other = open_store(url)
    assert not has_ended(other, ANNE.session)
    end_session(engine, ANNE.session)
    end_session(engine, ANNE.session)
    assert has_ended(other, ANNE.session)
    assert not has_ended(other, "b" * 64)
    other.dispose()


def test_what_is_recorded_under_an_ended_session_is_refused(engine: Engine, url: str) -> None:
    first = record(engine, tally(1), "anne", permit=ANNE)
    other = open_store(url)
    end_session(other, ANNE.session)
    other.dispose()
    with pytest.raises(AccessError, match="terminée"):
        record(engine, tally(2), "anne", permit=ANNE)
    with pytest.raises(AccessError, match="terminée"):
        undo(engine, first, "anne", permit=ANNE)
    assert revision(engine) == 1
    # Nobody else, and not who signs in again.
    assert record(engine, tally(2), "anne", permit=Permit("anne", "c" * 64, LATER))


def test_a_permit_that_runs_out_while_waiting_in_turn_is_refused(engine: Engine) -> None:
    with pytest.raises(AccessError, match="expiré"):
        record(engine, tally(1), "anne", permit=Permit("anne", "a" * 64, time.time() - 1))
    assert revision(engine) == 0


def test_ended_sessions_are_kept_for_longer_than_a_cookie_lives(engine: Engine) -> None:
    for name, days in (("a", 41), ("b", 31)):
        end_session(engine, name * 64)
        with engine.begin() as connection:
            before = datetime.now(UTC).replace(tzinfo=None) - timedelta(days=days)
            connection.execute(update(ENDED).where(ENDED.c.session == name * 64).values(at=before))
    end_session(engine, "c" * 64)
    assert [has_ended(engine, name * 64) for name in "abc"] == [False, True, True]


def test_a_version_that_does_not_know_them_goes_on_beside_one_that_does(url: str) -> None:
    store_of_0_1_0(url)
    newer = open_store(url)
    end_session(newer, ANNE.session)
    older = unmigrated(url)
    undo(older, 1, "anne")
    assert [revision(each) for each in (older, newer)] == [5, 5]
    older.dispose()
    newer.dispose()
