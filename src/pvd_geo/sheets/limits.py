"""How large a sheet may be. Twelve meetings of a few hundred people are far below."""

from __future__ import annotations

from typing import Final

MAX_BYTES: Final = 5_000_000
"""Size of the file itself; the server's own upload limit is the same."""
MAX_UNPACKED: Final = 40_000_000
"""Size of a workbook once its archive is unpacked."""
MAX_RATIO: Final = 200
"""Unpacked to packed size of one part of a workbook; spreadsheets stay below 50."""
MAX_MEMBERS: Final = 1_000
"""Parts in a workbook's archive."""
MAX_LINES: Final = 5_000
"""Lines, the header included."""
MAX_COLUMNS: Final = 60
MAX_TEXT: Final = 2_000
"""Characters of one cell."""
MAX_PARTICIPANTS: Final = 5_000
"""People in one line; more than six times what the twelve meetings held together."""
MAX_GROUPS: Final = 300
