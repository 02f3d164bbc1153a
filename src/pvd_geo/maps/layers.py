"""The part of a map that follows the selection, small enough to be sent at each change."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

import folium
from branca.element import MacroElement
from folium.template import Template

from pvd_geo.colors import DARK, LIGHT
from pvd_geo.formatting import integer
from pvd_geo.maps import payload
from pvd_geo.maps.base import Page, script_json

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from pvd_geo.categories import Categories
    from pvd_geo.codes import AreaCode, AreaKind

Mode: TypeAlias = Literal["auto", "regions", "departments", "towns", "areas"]


@dataclass(frozen=True, slots=True)
class Coloring:
    """Towns sorted into categories, each with its colour.

    Parameters
    ----------
    title
        Heading of the legend.
    categories
        At most four, in the order of the legend.
    codes
        Code of a category by INSEE code; a town without one belongs to the last.
    """

    title: str
    categories: Categories
    codes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Towns:
    """Which towns a map shows, and in which colours.

    Parameters
    ----------
    order
        INSEE codes of all towns in the order of the data (``towns["insee_code"]``).
    shown
        INSEE codes of the towns to show; all of them by default.
    coloring
        Their colours; one colour for all by default.
    """

    order: Sequence[str]
    shown: Collection[str] | None = None
    coloring: Coloring | None = None


@dataclass(frozen=True, slots=True)
class Sites:
    """Which sites of meetings a map shows, and what leads to them.

    Parameters
    ----------
    held
        The sites of meetings held: all, none, or those of these ``meeting_id``.
    proposed
        INSEE codes of towns where a meeting could be, shown in the place of the meetings held.
    named
        Whether sites carry the name of their town.
    links
        For each town (INSEE code) the place, in the order of date, of the meeting a line
        leads to; with ``proposed``, the place of one of them.
    """

    held: bool | Sequence[str] = True
    proposed: Sequence[str] | None = None
    named: bool = False
    links: Mapping[str, int] | None = None


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is chosen, and set apart on the map.

    Parameters
    ----------
    area
        The région or département to outline. The view moves there when it is another
        than the last, and only then.
    town, meeting
        The town (INSEE code) and the meeting (``meeting_id``).
    """

    area: AreaCode | None = None
    town: str | None = None
    meeting: str | None = None


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


_NOTHING: Final = Chosen()
_EVERY_SITE: Final = Sites()


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
    towns: Towns,
    *,
    chosen: Chosen = _NOTHING,
    sites: Sites = _EVERY_SITE,
    choropleth: Choropleth | None = None,
    mode: Mode = "auto",
    alt: str = "",
    drawn: str | None = None,
) -> TownLayer:
    """Return what a map shows now, as one element of a few hundred bytes.

    Parameters
    ----------
    towns, sites, chosen
        Which towns and which sites, and what of them is chosen.
    choropleth
        Colours of régions or départements under the towns.
    mode
        ``auto`` counts by région when far, by département when nearer, and shows towns
        when near or when few are left; the others fix one of these. ``areas`` shows the
        colours of the choropleth alone.
    alt
        The finding, in French, for those who do not see the map.
    drawn
        Address that the map calls once, when it is drawn for the first time.
    """
    content: dict[str, Any] = {
        "alt": alt,
        "shown": None if towns.shown is None else payload.flags(towns.order, towns.shown),
        "mode": mode,
        "meetings": sites.held if isinstance(sites.held, bool) else list(sites.held),
        "named": sites.named,
        "town": chosen.town,
        "meeting": chosen.meeting,
        "view": "",
    }
    if drawn is not None:
        content["drawn"] = drawn
    if towns.coloring is not None:
        content["categories"] = _categories(towns, towns.coloring)
    if (area := chosen.area) is not None:
        content |= {"area": [area.kind, area.code], "view": f"{area.kind}:{area.code}"}
    if sites.links is not None:
        content["links"] = payload.numbers(towns.order, sites.links)
    if sites.proposed is not None:
        content["sites"] = list(sites.proposed)
    if choropleth is not None:
        content["areas"] = _areas(choropleth)
    return TownLayer(content)


def _categories(towns: Towns, coloring: Coloring) -> dict[str, Any]:
    """Return the categories that the towns are sorted into; those of no town have no label."""
    categories, codes = coloring.categories, coloring.codes
    places = {code: categories.place(category) for code, category in codes.items()}
    last = len(categories.members) - 1
    among = towns.order if towns.shown is None else towns.shown
    found = Counter(places.get(code, last) for code in among)
    return {
        "title": coloring.title,
        "of": payload.places(towns.order, places, last),
        "labels": [
            f"{one.label} ({integer(found[place])})" if found[place] else None
            for place, one in enumerate(categories.members)
        ],
        "colors": [categories.colors(LIGHT), categories.colors(DARK)],
    }


def _areas(choropleth: Choropleth) -> dict[str, Any]:
    return {
        "kind": choropleth.kind,
        "title": choropleth.title,
        "classes": {code: int(rank) for code, rank in choropleth.classes.items()},
        "labels": list(choropleth.labels),
        "colors": [list(colors) for colors in choropleth.colors],
        "texts": dict(choropleth.texts or {}),
    }
