"""Maps of the programme as folium elements; nothing here displays them.

A map is a constant base (:func:`base_map`) and one layer that follows the selection
(:func:`town_layer`). Together they go to a Streamlit frame or, with :func:`to_html`,
to one file.
"""

from pvd_geo.maps.base import FROM_FRAME, ProgrammeMap, base_map, to_html
from pvd_geo.maps.layers import town_layer
from pvd_geo.maps.shown import Choropleth, Chosen, Coloring, Site, Sites, Towns

__all__ = [
    "FROM_FRAME",
    "Choropleth",
    "Chosen",
    "Coloring",
    "ProgrammeMap",
    "Site",
    "Sites",
    "Towns",
    "base_map",
    "to_html",
    "town_layer",
]
