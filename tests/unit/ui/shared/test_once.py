"""What is made once for all sessions, and when it is made anew."""

from __future__ import annotations

import pandas as pd

from pvd_geo.ui.shared.once import once

CALLS: list[object] = []


def total(frame: pd.DataFrame, name: str, *, of: str = "") -> int:
    CALLS.append((name, of))
    return int(frame["n"].sum())


def asked(frame: pd.DataFrame, name: str, **named: str) -> int:
    """Return how often the function ran for these, asked twice."""
    CALLS.clear()
    first, second = (once(total, frame, name, **named) for _ in range(2))
    assert first == second == frame["n"].sum()
    return len(CALLS)


def test_the_same_things_give_the_same_and_others_are_asked_for_anew() -> None:
    one, equal = (pd.DataFrame({"n": [1, 2]}) for _ in range(2))
    assert asked(one, "a") == 1
    assert asked(one, "a") == 0
    assert asked(one, "b") == 1
    assert asked(one, "a", of="c") == 1
    assert asked(equal, "a") == 1  # a table is itself, whatever it holds
    assert asked(one, "a") == 0


def test_a_table_that_is_gone_is_never_taken_for_one_at_its_place() -> None:
    found = []
    for number in range(400):
        frame = pd.DataFrame({"n": [number]})
        found.append(once(total, frame, "gone"))
        del frame
    assert found == list(range(400))
