"""Covers: maps.base, maps.layers, maps.shown."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
import streamlit_folium

from pvd_geo import assets, maps
from pvd_geo.categories import LEVELS
from pvd_geo.codes import AreaCode
from pvd_geo.maps.base import script_json
from pvd_geo.meetings.life import in_force
from pvd_geo.tables import loading
from pvd_geo.tables.dataset import Dataset
from pvd_geo.tables.records import MeetingState

if TYPE_CHECKING:
    import folium

HOSTILE = "</script><img src=x onerror=alert(1)>"
COMMANDS = "{{ 6 * 7 }}{% endraw %}{% include x %}{# gone #}"
"""What branca, which compiles what a template wrote as a template once more, would carry out."""


@pytest.fixture(scope="module")
def files() -> dict[str, assets.Asset]:
    return dict(assets.collection(loading.data_dir()))


@pytest.fixture(scope="module")
def order() -> list[str]:
    return list(loading.read(loading.data_dir(), "towns").towns["insee_code"])


def script(chart: maps.ProgrammeMap) -> str:
    """Return the script that goes to the frame at each rerun."""
    chart.get_root().render()
    return str(streamlit_folium._get_map_string(chart))


def layer_script(chart: maps.ProgrammeMap, layer: folium.FeatureGroup) -> str:
    return str(streamlit_folium._get_feature_group_string(layer, chart))


def content(text: str) -> dict[str, Any]:
    found = re.search(r"pvd\.update\((\{.*\})\);", text)
    assert found is not None
    return dict(json.loads(found[1]))


def test_the_base_is_short_and_the_same_at_each_run(files: dict[str, assets.Asset]) -> None:
    first, second = (script(maps.base_map(files, title="Communes")) for _ in range(2))
    assert first == second
    assert len(first) < 600


def test_the_base_asks_our_own_server_only(files: dict[str, assets.Asset]) -> None:
    chart = maps.base_map(files, title="Communes", base_url="/pvd-geo")
    assert "http" not in script(chart)
    addresses = [address for _, address in (*chart.default_js, *chart.default_css)]
    assert addresses == [f"/pvd-geo{files[name].path}" for name in ("map.js", "map.css")]
    assert f'"/pvd-geo{files["base.json"].path}"' in script(chart)


def test_tile_layers_are_offered_only_where_the_installation_says(
    files: dict[str, assets.Asset],
) -> None:
    offered = re.findall(
        r"https://([\w.]+)", script(maps.base_map(files, title="Communes", tiles=True))
    )
    assert offered == ["data.geopf.fr", "tile.openstreetmap.org"]


def test_a_filter_costs_less_than_two_kilobytes(
    files: dict[str, assets.Asset], order: list[str]
) -> None:
    levels = dict(zip(order, ["strong", "moderate", "low", "unknown"] * 500, strict=False))
    coloring = maps.Coloring("Habitat ancien", LEVELS["challenge"], levels)
    layer = maps.town_layer(
        maps.Towns(order, set(order[::3]), coloring),
        chosen=maps.Chosen(AreaCode("region", "75"), "33352", "nouvelle-aquitaine"),
        alt="548 communes de Nouvelle-Aquitaine où le thème Habitat ancien est un enjeu fort.",
    )
    chart = maps.base_map(files, title="Communes")
    assert len(layer_script(chart, layer).encode()) < 2_000


def test_a_layer_empties_what_the_component_never_does(
    files: dict[str, assets.Asset], order: list[str]
) -> None:
    chart = maps.base_map(files, title="Communes")
    text = layer_script(chart, maps.town_layer(maps.Towns(order)))
    assert text.index("window.feature_group.length = 0") < text.index("window.feature_group.push")


def test_the_view_follows_the_area_and_nothing_else(
    files: dict[str, assets.Asset], order: list[str]
) -> None:
    chart = maps.base_map(files, title="Communes")
    area = AreaCode("department", "2A")

    def sent(count: int, chosen: maps.Chosen) -> dict[str, Any]:
        layer = maps.town_layer(maps.Towns(order, order[:count]), chosen=chosen)
        return content(layer_script(chart, layer))

    few = sent(5, maps.Chosen(area, order[0]))
    many = sent(9, maps.Chosen(area))
    none = sent(9, maps.Chosen())
    assert few["view"] == many["view"] == "department:2A"
    assert none["view"] == ""


def test_the_legend_says_how_many_towns_each_level_holds(
    files: dict[str, assets.Asset], order: list[str]
) -> None:
    levels = {order[0]: "strong", order[1]: "strong", order[2]: "low"}
    coloring = maps.Coloring("Monuments", LEVELS["strength"], levels)
    layer = maps.town_layer(maps.Towns(order, order[1:4], coloring))
    chart = maps.base_map(files, title="Communes")
    sent = content(layer_script(chart, layer))["categories"]
    assert sent["title"] == "Monuments"
    assert sent["labels"] == ["atout fort", None, "atout faible", "inconnu"]
    assert sent["colors"][0] == ["#00483f", "#2f9c8c", "#a5dad1", "#c9ced6"]


def test_text_cannot_leave_its_script() -> None:
    written = script_json({"name": HOSTILE, "line": "\u2028"})
    assert "<" not in written
    assert json.loads(written) == {"name": HOSTILE, "line": "\u2028"}


def test_a_page_of_its_own_holds_everything(
    files: dict[str, assets.Asset], order: list[str]
) -> None:
    chart = maps.base_map(files, title="Communes & « bourgs »", embedded=True)
    page = maps.to_html(chart, maps.town_layer(maps.Towns(order), alt="1 645 communes"))
    assert page.startswith('<!DOCTYPE html>\n<html lang="fr">')
    assert "<title>Communes &amp; « bourgs »</title>" in page
    assert not re.search(r"<(?:script|link|img|iframe)\b[^>]*\b(?:src|href)\s*=", page)
    assert page.count("<script>") == page.count("</script>") == 2
    assert "Valserhône" in page


def test_a_hostile_name_stays_text_in_a_page_of_its_own(order: list[str]) -> None:
    data = loading.read(loading.data_dir(), "towns", "departments", "regions", "meetings", "cities")
    towns = data.towns.assign(name=data.towns["name"].where(data.towns.index != 0, HOSTILE))
    frames = {
        name: getattr(data, name) for name in ("departments", "regions", "meetings", "cities")
    }
    files = assets.from_frames(Dataset({"towns": towns, **frames}))
    chart = maps.base_map(files, title=HOSTILE, embedded=True)
    page = maps.to_html(chart, maps.town_layer(maps.Towns(order), alt=HOSTILE), note=HOSTILE)
    assert "<img" not in page
    assert page.count("</script>") == 2


def test_texts_are_no_templates_in_a_page_of_its_own(
    files: dict[str, assets.Asset], order: list[str]
) -> None:
    program = assets.Asset("map.js", f"/* {COMMANDS} */".encode(), "text/javascript")
    chart = maps.base_map(files | {"map.js": program}, title=COMMANDS, embedded=True)
    page = maps.to_html(chart, maps.town_layer(maps.Towns(order), alt=COMMANDS), note=COMMANDS)
    assert f"/* {COMMANDS} */" in page
    assert f'<p class="pvd-note">{COMMANDS}</p>' in page
    assert content(page)["alt"] == COMMANDS
    options = re.search(r"pvd\.base\(\w+, (\{.*\})\);", page)
    assert options is not None
    assert json.loads(options[1])["alt"] == COMMANDS


def test_a_map_for_a_frame_is_no_page(files: dict[str, assets.Asset], order: list[str]) -> None:
    chart = maps.base_map(files, title="Communes")
    with pytest.raises(ValueError, match="embedded=True"):
        maps.to_html(chart, maps.town_layer(maps.Towns(order)))


def test_meetings_that_editors_told_of_stand_with_where_they_stand(
    files: dict[str, assets.Asset], order: list[str]
) -> None:
    day = date(2031, 3, 4)
    planned = MeetingState("reunion", ("04",), "2031", "planned", day, insee_code="97424")
    off = replace(planned, meeting_id="corse", status="cancelled", insee_code="2B096")
    nowhere = replace(planned, meeting_id="ici", insee_code=None, host="Paris")
    announced = replace(planned, meeting_id="mayotte", status="announced")
    meetings = in_force(
        loading.read(loading.data_dir(), "meetings").meetings, (planned, off, nowhere, announced)
    )
    sites = maps.Sites.of(meetings)
    assert len(sites.order) == 14
    chart = maps.base_map(files, title="Communes")
    sent = content(layer_script(chart, maps.town_layer(maps.Towns(order), sites=sites)))
    assert sent["others"] == [
        ["corse", "2B096", "4 mars 2031", "cancelled"],
        ["reunion", "97424", "4 mars 2031", "planned"],
    ]
    assert len(sent["meetings"]) == 12
    assert "corse" not in sent["meetings"]


def test_links_lead_to_meetings_in_the_order_that_they_are_sent_in() -> None:
    held = MeetingState("z", ("04",), "2021", "held", date(2021, 3, 4), insee_code="97424")
    meetings = in_force(loading.read(loading.data_dir(), "meetings").meetings, (held,))
    sites = maps.Sites.of(meetings)
    assert sites.order[0] == "occitanie"
    assert sites.order[-1] == "z"
