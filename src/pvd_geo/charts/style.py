"""What every chart shares: French numbers, quiet axes, text at least 12 px high."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Mapping

    import altair as alt

    from pvd_geo.colors import Palette

    ChartT = TypeVar("ChartT", alt.Chart, alt.LayerChart, alt.HConcatChart, alt.VConcatChart)

FONT: Final = '"Source Sans", "Source Sans Pro", system-ui, sans-serif'
_NUMBERS: Final = {
    "decimal": ",",
    "thousands": "\u202f",
    "grouping": [3],
    "currency": ["", "\u202f€"],
    "percent": "\u202f%",
    "minus": "−",
}


def in_words(words: Mapping[str, str]) -> str:
    """Return the expression by which an axis or a legend writes codes in words."""
    return f"{json.dumps(words, ensure_ascii=False)}[datum.value]"


def dress(chart: ChartT, palette: Palette) -> ChartT:
    """Give a chart the product's look; to be called once, on the outermost chart.

    Returns
    -------
    Chart
        The same chart, configured.
    """
    dressed = (
        # The page gives the finding as the chart's text alternative; Vega's own words are English.
        chart.configure(
            font=FONT, background="transparent", locale={"number": _NUMBERS}, aria=False
        )
        .configure_mark(aria=False)
        .configure_view(stroke=None)
        .configure_axis(
            aria=False,
            labelColor=palette.muted,
            titleColor=palette.muted,
            labelFontSize=12,
            titleFontSize=12,
            titleFontWeight="normal",
            gridColor=palette.border,
            gridOpacity=0.35,
            domainColor=palette.border,
            tickColor=palette.border,
        )
        .configure_legend(
            aria=False, labelColor=palette.ink, labelFontSize=12, titleColor=palette.muted
        )
        .configure_text(color=palette.ink, fontSize=12)
    )
    # Altair's own types lose the class of the chart on the way.
    return cast("ChartT", dressed)
