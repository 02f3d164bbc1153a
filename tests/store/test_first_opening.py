"""A new SQLite file that several processes open at once."""

from __future__ import annotations

import sqlite3

import pytest

from pvd_geo.store import patience, sqlite


def refusal(code: int) -> sqlite3.OperationalError:
    error = sqlite3.OperationalError("database is locked")
    error.sqlite_errorcode = code
    return error


class Cursor:
    """Refuses some times before it does as it is told."""

    def __init__(self, *refusals: sqlite3.OperationalError) -> None:
        self.refusals = list(refusals)
        self.asked: list[str] = []

    def execute(self, statement: str) -> None:
        self.asked.append(statement)
        if self.refusals:
            raise self.refusals.pop()


def test_who_is_refused_for_another_asks_again() -> None:
    cursor = Cursor(refusal(sqlite3.SQLITE_BUSY), refusal(sqlite3.SQLITE_BUSY))
    sqlite._keep_a_write_ahead_log(cursor)  # type: ignore[arg-type]
    assert cursor.asked == ["PRAGMA journal_mode=WAL"] * 3


def test_another_fault_is_not_waited_out() -> None:
    cursor = Cursor(refusal(sqlite3.SQLITE_CANTOPEN))
    with pytest.raises(sqlite3.OperationalError):
        sqlite._keep_a_write_ahead_log(cursor)  # type: ignore[arg-type]
    assert len(cursor.asked) == 1


def test_waiting_has_an_end() -> None:
    with patience.at_most(0), pytest.raises(sqlite3.OperationalError):
        sqlite._keep_a_write_ahead_log(Cursor(refusal(sqlite3.SQLITE_BUSY)))  # type: ignore[arg-type]
