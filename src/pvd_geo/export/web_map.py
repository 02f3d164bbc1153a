"""The interactive map as one HTML file that needs no network, with its origin under it."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

from pvd_geo import maps
from pvd_geo.formatting import curled

if TYPE_CHECKING:
    from collections.abc import Mapping

    import folium

    from pvd_geo.assets import Asset
    from pvd_geo.export.stamp import Stamp

_STYLE: Final = (
    "<style>.pvd-origin{position:fixed;right:.5rem;bottom:1.6rem;z-index:1000;max-width:min(34rem,90vw);"
    "max-height:60vh;overflow:auto;padding:.4rem .7rem;background:#fff;color:#16202c;"
    "border:1px solid #b4bdc9;border-radius:4px;font:13px/1.4 system-ui,sans-serif}"
    ".pvd-origin dl{margin:.4rem 0 0}.pvd-origin dt{font-weight:600}"
    ".pvd-origin dd{margin:0 0 .3rem}"
    "</style>"
)


def map_bytes(assets: Mapping[str, Asset], layer: folium.FeatureGroup, stamp: Stamp) -> bytes:
    """Write the map with what is shown on it as one page.

    Parameters
    ----------
    assets
        What `pvd_geo.assets.collection` returns.
    layer
        What `pvd_geo.maps.town_layer` returns.
    stamp
        Origin, shown in a corner of the map.
    """
    title = f"{stamp.title} – {stamp.selection}" if stamp.selection else stamp.title
    html = maps.to_html(maps.base_map(assets, title=title, embedded=True), layer)
    head, end, tail = html.rpartition("</body>")
    return f"{head}{_STYLE}{_origin(stamp)}{end}{tail}".encode()


def _origin(stamp: Stamp) -> str:
    rows = "".join(
        f"<dt>{escape(label)}</dt><dd>{escape(curled(text))}</dd>" for label, text in stamp.lines()
    )
    return (
        f'<details class="pvd-origin"><summary>{escape(stamp.selection or stamp.title)}'
        f"\u202f: sources et date</summary><dl>{rows}</dl></details>"
    )
