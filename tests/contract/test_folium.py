"""folium and branca: the frame that our map stands in."""

from __future__ import annotations

import re

import folium
from branca.element import Figure, MacroElement
from folium.template import Template

from harness.upstream import changed
from pvd_geo import maps


class Probe(MacroElement):
    """An element that says what folium makes of it."""

    _template = Template(
        "{% macro script(this, kwargs) %}probe({{ this._parent.get_name() }});{% endmacro %}"
    )


def test_an_element_is_written_by_the_script_macro_of_its_template() -> None:
    chart = folium.Map(tiles=None)
    probe = Probe()  # type: ignore[no-untyped-call]
    chart.add_child(probe)
    written = probe._template.module.script(probe)
    line = "the script of an element is not the macro `script` of its template any more"
    assert written == f"probe({chart.get_name()});", changed("folium", line)


def test_a_map_takes_its_files_from_default_js_and_default_css() -> None:
    chart = folium.Map(tiles=None)
    chart.default_js, chart.default_css = [("program", "/a.js")], [("style", "/a.css")]
    page = chart.get_root().render()
    line = "a map does not take its files from default_js and default_css alone any more"
    asked = re.findall(r'(?:src|href)="([^"]+)"', page)
    assert sorted(asked) == ["/a.css", "/a.js"], changed("folium", line)


def test_a_page_is_a_figure_with_its_own_template() -> None:
    class Page(Figure):
        _template = Template("<p>{{ this.html.render() }}{{ this.script.render() }}</p>")

    page = Page()
    chart = folium.Map(tiles=None)
    page.add_child(chart)
    written = page.render()
    line = "a Figure is not written by its own template any more"
    assert written.startswith("<p>"), changed("branca", line)
    assert chart.get_name() in written, changed("branca", line)
    assert chart.get_root() is page, changed("branca", "get_root() is not the page any more")


def test_our_map_and_our_layer_are_foliums() -> None:
    assert issubclass(maps.ProgrammeMap, folium.Map)
    assert isinstance(maps.town_layer(maps.Towns([])), folium.FeatureGroup)
