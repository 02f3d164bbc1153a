"""How many a line may count. Twelve meetings of a few hundred people are far below."""

from __future__ import annotations

from typing import Final

MAX_PARTICIPANTS: Final = 5_000
"""People in one line; more than six times what the twelve meetings held together."""
MAX_GROUPS: Final = 300
MAX_COMPANIONS: Final = 20
"""People whom one line of a list may stand for besides its own."""
