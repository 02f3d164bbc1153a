"""The door of a meeting on the recording page: opened, counted, closed, recorded like a sheet.

Covers: ui.views.record.door.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from harness.apptest import open_page, words
from pvd_geo import store
from pvd_geo.editors import Access, Decision, Permit
from pvd_geo.settings import settings
from pvd_geo.store import doors
from pvd_geo.ui.parts import access
from pvd_geo.ui.shared import recorded

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(autouse=True)
def _editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("PVD_DATABASE_URL", f"sqlite:///{tmp_path}/pvd.sqlite")
    settings.cache_clear()
    permit = Permit("anne", "a" * 64, datetime.now(UTC).timestamp() + 3600)
    granted = Decision(Access.GRANTED, "anne", permit)
    monkeypatch.setattr(access, "decision", lambda: granted)
    yield
    recorded.close()
    settings.cache_clear()
    recorded._door_to.cache_clear()


def test_a_door_is_opened_counts_and_becomes_a_record_only_when_confirmed() -> None:
    app = open_page("record.py", partie="door")
    assert not app.exception
    app.selectbox(key="pvd-door-meeting").select("corse").run()
    app.button(key="pvd-door-open").click().run()
    assert not app.exception
    engine = recorded.engine()
    (door,) = doors.doors(engine)
    assert door.opening.regions == ("94",)
    assert door.opening.title == "Rencontre de Corse"
    assert door.who == "anne"
    for number in range(3):
        doors.press(engine, door, f"{number:024}", "elected", "2B096")
    doors.press(engine, door, "x" * 24, "partner")
    app.run()
    assert "4 personnes, 1 commune du programme" in words(app).replace("\u00a0", " ")
    assert store.records(engine).empty
    app.button(key=f"pvd-door-close-{door.door_id}").click().run()
    assert store.records(engine).empty
    app.button(key=f"pvd-record-door-{door.door_id}").click().run()
    assert not app.exception
    frame = store.records(engine)
    assert dict(zip(frame["audience"], frame["participants"], strict=True)) == {
        "elected": 3,
        "partner": 1,
    }
    assert not [each for each in app.button if str(each.key).startswith("pvd-record-door")]
    assert [each.value for each in app.success] == ["Saisie n° 1 enregistrée : 1 rencontre."]


def test_a_door_stays_in_sight_while_a_sheet_is_brought() -> None:
    app = open_page("record.py")
    assert [each.label for each in app.tabs] == [
        "Apporter une feuille",
        "Les rencontres",
        "Compter à l’entrée",
        "Les communes",
    ]


def test_a_closed_door_of_nobody_asks_nothing() -> None:
    engine = recorded.engine()
    opening = doors.Opening("corse", "Rencontre Corse")
    door = doors.open_door(engine, opening, datetime.now(UTC), "anne")
    app = open_page("record.py", partie="door")
    assert not app.exception
    assert not [each for each in app.button if str(each.key).startswith("pvd-record-door")]
    assert not door.is_open(datetime.now(UTC))
