"""The categories of the programme: their codes, their words, their colours."""

from __future__ import annotations

import pytest

from pvd_geo import assets
from pvd_geo.categories import (
    AGREEMENTS,
    BASES,
    CLUSTERS,
    GRADES,
    LEVEL_CODES,
    LEVELS,
    RAMPS,
    Categories,
)
from pvd_geo.colors import DARK, LIGHT
from pvd_geo.meetings.attendance import WEAKEST_FIRST
from pvd_geo.tables.schemas import TABLES

EVERY = (*LEVELS.values(), *CLUSTERS.values(), BASES, AGREEMENTS)


def grey(color: str) -> float:
    """Return how light a colour is when it is printed in grey (Rec. 709), from 0 to 1."""
    red, green, blue = (int(color[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("categories", EVERY, ids=lambda one: one.name)
def test_codes_and_words_tell_categories_apart(categories: Categories) -> None:
    assert len(set(categories.codes)) == len(categories.members)
    assert len(set(categories.labels.values())) == len(categories.members)
    assert all(code.isascii() and code.replace("_", "").islower() for code in categories.codes)


def test_readings_have_the_same_levels_or_fewer() -> None:
    assert LEVELS["challenge"].codes == LEVELS["strength"].codes == LEVEL_CODES
    assert LEVELS["found"].codes == ("strong", "low", "unknown")
    assert LEVELS["found"].graded == ("strong", "low")
    assert (*GRADES, "unknown") == LEVEL_CODES
    assert {classes.codes for classes in CLUSTERS.values()} == {CLUSTERS["challenge"].codes}


@pytest.mark.parametrize("reading", LEVELS)
def test_levels_read_in_grey(reading: str) -> None:
    on_light = [grey(LEVELS[reading][level].light) for level in LEVELS[reading].graded]
    on_dark = [grey(LEVELS[reading][level].dark) for level in LEVELS[reading].graded]
    assert on_light == sorted(on_light)
    assert on_dark == sorted(on_dark, reverse=True)
    light, dark = RAMPS[reading]
    assert list(map(grey, light)) == sorted(map(grey, light), reverse=True)
    assert list(map(grey, dark)) == sorted(map(grey, dark))


def test_a_color_follows_the_theme() -> None:
    strong = LEVELS["challenge"]["strong"]
    assert (strong.color(LIGHT), strong.color(DARK)) == (strong.light, strong.dark)
    assert BASES.colors(DARK)[0] == DARK.recorded


def test_what_has_no_category_belongs_to_the_last() -> None:
    levels = LEVELS["strength"]
    assert [levels.place(code) for code in ("strong", "low", "unknown", "nowhere", None)] == [
        *(0, 2, 3),
        *(3, 3),
    ]
    with pytest.raises(KeyError):
        levels.label("nowhere")


def test_categories_that_look_the_same_are_one_on_the_map() -> None:
    drawn = CLUSTERS["challenge"].merged("ailleurs")
    assert drawn.codes == ("high_high", "outlier", "low_low", "outside")
    assert drawn.label("outside") == "ailleurs"
    assert drawn.place("insignificant") == drawn.place("unknown") == 3


def test_the_page_has_the_colours_of_the_levels() -> None:
    style = assets.page_files()["page.css"].text
    for reading, levels in LEVELS.items():
        for level in levels.graded:
            one = levels[level]
            color = f"light-dark({one.light}, {one.dark})"
            assert f".pvd-{reading}-{level} {{ --level: {color}; }}" in style


def test_no_script_of_the_map_has_categories_of_its_own() -> None:
    script = assets.program()["map.js"].text
    colors = {color for one in EVERY for color in (*one.colors(LIGHT), *one.colors(DARK))}
    codes = {f'"{code}"' for one in EVERY for code in one.codes}
    codes -= {'"unknown"', '"strong"'}  # the grey of the palette, an element of HTML
    assert [text for text in sorted(colors | codes) if text in script] == []


def test_bases_are_those_of_the_files() -> None:
    (allowed,) = [field.enum for field in TABLES["attendance"].fields if field.name == "basis"]
    assert set(allowed) == set(WEAKEST_FIRST) == set(BASES.codes) - {"unknown"}
