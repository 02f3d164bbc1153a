"""Which files of Streamlit's front end the map will want, known before the page asks.

Streamlit's page fetches the file of an element when that element first comes, and learns only
then which other files that one needs: one round of requests after the other, while the visitor
waits for the map. The names change with Streamlit's version, so they are read from its files.

Only the map's few files are named in advance. Those of the fields and the table, sixty more, would
come before Streamlit's own page has started, and keep it from starting.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from pvd_geo import upstream
from pvd_geo.ui import streamlit_internals

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

FRAME: Final = "ComponentInstance"
"""The element that holds the map's frame, as Streamlit's front end calls it."""

_IMPORT: Final = re.compile(r"""(?:from|import)\s*["']\./([\w.-]+\.js)["']""")


def folder() -> Path:
    """Return the folder of Streamlit's front end."""
    return streamlit_internals.front_end() / "static"


@lru_cache(maxsize=4)
def of(element: str = FRAME) -> tuple[str, ...]:
    """Return the addresses of the files that an element needs beyond the page's own.

    Parameters
    ----------
    element
        As Streamlit's front end calls it. For one that this version does not have, the log says
        so, and the page fetches its files when it comes to it.

    Returns
    -------
    tuple of str
        Relative to the page, each once, the element's own first.
    """
    scripts = folder() / "js"
    page = (folder().parent / "index.html").read_text(encoding="utf-8")
    already = set(re.findall(r"[\w.-]+\.js", page))
    own = sorted(scripts.glob(f"{element}.*.js"))[:1]
    if not own:
        change = f"static/js/{element}.*.js is gone: its files are not fetched ahead of the page"
        upstream.note("streamlit", change)
    found = (name for file in own for name in _closure(file.name, scripts))
    return tuple(f"./static/js/{name}" for name in found if name not in already)


def _closure(name: str, scripts: Path) -> Iterable[str]:
    """Return a script and all that it imports."""
    seen: dict[str, None] = {}
    waiting = [name]
    while waiting:
        current = waiting.pop()
        if current in seen:
            continue
        seen[current] = None
        waiting += _imports(scripts / current)
    return seen


def _imports(script: Path) -> Iterator[str]:
    if script.is_file():
        yield from _IMPORT.findall(script.read_text(encoding="utf-8"))
