"""Saisie and what the groups wrote, without a browser.

Covers: ui.views.record.doubts, ui.views.record.history, ui.views.record.notices,
ui.views.record.questions, ui.views.record.sheet.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from harness.apptest import open_page, words
from harness.postgres import running_cluster
from harness.proxy import running_proxy
from pvd_geo import store
from pvd_geo.settings import settings
from pvd_geo.store import patience
from pvd_geo.tables.records import Attendance, Contribution, Sheet
from pvd_geo.ui.shared import recorded

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    address = f"sqlite:///{tmp_path}/pvd.sqlite"
    monkeypatch.setenv("PVD_DATABASE_URL", address)
    settings.cache_clear()
    yield address
    settings.cache_clear()
    recorded._door_to.cache_clear()


def record(url: str, sheet: Sheet) -> None:
    engine = store.open_store(url)
    store.record(engine, sheet, "anne")
    engine.dispose()


def test_the_page_is_closed_without_a_provider() -> None:
    app = open_page("record.py")
    assert not app.exception
    assert [heading.value for heading in app.title] == ["Saisie"]
    assert "La saisie est fermée" in words(app)
    assert "PVD_EDITORS" not in words(app)
    assert not app.get("file_uploader")
    assert not app.button


def test_a_record_replaces_its_estimate_on_the_next_run(url: str) -> None:
    app = open_page("attendance.py")
    assert "0 sur 12" in words(app)
    record(url, Sheet("tally", "a" * 64, 1, (Attendance("corse", "elected", 33, 4),)))
    recorded.refresh()
    app.run()
    assert "1 sur 12" in words(app)
    told = " ".join(words(app).split())
    assert "participants relevés 33 relevé" in told
    assert "relevés seuls : Corse (2,75)" in told
    assert "Sans feuille, 11 : Castelnaudary" in told
    assert "813" not in told


def test_pages_go_on_with_estimates_when_the_store_cannot_be_opened(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PVD_DATABASE_URL", "sqlite:////proc/nowhere/pvd.sqlite")
    settings.cache_clear()
    app = open_page("attendance.py")
    settings.cache_clear()
    assert not app.exception
    assert "0 sur 12" in words(app)


def test_contributions_are_shown_as_text_or_said_to_be_missing(url: str) -> None:
    assert "Aucune contribution des groupes" in words(open_page("meetings.py"))
    text = "<img src=x onerror=alert(1)> Une idée"
    rows = (Contribution("bretagne", "habitat", "idea", text),)
    record(url, Sheet("contributions", "b" * 64, 1, (), rows))
    recorded.refresh()
    app = open_page("meetings.py", rencontre="bretagne")
    assert "&lt;img src=x" in " ".join(str(each.proto.body) for each in app.get("html"))
    assert "Habitat ancien (1 contribution)" in words(app)
    other = open_page("meetings.py", rencontre="corse")
    assert "Aucune contribution des groupes n’a encore été apportée" in words(other)


def test_a_reader_of_a_silent_store_sees_what_was_known_and_that_it_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with running_cluster() as cluster, running_proxy(cluster.port) as proxy:
        direct = cluster.new_database()
        record(direct, Sheet("tally", "a" * 64, 1, (Attendance("corse", "elected", 33, 4),)))
        through = direct.replace(f":{cluster.port}/", f":{proxy.port}/")
        monkeypatch.setenv("PVD_DATABASE_URL", through)
        settings.cache_clear()
        app = open_page("attendance.py")
        assert "1 sur 12" in words(app)
        assert not app.warning
        recorded.refresh()
        proxy.silence()
        # The patience of tests is long: this one waits for what never comes.
        monkeypatch.setattr(patience, "READING", 0.3)
        app.run()
        assert "1 sur 12" in words(app)
        assert ["ne peuvent pas être lus" in each.value for each in app.warning] == [True]
        # Nobody waits again, until it is time to ask again.
        app.run()
        assert app.warning
        recorded.close()
        recorded._door_to.cache_clear()
    settings.cache_clear()
