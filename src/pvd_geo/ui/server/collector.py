"""Keeps the garbage collector away from what stays, and the C library from keeping what went.

A full collection looks at every object of the process: with the libraries of maps and frames
loaded that is 50 to 100 ms, in which no session is answered, and nearly all of it goes over
modules and tables that never go away. The configuration already keeps Streamlit from starting one
after every run; those that the interpreter starts by itself are made short here.
"""

from __future__ import annotations

import ctypes
import gc
from typing import Final

import pyarrow as pa

_C: Final = ctypes.CDLL(None)
_M_ARENA_MAX: Final = -8
"""``M_ARENA_MAX`` of glibc's ``malloc.h``."""
_ARENAS: Final = 2
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
    give_back()


def few_arenas() -> None:
    """Have the C library keep memory in two pools, where it makes up to eight a core.

    Each run of a page is a thread of its own, and threads that ask at once get another pool each,
    in which the most that was ever in use stays: a fifth of the process when it is ready, and more
    with each crowd. Nothing waits for it: the interpreter lets one thread work at a time. The C
    library of Debian takes such a wish; others have no word for it.
    """
    if option := getattr(_C, "mallopt", None):
        option(_M_ARENA_MAX, _ARENAS)


def give_back() -> None:
    """Give the system what was freed: allocators keep it, a fifth of all after files were read.

    The C library of Debian does so when it is told to; others have no such word.
    """
    pa.default_memory_pool().release_unused()
    if trim := getattr(_C, "malloc_trim", None):
        trim(0)
