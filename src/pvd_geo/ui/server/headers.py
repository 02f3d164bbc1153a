"""Security headers of every answer: what a browser may load, and who may frame the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

TILE_HOSTS: Final = ("https://data.geopf.fr", "https://tile.openstreetmap.org")
"""Hosts of the map's optional tile layers: IGN Plan and OpenStreetMap."""

COMMON: Final = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "permissions-policy": (
        "camera=(), display-capture=(), geolocation=(), microphone=(), midi=(), payment=(), usb=()"
    ),
}


def page_policy(*, script_hashes: Iterable[str], frame_ancestors: str) -> str:
    """Return the content security policy of the page itself.

    Parameters
    ----------
    script_hashes
        Hashes of the page's inline scripts.
    frame_ancestors
        Sites that may show the dashboard in a frame, as the policy writes them.
    """
    return _policy(
        {
            "script-src": " ".join(["'self'", *script_hashes]),
            "frame-ancestors": frame_ancestors,
        }
    )


def component_policy(*, frame_ancestors: str, tiles: bool) -> str:
    """Return the policy of the map's frame.

    streamlit-folium runs the map's code with `eval`; only its own frame allows that. Images may
    come from the tile hosts when the installation offers tiles.
    """
    hosts = TILE_HOSTS if tiles else ()
    return _policy(
        {
            "script-src": "'self' 'unsafe-inline' 'unsafe-eval'",
            "img-src": " ".join(["'self'", "data:", "blob:", *hosts]),
            "frame-ancestors": frame_ancestors,
        }
    )


def _policy(own: dict[str, str]) -> str:
    directives = {
        "default-src": "'self'",
        # Streamlit writes its styles into the page while it runs.
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "font-src": "'self' data:",
        "worker-src": "'self' blob:",
        "object-src": "'none'",
        "base-uri": "'self'",
        "form-action": "'self'",
        **own,
    }
    return "; ".join(f"{name} {value}" for name, value in directives.items())
