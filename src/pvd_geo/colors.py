"""The palette. A colour means the same thing on every page, map, chart and file.

Levels run from light to dark in one hue, so that they read in grey; towns (blue) and
meetings (orange) differ for every common colour blindness.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours of one theme (light or dark), as CSS hexadecimal strings.

    ``challenge`` and ``strength`` give the colours of the levels strong, moderate, low;
    ``cluster`` those of towns marked among marked, unlike their neighbours, spared among
    spared; the ramps those of the classes of a map of shares, from the least to the greatest.
    """

    background: str
    surface: str
    land: str
    border: str
    ink: str
    muted: str
    accent: str
    town: str
    meeting: str
    announced: str
    recorded: str
    estimated: str
    unknown: str
    challenge: tuple[str, str, str]
    strength: tuple[str, str, str]
    cluster: tuple[str, str, str]
    ramp_challenge: tuple[str, ...]
    ramp_strength: tuple[str, ...]


LIGHT: Final = Palette(
    background="#ffffff",
    surface="#f5f7fa",
    land="#f1f3f6",
    border="#b4bdc9",
    ink="#16202c",
    muted="#546172",
    accent="#1d4f91",
    town="#2f6db3",
    meeting="#c2500f",
    announced="#8a6d3b",
    recorded="#1d4f91",
    estimated="#a9c3e2",
    unknown="#c9ced6",
    challenge=("#8c2d04", "#e6781e", "#fdc877"),
    strength=("#00483f", "#2f9c8c", "#a5dad1"),
    cluster=("#8c2d04", "#7a6f9b", "#6fa8dc"),
    ramp_challenge=("#fdebd0", "#fdc877", "#f09b48", "#cf5f16", "#8c2d04"),
    ramp_strength=("#dff2ee", "#a5dad1", "#5fbcae", "#23857a", "#00483f"),
)

DARK: Final = Palette(
    background="#10161e",
    surface="#18212c",
    land="#1d2733",
    border="#4b5a6c",
    ink="#eef2f7",
    muted="#a7b4c4",
    accent="#8ab8f0",
    town="#6ea8e8",
    meeting="#ff9a57",
    announced="#d8b36c",
    recorded="#8ab8f0",
    estimated="#48688f",
    unknown="#55606e",
    challenge=("#ffb26b", "#c8631b", "#7c4a25"),
    strength=("#8fe0d2", "#3a9e8f", "#2b5f58"),
    cluster=("#ffb26b", "#a79bd0", "#3f78b5"),
    ramp_challenge=("#3d2e22", "#7c4a25", "#a85a22", "#d67f3c", "#ffb26b"),
    ramp_strength=("#20393a", "#2b5f58", "#348579", "#57b3a5", "#8fe0d2"),
)


def palette(*, dark: bool) -> Palette:
    """Return the palette of the dark or the light theme."""
    return DARK if dark else LIGHT
