"""One map with a filter by region and what was last chosen on the map, as text."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import streamlit as st

from pvd_geo import assets, maps
from pvd_geo.categories import LEVELS
from pvd_geo.codes import AreaCode
from pvd_geo.settings import settings
from pvd_geo.tables import loading
from pvd_geo.themes.levels import town_levels
from pvd_geo.ui.parts import map_view

if TYPE_CHECKING:
    from pvd_geo.maps.layers import Mode

folder = settings().data_dir


@st.cache_resource
def tables() -> loading.Dataset:
    return loading.read(folder, "towns", "town_indicators", "themes", "regions", "indicators")


@st.cache_resource
def levels(theme_id: str) -> dict[str, str]:
    data = tables()
    graded = town_levels(data.towns, data.town_indicators, data.themes, data.indicators)
    own = graded[graded["theme_id"] == theme_id]
    return dict(zip(own["insee_code"], own["level"], strict=True))


def coloring(theme: str) -> maps.Coloring | None:
    if not theme:
        return None
    row = tables().themes.set_index("theme_id").loc[theme]
    return maps.Coloring(row["label"], LEVELS[row["reading"]], levels(theme))


@st.cache_resource
def order() -> list[str]:
    return list(tables().towns["insee_code"])


def other_region() -> None:
    st.session_state["region"] = "28" if st.session_state["region"] == "53" else "53"


@st.fragment
def view() -> None:
    towns = tables().towns
    left, right = st.columns([1, 4])
    regions = ["", *tables().regions["code"]]
    region = left.selectbox("Région", regions, key="region")
    left.button("Autre région", on_click=other_region)
    theme = left.selectbox("Thème", ["", "habitat", "patrimoine"], key="theme")
    mode = left.selectbox("Échelle", ["auto", "regions", "departments", "towns"])
    named = left.toggle("Noms des rencontres")
    shown = towns if not region else towns[towns["region_code"] == region]

    def chosen(event: map_view.Event) -> None:
        st.session_state["said"] = st.session_state.get("said", 0) + 1
        st.session_state["event"] = f"{event.kind} {event.code} {event.town or ''}"
        st.session_state["town"] = event.code if event.kind == "town" else None
        if event.kind in {"region", "country"}:
            st.session_state["region"] = event.code if event.kind == "region" else ""

    with right:
        map_view.show(
            maps.base_map(assets.collection(folder), title="Carte d’essai", tiles=settings().tiles),
            maps.town_layer(
                maps.Towns(order(), set(shown["insee_code"]) if region else None, coloring(theme)),
                sites=maps.Sites(named=named),
                chosen=maps.Chosen(
                    AreaCode("region", region) if region else None, st.session_state.get("town")
                ),
                mode=cast("Mode", mode),
                alt=f"{len(shown)} communes",
            ),
            key="map",
            on_event=chosen,
        )
    left.write(f"Choix {st.session_state.get('said', 0)} : {st.session_state.get('event', '–')}")


st.set_page_config(layout="wide")
view()
