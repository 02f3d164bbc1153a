"""Files that the browser fetches from our own server: Leaflet, our scripts, the outlines.

Their address holds a digest of their content, so that a browser may keep them for ever.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from xstatic.pkg import leaflet

from pvd_geo.assets import styles, tables
from pvd_geo.tables import loading
from pvd_geo.upstream import Replacement, replaced

if TYPE_CHECKING:
    from collections.abc import Mapping

PREFIX: Final = "/pvd/assets/"
SCRIPTS: Final = (
    "data.js",
    "areas.js",
    "scene.js",
    "places.js",
    "symbols.js",
    "labels.js",
    "surface.js",
    "corners.js",
    "legend.js",
    "controls.js",
    "insets.js",
    "pointer.js",
    "keyboard.js",
    "main.js",
    "map.js",
    "streamlit.js",
)
"""Our scripts in the order in which each needs the ones before."""

_HERE: Final = Path(__file__).parent
_LEAFLET: Final = Path(leaflet.BASE_DIR)
_TABLES: Final = ("towns", "departments", "regions", "meetings", "cities")


@dataclass(frozen=True)
class Asset:
    """One file of the map.

    Parameters
    ----------
    path
        Its address on our server, with a digest of the content.
    body
        The content.
    media_type
        What to serve it as.
    """

    path: str
    body: bytes
    media_type: str

    @cached_property
    def gzipped(self) -> bytes:
        """The content compressed, the same bytes each time."""
        return gzip.compress(self.body, 9, mtime=0)

    @property
    def text(self) -> str:
        """The content as text, for a map that carries its files inside."""
        return self.body.decode()


def _asset(name: str, text: str, media_type: str) -> Asset:
    body = text.encode()
    stem, _, extension = name.rpartition(".")
    digest = hashlib.sha256(body).hexdigest()[:12]
    return Asset(f"{PREFIX}{stem}.{digest}.{extension}", body, media_type)


@lru_cache(maxsize=1)
def _program() -> dict[str, Asset]:
    # The map of the sources is not served; without this line no browser asks for it.
    parts = [_leaflet("leaflet.js", "source map", r"//# sourceMappingURL=[^\n]*", "")]
    parts += [(_HERE / name).read_text("utf-8") for name in SCRIPTS]
    # Pictures of markers and of the layers button, which our maps do not use.
    style = _leaflet("leaflet.css", "pictures", r"url\(images/[^)]*\)", "none")
    style += (_HERE / "map.css").read_text("utf-8")
    return {
        "map.js": _asset("map.js", "\n;\n".join(parts), "text/javascript; charset=utf-8"),
        "map.css": _asset("map.css", style, "text/css; charset=utf-8"),
    }


def _leaflet(file: str, what: str, pattern: str, by: str) -> str:
    """Return a file of Leaflet's without what would be asked of the server for nothing."""
    text = (_LEAFLET / file).read_text("utf-8")
    return replaced(text, [Replacement(what, pattern, by)], library="xstatic-leaflet", file=file)


@lru_cache(maxsize=1)
def page_files() -> Mapping[str, Asset]:
    """Return the files of the page around the maps, by name; scripts in their order."""
    names = (
        *("streamlit.css", "page.css", "files.css", "print.css"),
        *(
            "arrival.js",
            "page.js",
            "words.js",
            "aloud.js",
            "search.js",
            "shortcuts.js",
            "list.js",
            "focus.js",
            "marks.js",
            "print.js",
        ),
    )
    types = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8"}
    texts = {name: (_HERE / name).read_text("utf-8") for name in names}
    texts["page.css"] += styles.levels()
    return {
        name: _asset(name, text, types[name.rpartition(".")[2]]) for name, text in texts.items()
    }


def program() -> Mapping[str, Asset]:
    """Return the files of a map that do not depend on data, by name."""
    return _program()


def from_frames(frames: loading.Dataset) -> dict[str, Asset]:
    """Return the files of a map of these frames, by name: ``map.js``, ``map.css``, ``base.json``.

    Parameters
    ----------
    frames
        The tables towns, departments, regions, meetings and cities.
    """
    content = tables.base(**{name: getattr(frames, name) for name in _TABLES})
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return _program() | {"base.json": _asset("base.json", text, "application/json")}


def collection(data_dir: Path) -> Mapping[str, Asset]:
    """Return the files of the map of a data folder, by name.

    They are made again only when a file of the folder has changed.

    Raises
    ------
    DataError
        When the tables break their contract.
    """
    return _collection(data_dir, loading.fingerprint(data_dir, *_TABLES))


@lru_cache(maxsize=4)
def _collection(data_dir: Path, _fingerprint: str) -> dict[str, Asset]:
    return from_frames(loading.read(data_dir, *_TABLES))
