"""Covers: assets.styles, assets.tables."""

from __future__ import annotations

import gzip
import json
import re

import pytest

from pvd_geo import assets
from pvd_geo.tables import loading


@pytest.fixture(scope="module")
def files() -> dict[str, assets.Asset]:
    return dict(assets.collection(loading.data_dir()))


def test_the_first_load_costs_less_than_250_kb(files: dict[str, assets.Asset]) -> None:
    assert sum(len(file.gzipped) for file in files.values()) < 250_000


def test_addresses_hold_a_digest_of_the_content(files: dict[str, assets.Asset]) -> None:
    assert set(files) == {"map.js", "map.css", "base.json"}
    for name, file in files.items():
        stem, extension = name.split(".")
        assert re.fullmatch(rf"/pvd/assets/{stem}\.[0-9a-f]{{12}}\.{extension}", file.path)
        assert gzip.decompress(file.gzipped) == file.body


def test_nothing_is_asked_for_beside_the_files(files: dict[str, assets.Asset]) -> None:
    assert "sourceMappingURL" not in files["map.js"].text
    assert "url(images" not in files["map.css"].text
    assert "@import" not in files["map.css"].text


def test_the_files_are_made_once(files: dict[str, assets.Asset]) -> None:
    again = assets.collection(loading.data_dir())
    assert all(again[name] is file for name, file in files.items())


def test_the_base_holds_every_town_at_its_place(files: dict[str, assets.Asset]) -> None:
    base = json.loads(files["base.json"].body)
    towns = loading.read(loading.data_dir(), "towns").towns.set_index("insee_code")
    table = base["towns"]
    assert table["codes"] == list(towns.index)
    for code in ("2A247", "97106", "97424", "01033"):  # Corsica, overseas, a leading zero
        number = table["codes"].index(code)
        assert table["longitude"][number] / table["scale"] == pytest.approx(
            towns.longitude[code], abs=1e-5
        )
        assert table["latitude"][number] / table["scale"] == pytest.approx(
            towns.latitude[code], abs=1e-5
        )
        department = base["departments"]["codes"][table["departments"][number]]
        assert department == towns.department_code[code]


def test_the_map_writes_names_with_curly_apostrophes(files: dict[str, assets.Asset]) -> None:
    base = json.loads(files["base.json"].body)
    tables = ("towns", "departments", "regions", "cities")
    names = [name for table in tables for name in base[table]["names"]]
    assert {"Val-d’Oise", "Le Bourg-d’Oisans"} <= set(names)
    assert [name for name in names if "'" in name] == []


def test_only_meetings_with_a_place_are_on_the_map(files: dict[str, assets.Asset]) -> None:
    meetings = json.loads(files["base.json"].body)["meetings"]
    assert len(meetings["ids"]) == 13
    assert meetings["ids"][0] == "occitanie"
    assert meetings["dates"][0] == "22 juin 2022"
