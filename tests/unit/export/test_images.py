"""Covers: export.fonts."""

from __future__ import annotations

from datetime import date
from xml.etree import ElementTree as ET

import altair as alt
import pandas as pd
import pytest

from pvd_geo.export import fonts
from pvd_geo.export.images import png_bytes, svg_bytes
from pvd_geo.export.stamp import Stamp

STAMP = Stamp("Fréquentation", "Bretagne", date(2026, 11, 23), ("ANCT, bilan (2022-07)",))


@pytest.fixture
def chart() -> alt.Chart:
    frame = pd.DataFrame({"town": ["Paimpol", "La Réole"], "people": [10, 20]})
    chart: alt.Chart = alt.Chart(frame, width="container").mark_bar()
    return chart.encode(x="people:Q", y="town:N")


def test_png_is_drawn_at_twice_the_screen(chart: alt.Chart) -> None:
    data = png_bytes(chart, STAMP)
    assert data.startswith(b"\x89PNG")
    assert int.from_bytes(data[16:20]) > 2 * 720


def test_svg_keeps_its_text_and_says_where_it_comes_from(chart: alt.Chart) -> None:
    text = " ".join(ET.fromstring(svg_bytes(chart, STAMP)).itertext())  # noqa: S314 - our file
    for expected in (
        "La Réole",
        "Fréquentation",
        "Bretagne",
        "23 novembre 2026",
        "Sources\u202f: ANCT",
    ):
        assert expected in text


def test_a_composed_chart_keeps_its_own_width(chart: alt.Chart) -> None:
    both = alt.hconcat(chart.properties(width=100), chart.properties(width=100))
    assert png_bytes(both, STAMP).startswith(b"\x89PNG")


def test_fonts_are_files_of_a_package() -> None:
    assert (fonts.folder() / "SourceSansPro-Regular.ttf").is_file()
