"""Later lists in the journal: in force from one moment, off in the order of a pile.

Covers: store.migrations.versions.v0005_renewals.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy.exc import DatabaseError

from harness.imports import tally
from pvd_geo import store
from pvd_geo.errors import ChangedError
from pvd_geo.store.migrating import go_back
from pvd_geo.store.tables import RENEWAL, TOWN_CHANGE
from pvd_geo.tables.changes import Headline, Renewal, TownChange

if TYPE_CHECKING:
    from sqlalchemy.engine import Engine


def renewal(number: int = 1) -> Renewal:
    changes = (
        TownChange("01034", "listed", "Belley", ""),
        TownChange("23008", "name", "Aubusson", f"Aubusson {number}"),
    )
    return Renewal(f"{number:064x}", 1644, changes, Headline(1645, 9, 7), Headline(1644, 8, 6))


def test_a_list_is_read_back_as_it_was_recorded(engine: Engine) -> None:
    assert store.list_in_force(engine) is None
    number = store.renew(engine, renewal(), "Anne", None)
    (found,) = store.renewals(engine)
    assert found.renewal == renewal()
    assert (found.entry_id, found.who, found.in_force) == (number, "Anne", True)
    assert store.list_in_force(engine) == number
    (entry,) = store.history(engine)
    assert (entry.kind, entry.lines, entry.meetings, entry.figure) == ("list", 1644, 0, 2)


def test_lists_come_off_in_the_order_of_a_pile(engine: Engine) -> None:
    first = store.renew(engine, renewal(1), "Anne", None)
    sheet = store.record(engine, tally(9), "Anne")
    second = store.renew(engine, renewal(2), "Anne", first)
    with pytest.raises(ChangedError, match=f"n° {second}"):
        store.undo(engine, first, "Luc")
    store.undo(engine, sheet, "Luc")
    store.undo(engine, second, "Luc")
    with pytest.raises(ChangedError, match="plus à annuler"):
        store.undo(engine, second, "Luc")
    assert store.list_in_force(engine) == first
    assert [(one.entry_id, one.undone_by) for one in store.renewals(engine)] == [
        (first, None),
        (second, "Luc"),
    ]
    store.undo(engine, first, "Luc")
    assert store.list_in_force(engine) is None


def test_the_same_list_may_come_again_after_another(engine: Engine) -> None:
    first = store.renew(engine, renewal(1), "Anne", None)
    second = store.renew(engine, renewal(2), "Anne", first)
    assert store.renew(engine, renewal(1), "Anne", second) > second


def test_who_compared_with_another_list_is_told_to_look_again(engine: Engine) -> None:
    first = store.renew(engine, renewal(1), "Anne", None)
    revision = store.revision(engine)
    with pytest.raises(ChangedError, match="Une autre liste"):
        store.renew(engine, renewal(2), "Luc", None)
    assert store.list_in_force(engine) == first
    assert store.revision(engine) == revision


@pytest.mark.parametrize("table", ["renewal", "town_change"])
def test_what_was_recorded_is_never_changed(engine: Engine, table: str) -> None:
    store.renew(engine, renewal(), "Anne", None)
    changed = {"renewal": RENEWAL, "town_change": TOWN_CHANGE}[table]
    for statement in (changed.delete(), changed.update().values(entry_id=1)):
        with pytest.raises(DatabaseError), engine.begin() as connection:
            connection.execute(statement)
    assert len(store.renewals(engine)) == 1


def test_going_back_gives_up_lists_and_nothing_else(url: str) -> None:
    engine = store.open_store(url)
    sheet = store.record(engine, tally(9), "Anne")
    store.undo(engine, store.renew(engine, renewal(1), "Anne", None), "Luc")
    store.renew(engine, renewal(2), "Anne", None)
    go_back(engine, "0004")
    engine.dispose()
    again = store.open_store(url)
    assert [entry.entry_id for entry in store.history(again)] == [sheet]
    assert store.renewals(again) == ()
    again.dispose()
