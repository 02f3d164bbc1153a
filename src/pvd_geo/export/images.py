"""Charts as PNG and SVG, with their origin written on them."""

from __future__ import annotations

import textwrap
from functools import cache
from typing import TYPE_CHECKING, Any, Final

import vl_convert

from pvd_geo.export import fonts
from pvd_geo.export.stamp import PROGRAMME
from pvd_geo.formatting import curled, date_long

if TYPE_CHECKING:
    import altair as alt

    from pvd_geo.export.stamp import Stamp

_WIDTH: Final = 720
_LETTERS_A_LINE: Final = 110
_SCALE: Final = 2
_BACKGROUND: Final = "#ffffff"
_INK: Final = "#16202c"
_MUTED: Final = "#546172"


def png_bytes(chart: alt.TopLevelMixin, stamp: Stamp) -> bytes:
    """Draw a chart as PNG, twice the size of the screen's."""
    _register_fonts()
    return vl_convert.vegalite_to_png(_spec(chart, stamp), scale=_SCALE)


def svg_bytes(chart: alt.TopLevelMixin, stamp: Stamp) -> bytes:
    """Draw a chart as SVG; its text stays text."""
    _register_fonts()
    return vl_convert.vegalite_to_svg(_spec(chart, stamp)).encode()


@cache
def _register_fonts() -> None:
    vl_convert.register_font_directory(str(fonts.folder()))


def _spec(chart: alt.TopLevelMixin, stamp: Stamp) -> dict[str, Any]:
    """Return the chart as it goes to a file: on white, with its title and origin.

    A chart as wide as its container has no width of its own outside a page.
    """
    spec: dict[str, Any] = chart.to_dict()
    if spec.get("width", "container") == "container" and not _composed(spec):
        spec["width"] = _WIDTH
    sources = f"Sources\u202f: {', '.join(stamp.publishers)}" if stamp.sources else ""
    facts = [PROGRAMME, stamp.selection, date_long(stamp.made_on), *stamp.notes, sources]
    told = [curled(fact) for fact in facts if fact]
    lines = [line for fact in told for line in textwrap.wrap(fact, _LETTERS_A_LINE)]
    spec["title"] = {
        "text": curled(stamp.title),
        "subtitle": lines,
        "anchor": "start",
        "frame": "group",
        "color": _INK,
        "subtitleColor": _MUTED,
        "fontSize": 16,
        "subtitleFontSize": 11,
        "offset": 12,
    }
    spec["background"] = _BACKGROUND
    spec["padding"] = 16
    spec["config"] = {
        **spec.get("config", {}),
        "font": f"{fonts.FAMILY}, sans-serif",
        "background": _BACKGROUND,
    }
    return spec


def _composed(spec: dict[str, Any]) -> bool:
    return bool({"hconcat", "vconcat", "concat", "facet", "repeat"} & spec.keys())
