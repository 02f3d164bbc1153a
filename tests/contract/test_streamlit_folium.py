"""streamlit-folium: its component, and what our scripts know of its frame."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import streamlit_folium
from streamlit.components.v1.custom_component import CustomComponent

from harness.upstream import changed, component_files
from pvd_geo.errors import UpstreamError
from pvd_geo.ui import streamlit_internals

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def _asked_anew() -> Iterator[None]:
    streamlit_internals.map_component.cache_clear()
    yield
    streamlit_internals.map_component.cache_clear()


def test_the_component_is_where_it_is_looked_for() -> None:
    found = isinstance(streamlit_internals.map_component(), CustomComponent)
    assert found, changed("streamlit-folium", "_component_func is no component any more")


@pytest.mark.usefixtures("_asked_anew")
def test_another_name_is_refused_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(streamlit_folium, "_component_func")
    with pytest.raises(UpstreamError) as refused:
        streamlit_internals.map_component()
    assert str(refused.value).startswith(changed("streamlit-folium", "streamlit_folium._comp"))
    assert "\n" not in str(refused.value)


def test_its_script_has_the_name_that_is_fetched_ahead() -> None:
    folder = Path(streamlit_internals.map_component().abspath or "")
    found = list(folder.glob("static/js/main.*.js"))
    line = "static/js/main.*.js is gone, which pvd_geo.ui.server.routes has fetched ahead"
    assert len(found) == 1, changed("streamlit-folium", line)


@pytest.mark.parametrize(
    ("piece", "change"),
    [
        (r"\beval\(", "it no longer evaluates what it is sent: the policy may forbid `eval`"),
        (r"window\.feature_group\.length>0", "it keeps the layers elsewhere: see maps.layers"),
        (r"window\.Streamlit\s*=", "its frame has no window.Streamlit, which streamlit.js asks"),
        (r"\.RENDER_EVENT\s*=", "its frame has no RENDER_EVENT, which streamlit.js listens to"),
        (r"\.setComponentValue\s*=", "its frame has no setComponentValue, which says a choice"),
        (r"--secondary-background-color:", "its frame names the page's colours in another way"),
        (r"--background-color:", "its frame names the page's background in another way"),
        (r'id="map_div"', "its page has no element map_div, where the map is drawn"),
    ],
)
def test_its_frame_is_as_our_scripts_know_it(piece: str, change: str) -> None:
    assert re.search(piece, component_files()), changed("streamlit-folium", change)


def test_it_leaves_its_array_of_layers_full() -> None:
    emptied = re.search(r"window\.feature_group(?:\.length=0|=\[\])", component_files())
    line = "it empties window.feature_group itself: maps.layers need not any more"
    assert not emptied, changed("streamlit-folium", line)
