"""A town's peers, to be embedded in its sheet: towns nearby and towns alike."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

import streamlit as st

from pvd_geo.formatting import beyond_the_cut, distance, integer, plural, share
from pvd_geo.selection import links
from pvd_geo.selection.selection import Selection
from pvd_geo.territory import peers
from pvd_geo.territory.backing import SHEET
from pvd_geo.ui.html import aloud, folded, show, table, tag
from pvd_geo.ui.parts import marks
from pvd_geo.ui.shared import datasets

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd
    from markupsafe import Markup

_STEPS = (10, 20, 30, 50, 75, 100, 150)
_USUAL = 30
_MOST = 10


@st.fragment
def show_peers(insee_code: str, *, narrow: bool = False) -> None:
    """Show the programme's towns within a chosen distance, and those most like the town.

    Parameters
    ----------
    insee_code
        A town of the programme.
    narrow
        Whether there is room for one table only, as in a sheet beside a map.
    """
    towns = datasets.dataset("towns").towns
    near, alike = (st.container(), st.container()) if narrow else st.columns(2, gap="large")
    with near:
        km = st.select_slider(
            "Communes du programme à moins de",
            _STEPS,
            _USUAL,
            format_func=distance,
            key=f"pvd-peers-km-{insee_code}",
        )
        found = peers.nearby(insee_code, towns, km)
        if found.empty:
            show(aloud("Aucune autre commune du programme à cette distance."))
        else:
            caption = f"{plural(len(found), 'commune')} à moins de {distance(km)}"
            show(_table(caption, found, "Distance", map(distance, found["distance_km"])))
    with alike:
        every = peers.alike(insee_code, towns, datasets.levels(), len(towns))
        like = every.head(_MOST)
        caption = f"Les {_MOST} communes les plus ressemblantes"
        show(_table(caption, like, "Ressemblance", map(share, like["likeness"])))
        if more := beyond_the_cut(map(share, every["likeness"]), _MOST):
            as_much = plural(more, "autre lui ressemble", "autres lui ressemblent")
            show(tag("p", f"À égalité avec la dernière : {as_much} autant.", css="pvd-note"))
    show(folded("Méthode", peers.METHOD))


def _table(caption: str, rows: pd.DataFrame, measure: str, texts: Iterable[str]) -> Markup:
    cells = (
        (_name(row), integer(row.population), text)
        for row, text in zip(rows.itertuples(), texts, strict=True)
    )
    headings = ("Commune", "Habitants", measure)
    marked = marks.captioned(caption, marks.of_table("towns", *SHEET))
    return table(marked, headings, cells, numbers=(1, 2))


def _name(row: object) -> Markup:
    code = str(getattr(row, "insee_code", ""))
    query = urlencode(links.to_params(Selection(town=code)))
    name = f"{getattr(row, 'name', '')} ({getattr(row, 'department_code', '')})"
    return tag("a", name, href=f"carte?{query}", target="_self")
