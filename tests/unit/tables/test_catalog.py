from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

import pytest

from harness.datafiles import REAL, described, edit, mini
from pvd_geo.errors import DataError
from pvd_geo.freshness import end
from pvd_geo.tables import catalog
from pvd_geo.tables.schemas import TABLES

if TYPE_CHECKING:
    from pathlib import Path

CATALOG = catalog.read(REAL)


@pytest.mark.parametrize("name", TABLES)
def test_every_file_has_its_provenance(name: str) -> None:
    resource = CATALOG.resource(name)
    content = (REAL / resource.path).read_bytes()
    assert resource.checksum == hashlib.sha256(content).hexdigest()
    assert resource.bytes == len(content)
    assert resource.licences
    for vintage in (resource.oldest, resource.latest):
        assert re.fullmatch(r"\d{4}(-\d{2}){0,2}", vintage)
    assert resource.sources
    for source in resource.sources:
        assert all((source.title, source.publisher, source.date, source.licence))


def test_the_package_holds_all_files_and_no_other() -> None:
    paths = {resource.path for resource in CATALOG.resources} | {catalog.DESCRIPTOR}
    assert paths == {path.name for path in REAL.iterdir()}


def test_the_sources_of_several_files_are_named_once() -> None:
    sources = CATALOG.sources_of("towns", "regions", "meetings")
    assert len(sources) == len(set(sources))
    assert [source.source_id for source in sources] == [
        "anct-liste-pvd",
        "insee-cog",
        "geonames",
        "ign-admin-express",
        "anct-typologies",
        "anct-bilan-2022",
        "gazette-bourgogne-2022",
    ]
    assert CATALOG.sources_of("towns")[2].licence == "CC BY 4.0"


def test_a_source_has_the_address_of_who_publishes_it_where_that_is_known() -> None:
    sources = [source for resource in CATALOG.resources for source in resource.sources]
    told = {source.publisher: source.address for source in sources}
    assert told["INSEE et DGCL"] == told["INSEE, état civil"] == "https://www.insee.fr/"
    assert told["ANCT"] == "https://agence-cohesion-territoires.gouv.fr/"
    assert {who for who, address in told.items() if not address} == {
        "DHUP, Cerema, DGFiP : LOVAC",
        "Gazette Bourgogne",
        "L'Écho des communes",
        "Sisteron Journal",
    }


def test_only_an_address_of_the_web_is_one_that_a_page_may_lead_to(tmp_path: Path) -> None:
    folder = mini(tmp_path)
    path = folder / catalog.DESCRIPTOR
    text = path.read_text("utf-8")
    assert "https://www.insee.fr/" in text
    path.write_text(text.replace("https://www.insee.fr/", "javascript:alert(1)"), "utf-8")
    sources = catalog.read(folder).sources_of("towns")
    assert {one.address for one in sources if one.publisher.startswith("INSEE")} == {""}
    assert any(one.address for one in sources)


def test_values_are_attributed_to_the_producers_of_indicators() -> None:
    publishers = {source.publisher for source in CATALOG.sources_of("town_indicators")}
    assert "Cerema, Cartofriches" in publishers
    assert CATALOG.resource("town_indicators").rows == 59_055


def test_created_is_the_date_of_the_freshest_source_and_not_the_clock() -> None:
    assert CATALOG.created == "2026-07-01"
    assert max(resource.latest for resource in CATALOG.resources) == "2026-07"


def test_a_file_is_as_old_as_the_oldest_of_its_sources() -> None:
    vintages = {one.name: (one.oldest, one.latest) for one in CATALOG.resources}
    # Outlines of 2018 beside names of this year; the list of towns of September 2024.
    assert vintages["regions"] == vintages["departments"] == ("2018", "2026")
    assert vintages["towns"] == ("2018", "2026-07")
    assert vintages["populations"] == ("2017", "2023")
    assert vintages["town_indicators"] == ("2018", "2026-07")
    for resource in CATALOG.resources:
        dates = [end(source.date) for source in resource.sources]
        assert resource.oldest == min(dates)


def test_an_unknown_resource_is_refused() -> None:
    with pytest.raises(KeyError):
        CATALOG.resource("communes")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('"resources": [', '"resources": [,', "du JSON bien formé"),
        ('"created"', '"made"', "colonne «\u202fcreated\u202f»"),
        ('"resources": [', '"resources": 3, "others": [', "décrit par build-data"),
    ],
)
def test_a_broken_package_is_a_fault(old: str, new: str, told: str, tmp_path: Path) -> None:
    folder = mini(tmp_path)
    edit(folder / catalog.DESCRIPTOR, old, new)
    with pytest.raises(DataError, match=r"datapackage\.json") as caught:
        catalog.read(folder)
    assert told in str(caught.value)


def test_a_missing_or_undecodable_package_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="un fichier de ce nom"):
        catalog.read(tmp_path)
    (tmp_path / catalog.DESCRIPTOR).write_bytes(b"\xff")
    with pytest.raises(DataError, match="UTF-8"):
        catalog.read(tmp_path)


def test_the_package_follows_the_specification() -> None:
    package = described(REAL)
    assert package["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    resources = package["resources"]
    assert isinstance(resources, list)
    tabular = {resource["name"] for resource in resources if resource.get("type") == "table"}
    assert tabular == TABLES.keys() - {"towns", "regions", "departments"}
    for resource in resources:
        table = TABLES[resource["name"]]
        schema = resource["schema"]
        assert schema == table.descriptor(tabular)
        assert ("primaryKey" in schema) is not ("uniqueKeys" in schema)
        (key,) = schema.get("uniqueKeys") or [schema["primaryKey"]]
        assert key == list(table.key)
        assert all(key["reference"]["resource"] in tabular for key in schema.get("foreignKeys", ()))
