"""What is drawn over the land of a map has a contrast that a weak eye can see."""

from __future__ import annotations

import pytest

from pvd_geo.colors import DARK, LIGHT, Palette


def luminance(color: str) -> float:
    """Return the relative luminance of a colour, as WCAG 2.2 defines it."""
    channels = [int(color[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    dark, light = sorted(map(luminance, (one, other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_the_outline_of_a_dot_stands_out_of_land_and_sea(palette: Palette) -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    # The palest levels do not: places.js draws an outline in this colour around each of them.
    assert contrast(palette.unknown, palette.land) < 3
    assert contrast(palette.muted, palette.land) >= 3
    assert contrast(palette.muted, palette.background) >= 3
