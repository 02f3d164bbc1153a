"""The part of a map that follows the selection, small enough to be sent at each change.

Sets and numbers of towns are a few hundred characters that the browser unpacks.
"""

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

import folium
import numpy as np
from branca.element import MacroElement
from folium.template import Template

from pvd_geo.colors import DARK, LIGHT
from pvd_geo.formatting import curled
from pvd_geo.maps.base import Page, script_json
from pvd_geo.maps.shown import Chosen, Sites

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from numpy.typing import NDArray

    from pvd_geo.maps.shown import Choropleth, Coloring, Towns

Mode: TypeAlias = Literal["auto", "regions", "departments", "towns", "areas"]

_PER_BYTE: Final = 4


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
        "alt": curled(alt),
        "shown": None if towns.shown is None else pack_flags(towns.order, towns.shown),
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
        content["links"] = pack_numbers(towns.order, sites.links)
    if sites.others:
        content["others"] = [
            [site.meeting_id, site.insee_code, site.days, site.status] for site in sites.others
        ]
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
    found = {places.get(code, last) for code in among}
    return {
        "title": coloring.title,
        "of": pack_places(towns.order, places, last),
        "labels": [
            one.label if place in found else None for place, one in enumerate(categories.members)
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


def _text(packed: NDArray[np.uint8]) -> str:
    return b64encode(packed.tobytes()).decode("ascii")


def pack_flags(order: Sequence[str], chosen: Collection[str]) -> str:
    """Return one bit for each code of ``order``, set when it is among ``chosen``.

    The first code is the highest bit of the first byte; the whole is Base64.
    """
    among = chosen if isinstance(chosen, (set, frozenset, dict)) else frozenset(chosen)
    return _text(np.packbits(np.array([code in among for code in order], bool)))


def pack_places(order: Sequence[str], place: Mapping[str, int], otherwise: int) -> str:
    """Return two bits for each code of ``order``: its place among at most four categories.

    Parameters
    ----------
    place
        Place by code.
    otherwise
        Place of the codes that have none.

    Raises
    ------
    ValueError
        When a place does not fit in two bits (0 to 3).
    """
    if any(not 0 <= value < _PER_BYTE for value in (otherwise, *place.values())):
        raise ValueError("expected at most four categories")
    padded = np.zeros(-(-len(order) // _PER_BYTE) * _PER_BYTE, np.uint8)
    padded[: len(order)] = [place.get(code, otherwise) for code in order]
    quarters = padded.reshape(-1, _PER_BYTE) << np.array([6, 4, 2, 0], np.uint8)
    return _text(np.bitwise_or.reduce(quarters, axis=1).astype(np.uint8))


def pack_numbers(order: Sequence[str], number: Mapping[str, int]) -> str:
    """Return one byte for each code of ``order``: its number plus one, 0 when it has none.

    Raises
    ------
    ValueError
        When a number does not fit in the byte (0 to 254).
    """
    if any(not 0 <= value < 0xFF for value in number.values()):  # noqa: PLR2004
        raise ValueError("expected numbers from 0 to 254")
    return _text(np.array([number[code] + 1 if code in number else 0 for code in order], np.uint8))
