"""A broken file is named on the pages that need it; the others go on.

Covers: ui.parts.problems.
"""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from harness.apptest import listed, open_page, words
from pvd_geo import settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the data files that the app reads instead of its own."""
    copy = tmp_path / "data"
    shutil.copytree(settings.ROOT / "data", copy)
    monkeypatch.setenv("PVD_DATA_DIR", str(copy))
    settings.settings.cache_clear()
    yield copy
    settings.settings.cache_clear()


def test_a_broken_file_stops_its_pages_alone(data: Path) -> None:
    file = data / "attendance.csv"
    file.write_text(file.read_text("utf-8").replace(",108,", ",beaucoup,", 1), "utf-8")
    broken = words(open_page("attendance.py"))
    assert "attendance.csv" in broken
    assert "beaucoup" in broken
    assert "pvd-geo check-data" in broken
    towns = open_page("towns.py", region="53")
    assert not towns.exception
    assert len(listed(towns)) == 134


def test_a_missing_file_is_said_to_be_missing(data: Path) -> None:
    (data / "towns.geojson").unlink()
    app = open_page("towns.py")
    assert not app.exception
    assert "towns.geojson" in words(app)
