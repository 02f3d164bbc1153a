"""What a page says when the filters leave no town, with the ways out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pvd_geo.formatting import NARROW, plural
from pvd_geo.selection.selection import loosened
from pvd_geo.ui import address
from pvd_geo.ui.html import aloud, tag
from pvd_geo.ui.html import show as show_html
from pvd_geo.ui.shared import selected_towns

if TYPE_CHECKING:
    from pvd_geo.selection.selection import Filter, Selection
    from pvd_geo.tables.dataset import Dataset

_WAYS: dict[Filter, str] = {
    "text": "Sans le nom",
    "population": "Toutes les tailles",
    "themes": "Sans les thèmes",
    "any_theme": "Un seul des thèmes",
    "epci": "Sans l’EPCI",
    "department": "Toute la région",
    "region": "Toutes les régions",
}


def show(dataset: Dataset, chosen: Selection) -> None:
    """Say that no town is left, and offer each filter to loosen with the count that it gives."""
    with st.container(key="pvd-nothing-left"):
        show_html(aloud("Aucune commune ne répond à tous ces filtres."))
        ways = [
            (name, wider, len(selected_towns.kept(dataset, wider)))
            for name, wider in loosened(chosen)
        ]
        found = [way for way in ways if way[2]]
        if not found:
            show_html(tag("p", f"Aucun filtre n’y suffit seul{NARROW}: tout effacer, ci-dessus."))
        for name, wider, count in found:
            st.button(
                f"{_WAYS[name]}{NARROW}: {plural(count, 'commune')}",
                key=f"pvd-loosen-{name}",
                on_click=address.take,
                args=(wider,),
            )
