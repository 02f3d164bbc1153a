"""The part of a map that follows the selection, small enough to be sent at each change."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import folium
from branca.element import MacroElement
from folium.template import Template

from pvd_geo.formatting import integer
from pvd_geo.maps import payload
from pvd_geo.maps.base import Page, script_json
from pvd_geo.themes.levels import LEVELS, level_label

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from pvd_geo.codes import AreaCode, AreaKind

Mode: TypeAlias = Literal["auto", "regions", "departments", "towns", "areas"]


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours of the towns by the levels of one theme.

    Parameters
    ----------
    title
        Heading of the legend.
    reading
        ``challenge`` or ``strength``: the hue, and the words of the legend.
    levels
        Level (``strong``, ``moderate``, ``low``, ``unknown``) by INSEE code; a town
        without one is unknown.
    words
        What the legend calls each level, where these are not those of a theme.
    """

    title: str
    reading: str
    levels: Mapping[str, str]
    words: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Choropleth:
    """Colours of régions or départements by class.

    Parameters
    ----------
    kind
        What the codes are of.
    title
        Heading of the legend.
    classes
        Class (0 for the first) by code; an area without one stays bare.
    labels
        One text a class, for the legend.
    colors
        One colour a class on the light theme, then on the dark one.
    texts
        What an area says when the pointer is on it, by code.
    """

    kind: AreaKind
    title: str
    classes: Mapping[str, int]
    labels: Sequence[str]
    colors: tuple[Sequence[str], Sequence[str]]
    texts: Mapping[str, str] | None = None


class _Layer(MacroElement):
    _template = Template(
        """
        {% macro script(this, kwargs) %}
            if (window.feature_group) window.feature_group.length = 0;
            pvd.update({{ this.content }});
        {% endmacro %}
        """
    )

    def __init__(self, content: Mapping[str, Any]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Layer"
        self.content = script_json(content)


class TownLayer(folium.FeatureGroup):
    """A feature group that carries one element; see :func:`town_layer`."""

    def __init__(self, content: Mapping[str, Any]) -> None:
        super().__init__(name="pvd", control=False)
        self.add_child(_Layer(content))

    def render(self, **kwargs: object) -> str:
        """Write the layer into a map that has a page; see :meth:`ProgrammeMap.render`."""
        if isinstance(self.get_root(), Page):
            super().render(**kwargs)  # type: ignore[no-untyped-call]
        return ""


def town_layer(  # noqa: PLR0913 - what a map may show, each with its default
    order: Sequence[str],
    shown: Collection[str] | None = None,
    *,
    alt: str = "",
    theme: Theme | None = None,
    area: AreaCode | None = None,
    town: str | None = None,
    meeting: str | None = None,
    meetings: bool | Sequence[str] = True,
    named: bool = False,
    links: Mapping[str, int] | None = None,
    sites: Sequence[str] | None = None,
    choropleth: Choropleth | None = None,
    mode: Mode = "auto",
    drawn: str | None = None,
) -> TownLayer:
    """Return what a map shows now, as one element of a few hundred bytes.

    Parameters
    ----------
    order
        INSEE codes of all towns in the order of the data (``towns["insee_code"]``).
    shown
        INSEE codes of the towns to show; all of them by default.
    alt
        The finding, in French, for those who do not see the map.
    theme
        Colours by the levels of a theme; one colour by default.
    area
        The région or département to outline. The view moves there when it is another
        than the last, and only then.
    town, meeting
        The chosen town (INSEE code) and meeting (``meeting_id``).
    meetings
        Which sites to show: all, none, or these ``meeting_id``.
    named
        Whether sites carry the name of their town.
    links
        For each town (INSEE code) the place, in the order of date, of the meeting a line
        leads to; with ``sites``, the place of one of them.
    sites
        INSEE codes of towns where a meeting could be, shown in the place of the meetings.
    choropleth
        Colours of régions or départements under the towns.
    drawn
        Address that the map calls once, when it is drawn for the first time.
    mode
        ``auto`` counts by région when far, by département when nearer, and shows towns
        when near or when few are left; the others fix one of these. ``areas`` shows the
        colours of the choropleth alone.
    """
    content: dict[str, Any] = {
        "alt": alt,
        "shown": None if shown is None else payload.flags(order, shown),
        "mode": mode,
        "meetings": meetings if isinstance(meetings, bool) else list(meetings),
        "named": named,
        "town": town,
        "meeting": meeting,
        "view": "",
    }
    if drawn is not None:
        content["drawn"] = drawn
    if theme is not None:
        content |= {
            "levels": payload.levels(order, theme.levels),
            "reading": theme.reading,
            "legend": {"title": theme.title, "levels": _level_labels(order, shown, theme)},
        }
    if area is not None:
        content |= {"area": [area.kind, area.code], "view": f"{area.kind}:{area.code}"}
    if links is not None:
        content["links"] = payload.numbers(order, links)
    if sites is not None:
        content["sites"] = list(sites)
    if choropleth is not None:
        content["areas"] = {
            "kind": choropleth.kind,
            "title": choropleth.title,
            "classes": {code: int(rank) for code, rank in choropleth.classes.items()},
            "labels": list(choropleth.labels),
            "colors": [list(colors) for colors in choropleth.colors],
            "texts": dict(choropleth.texts or {}),
        }
    return TownLayer(content)


def _level_labels(
    order: Sequence[str], shown: Collection[str] | None, theme: Theme
) -> list[str | None]:
    """Return the words of each level with the number of towns that it holds, if any is shown."""
    among = order if shown is None else shown
    found = Counter(theme.levels.get(code, "unknown") for code in among)
    words = theme.words or {level: level_label(level, theme.reading) for level in LEVELS}
    return [
        f"{words[level]} ({integer(found[level])})" if found[level] else None for level in LEVELS
    ]
