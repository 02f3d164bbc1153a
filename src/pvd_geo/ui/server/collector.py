"""Keeps the garbage collector away from what stays for as long as the server runs.

Streamlit collects garbage after every run of a script. A full collection looks at every object
of the process: with the libraries of maps and frames loaded that is 50 to 100 ms, in which no
other session is answered, and nearly all of it goes over modules and tables that never go away.
"""

from __future__ import annotations

import gc
from typing import Final

_SEEN: Final[set[str]] = set()


def settle(page: str) -> None:
    """Set aside, once for each page, what its first run has loaded; later collections skip it.

    Garbage of before is collected first, so that none of it is kept.
    """
    if page in _SEEN:
        return
    _SEEN.add(page)
    gc.collect()
    gc.freeze()
