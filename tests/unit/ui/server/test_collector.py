from __future__ import annotations

import gc
from typing import TYPE_CHECKING

import pytest

from pvd_geo.ui.server import collector

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True)
def _thawed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(collector, "_SEEN", set())
    gc.unfreeze()
    yield
    gc.unfreeze()


def test_first_run_of_a_page_sets_its_objects_aside() -> None:
    loaded = [[number] for number in range(1000)]
    collector.settle("carte")
    assert gc.get_freeze_count() > len(loaded)


def test_later_runs_leave_their_objects_to_the_collector() -> None:
    collector.settle("carte")
    kept = gc.get_freeze_count()
    later = [[number] for number in range(1000)]
    collector.settle("carte")
    assert gc.get_freeze_count() == kept
    assert gc.is_tracked(later)


def test_another_page_sets_aside_what_it_loads() -> None:
    collector.settle("carte")
    kept = gc.get_freeze_count()
    loaded = [[number] for number in range(1000)]
    collector.settle("rencontres")
    assert gc.get_freeze_count() >= kept + len(loaded)
