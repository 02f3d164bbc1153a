"""Leaflet: what our canvas and our style sheet know of it beyond its public interface."""

from __future__ import annotations

import re

from harness.upstream import ASSETS, MAP_SCRIPTS, changed, leaflet_files
from pvd_geo import assets

PRIVATE = {"surface.js"}
"""The script that may name Leaflet's private members: a renderer is made of them."""


def map_scripts() -> dict[str, str]:
    """Return our scripts of the map by name, without their comments."""
    texts = {name: (ASSETS / name).read_text("utf-8") for name in MAP_SCRIPTS}
    return {
        name: re.sub(r"/\*.*?\*/|^\s*//.*?$", "", text, flags=re.DOTALL | re.MULTILINE)
        for name, text in texts.items()
    }


def private(text: str) -> set[str]:
    """Return the members of others whose names say that they are private."""
    return set(re.findall(r"(?:\.|^\s*)(_[a-z]\w*)\b", text, re.MULTILINE))


def test_its_files_still_have_what_is_left_out_of_them() -> None:
    program = assets.program()
    assert "sourceMappingURL" not in program["map.js"].text
    assert "url(images" not in program["map.css"].text


def test_one_script_knows_its_private_members() -> None:
    assert {name for name, text in map_scripts().items() if private(text)} == PRIVATE


def test_they_are_still_its_members() -> None:
    names = set.union(*(private(text) for text in map_scripts().values()))
    gone = sorted(n for n in names if not re.search(rf"\b{n}\b", leaflet_files()))
    assert {"_bounds", "_initContainer", "_update"} <= names
    assert not gone, changed("xstatic-leaflet", f"no {', '.join(gone)} any more: see surface.js")


def test_classes_that_we_name_are_still_its_classes() -> None:
    ours = (ASSETS / "map.css").read_text("utf-8") + "".join(map_scripts().values())
    names = set(re.findall(r"\bleaflet-[a-z-]+", ours))
    # Some are written in two pieces: "leaflet-" and the rest.
    pieces = {name: name.removeprefix("leaflet-") for name in names}
    gone = sorted(n for n, rest in pieces.items() if not re.search(rf"\b{rest}\b", leaflet_files()))
    assert "leaflet-bar" in names
    assert not gone, changed("xstatic-leaflet", f"no class {', '.join(gone)} any more")
