"""Programs of the machine that some tests need; `make test` installs what is missing."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import NoReturn

import pytest


def missing(what: str) -> NoReturn:
    """Skip the test, but where CI is set: there nothing may go untested unseen."""
    if os.environ.get("CI"):
        pytest.fail(f"{what} is missing (make test installs it where it can)")
    pytest.skip(f"{what} is missing")


def program(name: str) -> Path:
    """Return where a program is."""
    found = shutil.which(name)
    return Path(found) if found else missing(name)
