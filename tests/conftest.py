"""No test touches the records of whoever runs it, and none depends on the machine's speed."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from harness import reading
from harness.processes import GIVE_UP
from pvd_geo.tables import loading

# Set before anything reads the settings; the servers that tests start inherit it.
_FOLDER = tempfile.TemporaryDirectory(prefix="pvd-records-")
os.environ["PVD_VERSIONS_DIR"] = str(Path(_FOLDER.name) / "versions")
os.environ["PVD_DATABASE_URL"] = f"sqlite:///{Path(_FOLDER.name) / 'pvd.sqlite'}"

loading._load_one = reading.load_once

# Speed is asserted in benchmarks/ alone: an example that takes long on a busy machine is no fault.
settings.register_profile("pvd", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("pvd")

COUNTED = ("unit", "store")
"""Rooms whose lines are counted, in a run of their own (Makefile): counting makes Python two to
four times slower, and the others go through the same code again, or through pages."""
UNCOUNTED = (
    *("test_abuse.py", "test_bounded.py", "test_durability.py", "test_lists_killed.py"),
    *("test_migrations.py", "test_traces.py"),
)
"""Files of these rooms that repeat by the hundred what others go through once."""
LONGEST = (
    *("test_generated_sheets.py", "test_renewed.py", "test_traces.py", "test_bounded.py"),
    *("test_durability.py", "test_loading_property.py", "test_lists_killed.py"),
    *("test_record_meetings.py", "test_versions.py", "test_sentences.py", "test_migrations.py"),
    *("test_abuse.py", "test_values.py", "test_terminal.py", "test_running.py", "test_in_step.py"),
    *("test_shell.py", "test_record.py", "test_decisions.py", "test_record_doors.py"),
    *("test_map.py", "test_map_keys.py", "test_address.py", "test_pages.py", "test_guard.py"),
)
"""Files that take longest: a worker that begins one of them last leaves the others idle."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes longest; mark what is run with its lines counted."""
    turn = {name: place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: turn.get(item.path.name, len(LONGEST)))
    here = Path(__file__).parent
    for item in items:
        room = item.path.relative_to(here).parts[0]
        if room in COUNTED and item.path.name not in UNCOUNTED:
            item.add_marker(pytest.mark.counted)


@pytest.fixture(autouse=True)
def _patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a store on a busy machine take its time; how long a page waits is not asked here."""
    for name in ("READING", "WRITING", "COMMITTING", "LOOKING_UP"):
        monkeypatch.setattr(f"pvd_geo.store.patience.{name}", float(GIVE_UP))
    monkeypatch.setattr("pvd_geo.store.sqlite._MOST_PATIENT", float(GIVE_UP))
