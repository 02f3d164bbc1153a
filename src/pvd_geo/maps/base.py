"""The part of a map that never changes: Leaflet, outlines, insets, controls."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

import folium
from branca.element import Figure, MacroElement
from folium.template import Template

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pvd_geo.assets import Asset

TILES: Final = (
    {
        "name": "Plan IGN",
        "url": "https://data.geopf.fr/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0"
        "&LAYER=GEOGRAPHICALGRIDSYSTEMS.PLANIGNV2&STYLE=normal&FORMAT=image/png"
        "&TILEMATRIXSET=PM&TILEMATRIX={z}&TILEROW={y}&TILECOL={x}",
        "attribution": "Plan IGN © IGN",
        "zoom": 18,
    },
    {
        "name": "OpenStreetMap",
        "url": "https://tile.openstreetmap.org/{z}/{x}/{y}.png",
        "attribution": "© les contributeurs d’OpenStreetMap",
        "zoom": 18,
    },
)
"""Tile layers on offer where the installation may reach the public network."""


FROM_FRAME: Final = "../.."
"""The way from a component's page (``/component/NAME/index.html``) to the server's root."""


class Page(Figure):
    """A whole page for a map that is a file of its own.

    The files that folium would name in its head are left out: it carries its own.
    """

    _template = Template(
        "<!DOCTYPE html>\n"
        '<html lang="fr">\n<head>\n'
        '<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<title>{{ this.title|e }}</title>\n"
        "<style>{{ this.style }}</style>\n"
        "<script>{{ this.program }}</script>\n"
        '</head>\n<body class="pvd-page">\n'
        "{{ this.html.render(**kwargs) }}\n"
        "<script>\n{{ this.script.render(**kwargs) }}\n</script>\n"
        "</body>\n</html>\n"
    )

    def __init__(self, assets: Mapping[str, Asset], *, title: str) -> None:
        super().__init__(title=title)
        self.style = assets["map.css"].text
        # A script inside a page ends at the first "</script", wherever it stands.
        self.program = assets["map.js"].text.replace("</script", "<\\/script")


class ProgrammeMap(folium.Map):
    """A folium map whose files come from our own server, or from inside the page.

    The script is the same at each rerun, so that the frame is never loaded again.
    """

    _template = Template(
        """
        {% macro html(this, kwargs) %}
            <div class="folium-map" id={{ this.get_name()|tojson }} ></div>
            {% if this.note %}<p class="pvd-note">{{ this.literal(this.note|e) }}</p>{% endif %}
        {% endmacro %}
        {% macro script(this, kwargs) %}
            var {{ this.get_name() }} = pvd.map({{ this.get_name()|tojson }});
        {% endmacro %}
        """
    )

    def __init__(
        self, assets: Mapping[str, Asset], *, title: str, base_url: str, embedded: bool
    ) -> None:
        super().__init__(location=(46.6, 2.4), tiles=None, prefer_canvas=True)
        self.note = ""
        self.default_js = [] if embedded else [("pvd", base_url + assets["map.js"].path)]
        self.default_css = [] if embedded else [("pvd", base_url + assets["map.css"].path)]
        if embedded:
            Page(assets, title=title).add_child(self)

    @property
    def embedded(self) -> bool:
        """Whether the map carries all its files inside, in a page of its own."""
        return isinstance(self.get_root(), Page)

    @staticmethod
    def literal(text: str) -> str:
        """Return a text that a page of its own shows as it is.

        branca compiles what this template wrote as a template once more, in which a name
        such as ``{{ 6 * 7 }}`` would be carried out.
        """
        raw = str(text).replace("{%", "{% endraw %}{{ '{%' }}{% raw %}")
        return f"{{% raw %}}{raw}{{% endraw %}}"

    def render(self, **kwargs: object) -> str:
        """Write the map into its page, if it has one.

        A frame takes the scripts straight from the templates; what folium writes here
        would be compiled at each rerun (8 ms) and thrown away.
        """
        if self.embedded:
            super().render(**kwargs)  # type: ignore[no-untyped-call]
        return ""


class _Base(MacroElement):
    """Outlines, towns, insets and controls, from data fetched once."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            pvd.base({{ this._parent.get_name() }}, {{ this.options }});
        {% endmacro %}
        """
    )

    def __init__(self, options: Mapping[str, Any]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Base"
        self.options = script_json(options)


def script_json(value: object) -> str:
    """Return JSON that may stand inside a script element, whatever its texts hold.

    Nothing in it is a command of a template either (see :meth:`ProgrammeMap.literal`):
    outside texts, JSON has no brace before a brace, ``%`` or ``#``.
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    text = re.sub(r"\{(?=[{%#])", r"\\u007b", text)
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return text


def base_map(  # noqa: PLR0913 - each is a choice of the page
    assets: Mapping[str, Asset],
    *,
    title: str,
    base_url: str = FROM_FRAME,
    tiles: bool = False,
    insets: bool = True,
    embedded: bool = False,
) -> ProgrammeMap:
    """Return the base map: outlines, main cities, overseas insets, controls, legend.

    Parameters
    ----------
    assets
        What :func:`pvd_geo.assets.collection` returns.
    title
        What the map is, in French, for those who do not see it; a layer's ``alt``
        replaces it with what is on the map now.
    base_url
        What stands before the files' addresses. The default leads from the frame to
        the server's root, whatever path the server lives under.
    tiles
        Whether tile layers of the public network are on offer. None is asked for
        before the user chooses it.
    insets
        Whether to show the overseas insets.
    embedded
        Whether the map carries all its files inside, for a page of its own
        (:func:`to_html`).
    """
    base = assets["base.json"]
    chart = ProgrammeMap(assets, title=title, base_url=base_url, embedded=embedded)
    options: dict[str, Any] = {
        "data": json.loads(base.body) if embedded else base_url + base.path,
        "alt": title,
        "insets": insets,
    }
    if tiles:
        options["tiles"] = TILES
    chart.add_child(_Base(options))
    return chart


def to_html(chart: ProgrammeMap, layer: folium.FeatureGroup, *, note: str = "") -> str:
    """Return an embedded map with its layer as one HTML page that needs no other file.

    Parameters
    ----------
    chart, layer
        A map made with ``embedded=True`` and what it shows.
    note
        A line of plain text under the map, such as its sources.

    Raises
    ------
    ValueError
        When the map was not made with ``embedded=True``.
    """
    if not chart.embedded:
        raise ValueError("expected a map made with embedded=True")
    chart.note = note
    layer.add_to(chart)
    return str(chart.get_root().render())
