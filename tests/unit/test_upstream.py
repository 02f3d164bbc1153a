from __future__ import annotations

from importlib.metadata import version

import pytest

from pvd_geo import upstream
from pvd_geo.errors import UpstreamError
from pvd_geo.upstream import Replacement, replaced

TEXT = "<html lang='en'>\n<title>\nTheirs\n</title>\n<img src='a'><img src='b'>"


def test_every_place_is_replaced_by_what_is_given_as_it_is() -> None:
    pieces = [
        Replacement("title", r"<title>.*?</title>", r"<title>\1 \g<0> \n</title>"),
        Replacement("images", r"<img[^>]*>", ""),
    ]
    text = replaced(TEXT, pieces, library="folium", file="a.html")
    assert text == "<html lang='en'>\n<title>\\1 \\g<0> \\n</title>\n"


def test_all_that_is_missing_is_named_in_one_line() -> None:
    pieces = [
        Replacement("<h1>", "<h1>", ""),
        Replacement("images", "<img[^>]*>", ""),
        Replacement("<h2>", "<h2>", ""),
    ]
    with pytest.raises(UpstreamError) as refused:
        replaced(TEXT, pieces, library="folium", file="a.html")
    expected = f"folium {version('folium')}: a.html has no <h1>, no <h2> to replace"
    assert str(refused.value) == expected


def test_what_is_gone_is_logged_once(caplog: pytest.LogCaptureFixture) -> None:
    upstream.note.cache_clear()
    for _ in range(3):
        upstream.note("folium", "the sea is gone")
    assert caplog.messages == [f"folium {version('folium')}: the sea is gone"]
