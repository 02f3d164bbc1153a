"""How many a line may count, how much is searched for people: far above what meetings need."""

from __future__ import annotations

from typing import Final

MAX_PARTICIPANTS: Final = 5_000
"""People in one line; more than six times what the twelve meetings held together."""
MAX_GROUPS: Final = 300
MAX_COMPANIONS: Final = 20
"""People whom one line of a list may stand for besides its own."""
MAX_FREE_TEXT: Final = 400_000
"""Characters of all contributions of a sheet: looking for people in them holds the server up."""
MAX_LOOKED_AT: Final = 30_000
"""Cells of columns without use in which one looks for somebody's first and last name."""
