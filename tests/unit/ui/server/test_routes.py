from __future__ import annotations

import pytest
import streamlit_folium

from pvd_geo.ui import streamlit_internals
from pvd_geo.ui.server import routes, served_page


@pytest.mark.parametrize(
    ("module", "attribute", "broken", "said"),
    [
        (served_page, "original", lambda: "<html></html>", "index.html has no <title>"),
        (streamlit_folium, "_component_func", None, "streamlit_folium._component_func is gone"),
    ],
)
def test_a_library_that_is_not_known_keeps_the_server_from_starting_in_one_line(
    monkeypatch: pytest.MonkeyPatch, module: object, attribute: str, broken: object, said: str
) -> None:
    streamlit_internals.map_component.cache_clear()
    if broken is None:
        monkeypatch.delattr(module, attribute)
    else:
        monkeypatch.setattr(module, attribute, broken)
    with pytest.raises(SystemExit) as ended:
        routes.middleware()
    assert said in str(ended.value)
    assert "\n" not in str(ended.value)


def test_the_libraries_that_are_installed_are_known() -> None:
    assert len(routes.middleware()) > 1
