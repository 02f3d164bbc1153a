"""Where what is renewed in these tests goes: into folders of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from harness.datafiles import mini
from pvd_geo.settings import settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def own_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return the folder of a store and of versions that nobody else uses."""
    monkeypatch.setenv("PVD_DATABASE_URL", f"sqlite:///{tmp_path}/var/pvd.sqlite")
    monkeypatch.setenv("PVD_VERSIONS_DIR", str(tmp_path / "versions"))
    settings.cache_clear()
    yield tmp_path
    settings.cache_clear()


@pytest.fixture
def small(own_store: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the small data folder, in force."""
    base = mini(own_store / "data")
    monkeypatch.setenv("PVD_DATA_DIR", str(base))
    settings.cache_clear()
    return base
