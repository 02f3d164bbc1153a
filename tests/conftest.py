"""No test touches the records of whoever runs it, and none depends on the machine's speed."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from harness.processes import GIVE_UP

# Set before anything reads the settings; the servers that tests start inherit it.
_FOLDER = tempfile.TemporaryDirectory(prefix="pvd-records-")
os.environ["PVD_VERSIONS_DIR"] = str(Path(_FOLDER.name) / "versions")
os.environ["PVD_DATABASE_URL"] = f"sqlite:///{Path(_FOLDER.name) / 'pvd.sqlite'}"

# Speed is asserted in benchmarks/ alone: an example that takes long on a busy machine is no fault.
settings.register_profile("pvd", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("pvd")

REPEATED = ("contract", "data", "demo", "independent", "property")
"""Rooms that go thousands of times through what others go through once: they run unmeasured,
as counting lines nearly doubles what a test costs."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave the rooms above out of the measured run's count of lines."""
    here = Path(__file__).parent
    for item in items:
        if item.path.relative_to(here).parts[0] in REPEATED:
            item.add_marker(pytest.mark.no_cover)


@pytest.fixture(autouse=True)
def _patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a store on a busy machine take its time; how long a page waits is not asked here."""
    for name in ("READING", "WRITING", "COMMITTING", "LOOKING_UP"):
        monkeypatch.setattr(f"pvd_geo.store.patience.{name}", float(GIVE_UP))
