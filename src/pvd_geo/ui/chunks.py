"""Which files of Streamlit's front end a page of ours will want, known before it asks.

Streamlit's page fetches the file of an element when that element first comes, and learns only
then which other files that one needs: one round of requests after the other, while the visitor
waits for the map. The names change with Streamlit's version, so they are read from its files.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from streamlit import file_util

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ELEMENTS: Final = (
    "ComponentInstance",
    "Html",
    "Selectbox",
    "Multiselect",
    "Slider",
    "TextInput",
    "Button",
)
"""What stands above the map, or holds it."""

_IMPORT: Final = re.compile(r"""(?:from|import)\s*["']\./([\w.-]+\.js)["']""")


def folder() -> Path:
    """Return the folder of Streamlit's front end."""
    return Path(file_util.get_static_dir()) / "static"


@lru_cache(maxsize=4)
def of(names: tuple[str, ...] = ELEMENTS) -> tuple[str, ...]:
    """Return the addresses of the files that these elements need beyond the page's own.

    Parameters
    ----------
    names
        Elements as Streamlit's front end calls them. One that this version does not have is
        left out: the page then fetches its file when it needs it.

    Returns
    -------
    tuple of str
        Relative to the page, each once, in the order of the elements.
    """
    scripts = folder() / "js"
    page = (folder().parent / "index.html").read_text(encoding="utf-8")
    already = set(re.findall(r"[\w.-]+\.js", page))
    found: dict[str, None] = {}
    for name in names:
        for file in sorted(scripts.glob(f"{name}.*.js"))[:1]:
            found.update(dict.fromkeys(_closure(file.name, scripts)))
    return tuple(f"./static/js/{name}" for name in found if name not in already)


def beyond(*names: str) -> list[str]:
    """Return what elements below the map need that the ones above it do not."""
    above = of()
    return [address for address in of(names) if address not in above]


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
