"""A refresh killed at each of its steps: the old data or the new, whole, and never a mixture."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

from harness.datafiles import mini
from harness.imports import TESTS
from harness.processes import GIVE_UP

if TYPE_CHECKING:
    from pathlib import Path


def test_a_refresh_killed_at_any_step_leaves_the_old_data_or_the_new(
    url: str, tmp_path: Path
) -> None:
    base = mini(tmp_path / "data")
    given = json.dumps([url, str(base), str(tmp_path / "versions")])
    command = [sys.executable, "-m", "harness.refreshes", given]
    answer = subprocess.run(
        command, cwd=TESTS, stdout=subprocess.PIPE, check=True, timeout=GIVE_UP, text=True
    )
    rounds = json.loads(answer.stdout)
    # Every file that is written, its name, and every statement of the transaction.
    assert len(rounds) > 40
    assert all(whole for _, _, whole in rounds)
    *dead, alive = rounds
    assert all(died for died, _, _ in dead)
    assert alive == [False, 1, True]
    # Who died before the commit changed nothing.
    assert {came for _, came, _ in dead[:35]} == {0}
