"""The day that it is in France, where the programme and its readers are."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from datetime import date

PARIS: Final = ZoneInfo("Europe/Paris")


def today() -> date:
    """Return the date in France."""
    return datetime.now(PARIS).date()
