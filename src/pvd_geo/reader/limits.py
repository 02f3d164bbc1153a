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
MAX_SHEETS: Final = 50
"""Sheets in a workbook."""
MAX_LINES: Final = 5_000
"""Lines of one sheet, and filled lines of a whole workbook, the headers included."""
MAX_LINES_OF_DATA: Final = 40_000
"""Lines of a text that a producer publishes: all communes of the country, or their past."""
MAX_COLUMNS: Final = 60
MAX_TEXT: Final = 2_000
"""Characters of one cell."""
MAX_CHARACTERS: Final = 5_000_000
"""Characters of all cells; each may be written once in the file and be in a thousand cells."""

MEMORY: Final = 512_000_000
"""Bytes of memory that the reading process may ask for."""
CPU_SECONDS: Final = 5
"""Of processor, whatever else runs: the fullest sheet that is allowed takes three, a usual one
two tenths of one."""
WALL_SECONDS: Final = 8.0
"""After which the reading process is killed all the same, and the server called busy."""
MAX_ANSWER: Final = 64_000_000
"""Bytes of the reading process's answer: `MAX_CHARACTERS`, quoted, in each delimiter."""
MAX_WAITING: Final = 8
"""Files that may wait for their turn."""
