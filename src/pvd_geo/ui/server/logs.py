"""What the log says: one line an event, as JSON for a machine or plainly for a terminal.

No address of a visitor, no query, nothing of a person: of an error its kind and where it was
raised are written, never its message, which may quote what a visitor gave. The store's errors
carry notes for the operator, which name no visitor: these are written.
"""

from __future__ import annotations

import json
import logging
import sys
import traceback
from contextvars import ContextVar
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, Literal

from pvd_geo.errors import StoreError
from pvd_geo.ui import streamlit_internals

REQUEST: Final[ContextVar[str]] = ContextVar("pvd-request", default="")
"""Id of the request that is being answered."""
_FRAMES: Final = 8


class Lines(logging.Formatter):
    """One JSON object a line: ``at``, ``level``, ``logger``, ``event``, and what more is known."""

    def format(self, record: logging.LogRecord) -> str:
        """Write one event."""
        said: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": record.getMessage(),
        }
        if request := REQUEST.get():
            said["request"] = request
        if record.exc_info and record.exc_info[0] is not None:
            kind, _, trace = record.exc_info
            said["error"] = kind.__name__
            said["where"] = [
                f"{Path(frame.filename).name}:{frame.lineno} {frame.name}"
                for frame in traceback.extract_tb(trace)[-_FRAMES:]
            ]
        if record.exc_info and isinstance(record.exc_info[1], StoreError):
            # Ours, for the operator: where the store was looked for, without the password.
            said["notes"] = list(getattr(record.exc_info[1], "__notes__", ()))
        return json.dumps(said, ensure_ascii=False)


def set_up(form: Literal["auto", "json", "text"]) -> None:
    """Have everything that is logged written in one way, once a line.

    Parameters
    ----------
    form
        ``auto`` is ``text`` on a terminal and ``json`` elsewhere.
    """
    as_lines = form == "json" or (form == "auto" and not sys.stderr.isatty())
    handler = logging.StreamHandler()
    plain = logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s")
    handler.setFormatter(Lines() if as_lines else plain)
    root = logging.getLogger()
    for old in [each for each in root.handlers if getattr(each, "pvd", False)]:
        root.removeHandler(old)
    handler.pvd = True  # type: ignore[attr-defined]
    root.addHandler(handler)
    logging.getLogger("pvd_geo").setLevel(logging.INFO)
    streamlit_internals.log_through_root()
