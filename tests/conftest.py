"""No test touches the records of whoever runs it."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

# Set before anything reads the settings; the servers that tests start inherit it.
_FOLDER = tempfile.TemporaryDirectory(prefix="pvd-records-")
os.environ["PVD_DATABASE_URL"] = f"sqlite:///{Path(_FOLDER.name) / 'pvd.sqlite'}"
