"""The palette. A colour means the same thing on every page, map, chart and file.

Towns (blue) and meetings (orange) differ for every common colour blindness. The colours of
levels and classes stand in `pvd_geo.categories`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours of one theme (light or dark), as CSS hexadecimal strings."""

    dark: bool
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


LIGHT: Final = Palette(
    dark=False,
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
)

DARK: Final = Palette(
    dark=True,
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
)


def palette(*, dark: bool) -> Palette:
    """Return the palette of the dark or the light theme."""
    return DARK if dark else LIGHT
