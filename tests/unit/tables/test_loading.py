"""Each rule with a broken file, which must be named with line, column, value, expectation.

Covers: tables.checks, tables.dataset, tables.geojson, tables.loaded, tables.vintages.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from harness.datafiles import REAL, edit, mini
from pvd_geo.errors import DataError
from pvd_geo.tables import loading
from pvd_geo.tables.schemas import TABLES

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True)
class Case:
    """One way of breaking one file, and the fault that must be told."""

    name: str
    file: str
    old: str
    new: str
    line: int
    column: str
    value: str
    expected: str
    named: str = ""
    """The file that is named, when it is not the one that was broken."""


TOWNS, REGIONS = "towns.geojson", "regions.geojson"
VALUES = "town_indicators.csv"

CASES = (
    Case("lost zero", "meetings.csv", "guadeloupe,01", "guadeloupe,1",
         4, "region_code", "1", "code de région de deux chiffres, tel que 01 (« 01 » ?)"),
    Case("lost zero of a town", VALUES, "22004,medecins_generalistes", "1033,medecins_generalistes",
         2, "insee_code", "1033", "cinq caractères, tel que 01033 (« 01033 » ?)"),
    Case("not a whole number", "attendance.csv", "corse,all,47,", "corse,all,quarante,",
         2, "participants", "quarante", "un nombre entier"),
    Case("decimal comma", VALUES, "longue,5.94", 'longue,"5,94"',
         4, "value", "5,94", "un point pour les décimales"),
    Case("not a date", "meetings.csv", "2022-07-13", "13/07/2022",
         3, "date", "13/07/2022", "une date AAAA-MM-JJ"),
    Case("no such day", "meetings.csv", "2022-07-13", "2022-06-31",
         3, "date", "2022-06-31", "une date AAAA-MM-JJ"),
    Case("date out of range", TOWNS, '"2021-03-24"', '"2201-03-24"',
         3, "agreement_date", "2201-03-24", "entre 2020-01-01 et 2030-12-31"),
    Case("date of another year", "meetings.csv", "2022-07-13", "2023-07-13",
         3, "date", "2023-07-13", "l'année de sa série ete-2022"),
    Case("out of range", "cities.csv", "41.9189", "141.9189",
         3, "latitude", "141.9189", "entre -90 et 90"),
    Case("not a boolean", "themes.csv", "longue,false", "longue,non",
         2, "per_1000", "non", "true ou false"),
    Case("not in the enumeration", "meetings.csv", "22162,held", "22162,hold",
         3, "status", "hold", "held ou announced (« held » ?)"),
    Case("missing value", "sources.csv", "geonames,GeoNames,", "geonames,,",
         6, "publisher", "", "un texte"),
    Case("blank at the end", "cities.csv", "Ajaccio,", "Ajaccio ,",
         3, "name", "Ajaccio ", "sans blanc au début ni à la fin"),
    Case("key twice", "themes.csv", "sante,", "habitat,",
         3, "theme_id", "habitat", "une valeur unique ; elle est déjà à la ligne 2"),
    Case("two columns as key twice", VALUES, "22004,monuments_historiques",
         "22004,medecins_generalistes",
         3, "insee_code, indicator_id", "22004, medecins_generalistes", "déjà à la ligne 2"),
    Case("unknown code", "meetings.csv", "22162", "22163",
         3, "insee_code", "22163", "présent dans towns.geojson, colonne « insee_code »"),
    Case("unknown source", "meetings.csv", "22162,held,anct-bilan-2022", "22162,held,anct-bilan",
         3, "source_id", "anct-bilan", "présent dans sources.csv"),
    Case("unknown codes told once", "indicators.csv", "medecins_generalistes,", "medecins,",
         2, "indicator_id", "medecins_generalistes", "lignes 5, 8, 11, 14, 17 et 6 autres", VALUES),
    Case("host in another region", "meetings.csv", "22162", "2B050",
         3, "insee_code", "2B050", "une commune de la région 53 ; celle-ci est de la région 94"),
    Case("held without a date", "meetings.csv", "2022-07-13", "",
         3, "date", "", "la date d'une rencontre tenue"),
    Case("held without a host", "meetings.csv", "22162", "",
         3, "insee_code", "", "la commune hôte d'une rencontre tenue"),
    Case("total", "attendance.csv", "corse,all,47,", "corse,all,48,",
         0, "participants", "111", "un total de 110, le nombre publié"),
    Case("span", "attendance.csv", "63,55,66", "63,65,66",
         3, "participants_low", "65", "au plus 63, le nombre de participants"),
    Case("share above 100", VALUES, "longue,5.94", "longue,594",
         4, "value", "594", "un nombre entre 0 et 100"),
    Case("half a doctor", VALUES, "22004,medecins_generalistes,5",
         "22004,medecins_generalistes,5.5",
         2, "value", "5.5", "un nombre entier entre 0"),
    Case("number of towns", "indicators.csv", "2.0,11,", "2.0,12,",
         2, "towns", "12", "11, le nombre de valeurs dans town_indicators.csv"),
    Case("lead", "themes.csv", "challenge,taux_vacance_longue", "challenge,taux_vacance+x",
         2, "lead", "taux_vacance+x", "des indicateurs présents dans indicators.csv"),
    Case("missing column", "cities.csv", "longitude,", "longitud,",
         1, "longitude", "", "une colonne de ce nom (« longitud » y ressemble)"),
    Case("extra column", "cities.csv", "longitude,", "longitud,",
         1, "longitud", "longitud", "les seules colonnes name, longitude, latitude et rank"),
    Case("column twice", "cities.csv", "latitude,rank", "latitude,latitude",
         1, "latitude", "latitude", "une seule colonne de ce nom"),
    Case("semicolons", "cities.csv", "name,longitude,latitude,rank", "name;longitude;latitude;rank",
         1, "", "name;longitude;latitude;rank", "des virgules"),
    Case("cells missing", "cities.csv", "8.7381,41.9189,1", "8.7381,41.9189",
         3, "", "Ajaccio,8.7381,41.9189", "4 cellules (il y en a 3)"),
    Case("open quote", "cities.csv", "Ajaccio", '"Ajaccio',
         3, "", "", "des guillemets ouverts puis refermés"),
    Case("swapped", TOWNS, "[-3.0466,48.77831]", "[48.77831,-3.0466]",
         4, "geometry", "48.7783, -3.0466", "longitude et latitude semblent inversées"),
    Case("point at sea", TOWNS, "[-3.0466,48.77831]", "[-3.0466,49.77831]",
         4, "geometry", "-3.0466, 49.7783",
         "dans sa région 53, à 1 km près ; ce point en est à 92 km"),
    Case("not a number", TOWNS, "[-3.0466,48.77831]", "[NaN,48.77831]",
         4, "geometry", "NaN", "des coordonnées qui soient des nombres"),
    Case("coordinates of a plane", TOWNS, "[-3.0466,48.77831]", "[256000.0,6871000.0]",
         4, "geometry", "256000.0", "une longitude entre -180 et 180"),
    Case("no geometry", TOWNS, '{"type":"Point","coordinates":[-3.0466,48.77831]}', "null",
         4, "geometry", "null", "un « Point » avec [longitude, latitude]"),
    Case("département of another code", TOWNS, '"22020","name":"Broons","department_code":"22"',
         '"22020","name":"Broons","department_code":"29"',
         3, "department_code", "29", "22, le département de la commune 22020"),
    Case("region of another département", "departments.geojson",
         '"2A","name":"Corse-du-Sud","region_code":"94"',
         '"2A","name":"Corse-du-Sud","region_code":"53"',
         8, "region_code", "94", "53, la région du département 2A", TOWNS),
    Case("code as a number", TOWNS, '"insee_code":"22004"', '"insee_code":22004',
         2, "insee_code", "22004", "entre guillemets"),
    Case("number as a text", TOWNS, '"population":4889', '"population":"4889"',
         2, "population", '"4889"', "sans guillemets"),
    Case("no such property", TOWNS, '"population":4889', '"habitants":4889',
         2, "population", "", "une propriété de ce nom"),
    Case("unknown property", TOWNS, '"population":4889', '"population":4889,"maire":"X"',
         2, "maire", "maire", "les seules propriétés insee_code"),
    Case("broken feature", TOWNS, '"name":"Broons"', '"name":"Broons',
         3, "", '{"type":"Feature"', "du JSON bien formé"),
    Case("not a collection", REGIONS, '"FeatureCollection"', '"Collection"',
         1, "", '{"type":"Collection"', "une « FeatureCollection »"),
    Case("no features", REGIONS, '"features"', '"objets"',
         1, "", '{"type":"FeatureCollection"', "avec sa liste « features »"),
    Case("outline that crosses itself", REGIONS, "[-60.95,15.8],[-60.95,16.6]",
         "[-60.95,16.6],[-60.95,15.8]",
         2, "geometry", '{"type": "Polygon"', "un contour qui ne se croise pas"),
    Case("outline left open", REGIONS, "[-61.9,16.6],[-61.9,15.8]]", "[-61.9,16.6]]",
         2, "geometry", '{"type": "Polygon"', "bien formé"),
    Case("zone", REGIONS, '"overseas"', '"outremer"',
         2, "zone", "outremer", "mainland ou overseas"),
    Case("convention of no form", TOWNS, '"agreement_date":"2021-03-24","id_pvd":null',
         '"agreement_date":"2021-03-24","id_pvd":"53-22-1"',
         3, "id_pvd", "53-22-1", "un identifiant de convention, tel que pvd-84-01-1"),
    Case("what happened is unknown", "former_names.csv", "Esquibien,delegated", "Esquibien,moved",
         4, "nature", "moved", "delegated, associated, absorbed, renamed ou restored"),
    Case("the same past twice", "former_names.csv", "22162,22230", "22162,22089",
         3, "former_code, nature, former_name", "22089, absorbed, ",
         "une valeur unique ; elle est déjà à la ligne 2"),
    Case("former code of a town", "former_names.csv", "29003,29052", "29003,29020",
         4, "former_code", "29020", "n'est plus celui d'une commune du programme"),
    Case("year", "populations.csv", "22004,2019", "22004,19",
         2, "vintage", "19", "une année de quatre chiffres, telle que 2023"),
    Case("population of another vintage", "populations.csv", "22004,2023,4889", "22004,2023,4890",
         2, "population", "4889", "4890, la population 2023 de populations.csv", TOWNS),
    Case("fact of another kind", "programme_facts.csv", "2022-06-22,funding", "2022-06-22,fundings",
         5, "kind", "fundings", "funding ou national_meeting (« funding » ?)"),
    Case("earlier value of today", "indicator_history.csv", "vintage,value\n",
         "vintage,value\n22004,taux_vacance_longue,2025,5\n",
         2, "vintage", "2025", "un millésime d'avant 2025, celui du catalogue"),
    Case("earlier value out of range", "indicator_history.csv", "vintage,value\n",
         "vintage,value\n22004,taux_vacance_longue,2020,594\n",
         2, "value", "594", "un nombre entre 0 et 100"),
    Case("changed", "cities.csv", "41.9189", "41.9190",
         0, "", "(3 lignes)", "inscrite dans datapackage.json : le fichier a changé"),
    Case("catalogue broken", "datapackage.json", '"resources": [', '"resources": [,',
         0, "", "", "du JSON bien formé"),
    Case("catalogue incomplete", "datapackage.json", '"name": "cities"', '"name": "villes"',
         0, "resources", "", "la description de cities.csv"),
)  # fmt: skip


def tells(faults: tuple[object, ...], case: Case) -> bool:
    return any(
        getattr(fault, "file", "") == (case.named or case.file)
        and (getattr(fault, "line", -1) == case.line or case.name == "catalogue broken")
        and getattr(fault, "column", None) == case.column
        and case.value in getattr(fault, "value", "")
        and case.expected in getattr(fault, "expected", "")
        for fault in faults
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_broken_file_is_named_by_line(case: Case, tmp_path: Path) -> None:
    folder = mini(tmp_path)
    edit(folder / case.file, case.old, case.new)
    report = loading.check(folder)
    assert tells(report.faults, case), "\n".join(map(str, report.faults))


def test_all_faults_of_all_files_are_told_in_one_run(tmp_path: Path) -> None:
    folder = mini(tmp_path)
    broken: dict[str, Case] = {}
    for case in CASES:
        broken.setdefault(case.file, case)
    assert len(broken) >= 8
    for case in broken.values():
        edit(folder / case.file, case.old, case.new)
    (folder / "published_figures.csv").unlink()
    faults = loading.check(folder).faults
    # A broken catalogue hides the checksums only.
    assert [case.name for case in broken.values() if not tells(faults, case)] == []
    missing = [fault for fault in faults if fault.file == "published_figures.csv"]
    assert [(fault.line, fault.expected) for fault in missing] == [
        (0, "un fichier de ce nom dans le dossier")
    ]


def test_several_faults_of_one_line_are_all_told(tmp_path: Path) -> None:
    folder = mini(tmp_path)
    edit(
        folder / "meetings.csv", "bretagne,53,ete-2022,2022-07-13,22162,held", "Bretagne,5,été,,2,x"
    )
    report = loading.check(folder)
    found = {fault.column for fault in report.faults if fault.line == 3}
    assert found == {"meeting_id", "region_code", "series", "insee_code", "status"}


def test_audiences_that_do_not_add_up_are_told(tmp_path: Path) -> None:
    folder = mini(tmp_path)
    rows = "corse,all,50,50,50,4,recorded,anct-bilan-2022,\n"
    rows += "corse,elected,20,20,20,,recorded,anct-bilan-2022,\n"
    rows += "corse,other,{0},{0},{0},,recorded,anct-bilan-2022,\n"
    path = folder / "attendance.csv"
    sound = path.read_text("utf-8")
    path.write_text(sound + rows.format(29), "utf-8")
    told = [fault for fault in loading.check(folder).faults if fault.line]
    assert [(f.line, f.column, f.value) for f in told] == [(4, "participants", "50")]
    assert told[0].expected == "49, la somme des publics de cette rencontre"
    path.write_text(sound + rows.format(30), "utf-8")
    assert [fault for fault in loading.check(folder).faults if fault.line] == []


def test_a_file_that_is_not_utf8_is_named_with_the_line(tmp_path: Path) -> None:
    folder = mini(tmp_path)
    path = folder / "themes.csv"
    path.write_bytes(path.read_text("utf-8").encode("latin-1"))
    fault = next(f for f in loading.check(folder).faults if f.file == "themes.csv" and f.line)
    # « Accès aux soins » is the first accent, on line 3.
    assert (fault.line, fault.value) == (3, "e8")
    assert fault.expected == "un fichier texte encodé en UTF-8"


def test_a_folder_in_the_place_of_a_file_is_a_fault(tmp_path: Path) -> None:
    folder = mini(tmp_path)
    (folder / "themes.csv").unlink()
    (folder / "themes.csv").mkdir()
    faults = loading.check(folder).faults
    assert any(f.file == "themes.csv" and "que l'on puisse lire" in f.expected for f in faults)


def test_an_empty_folder_names_every_file(tmp_path: Path) -> None:
    faults = loading.check(tmp_path).faults
    named = {fault.file for fault in faults}
    assert named == {table.path for table in TABLES.values()} | {"datapackage.json"}
    assert len(faults) == len(named)


def test_a_truncated_collection_is_named(tmp_path: Path) -> None:
    folder = mini(tmp_path)
    path = folder / TOWNS
    path.write_bytes(path.read_bytes().removesuffix(b"\n]}\n"))
    faults = [fault for fault in loading.check(folder).faults if fault.line]
    assert [(fault.file, fault.expected) for fault in faults] == [(TOWNS, "du JSON bien formé")]


def test_an_indented_collection_keeps_its_lines(tmp_path: Path) -> None:
    folder = mini(tmp_path)
    path = folder / REGIONS
    path.write_text(path.read_text("utf-8").replace('{"type":"Feature"', '\n\n{"type":"Feature"'))
    edit(path, '"overseas"', '"outremer"')
    fault = next(f for f in loading.check(folder).faults if f.column == "zone")
    # Two blank lines went before the first feature, which was on line 2.
    assert fault.line == 4


def test_a_collection_on_one_line_has_its_faults_told_too(tmp_path: Path) -> None:
    folder = mini(tmp_path)
    path = folder / TOWNS
    edit(path, '"population":4889', '"population":0')
    edit(path, '"insee_code":"2B050"', '"insee_code":"2B096"')
    path.write_text(path.read_text("utf-8").replace("\n", ""), "utf-8")
    found = {(f.line, f.column, f.value) for f in loading.check(folder).faults if f.file == TOWNS}
    assert {(1, "population", "0"), (1, "insee_code", "2B096")} <= found


def test_the_faults_of_one_table_do_not_hide_the_others(tmp_path: Path) -> None:
    folder = mini(tmp_path)
    edit(folder / "meetings.csv", "22162,held", "22162,hold")
    assert len(loading.read(folder, "towns", "themes").towns) == 12
    with pytest.raises(DataError, match=r"meetings\.csv, ligne 3, colonne «\u202fstatus\u202f»"):
        loading.read(folder, "meetings")


def test_a_table_that_was_not_asked_for_is_refused_clearly(tmp_path: Path) -> None:
    dataset = loading.read(mini(tmp_path), "cities")
    with pytest.raises(AttributeError, match="table 'towns' was not read; read were: cities"):
        _ = dataset.towns
    with pytest.raises(KeyError, match="no such table: communes"):
        loading.read(tmp_path, "communes")


def test_what_a_page_does_to_a_frame_stays_there(tmp_path: Path) -> None:
    dataset = loading.read(mini(tmp_path), "towns", "meetings")
    towns, meetings = dataset.towns, dataset.meetings
    towns.loc[0, "name"] = "X"
    meetings["extra"] = 1
    assert dataset.towns.loc[0, "name"] == "Bégard"
    assert "extra" not in dataset.meetings


def test_a_fingerprint_changes_with_its_files_only(tmp_path: Path) -> None:
    folder = mini(tmp_path)
    meetings, cities = (loading.fingerprint(folder, name) for name in ("meetings", "cities"))
    assert loading.fingerprint(folder, "meetings") == meetings
    edit(folder / "cities.csv", "41.9189", "41.9188")
    assert loading.fingerprint(folder, "cities") != cities
    assert loading.fingerprint(folder, "meetings") == meetings
    (folder / "cities.csv").unlink()
    assert loading.fingerprint(folder, "cities") != cities


def test_the_frames_have_their_columns_and_types() -> None:
    data = loading.read(REAL)
    assert list(data.towns.columns) == [
        "insee_code", "name", "department_code", "department_name", "region_code", "region_name",
        "epci_code", "epci_name", "population", "population_vintage", "longitude", "latitude",
        "position", "agreement_date", "id_pvd", "rurality", "centrality", "density", "area_km2",
        "geometry",
    ]  # fmt: skip
    assert data.towns.crs == "EPSG:4326"
    assert data.towns["insee_code"].is_monotonic_increasing
    assert data.towns["population"].dtype == "int64"
    assert pd.api.types.is_datetime64_dtype(data.towns["agreement_date"])
    assert data.attendance["participants"].dtype == "Int64"
    assert data.attendance["groups"].isna().all()
    assert data.themes["per_1000"].dtype == bool
    assert data.town_indicators["value"].dtype == "float64"
    assert list(data.regions.columns) == ["code", "name", "zone", "geometry"]
    assert list(data.departments.columns) == ["code", "name", "region_code", "geometry"]
    for frame in data.tables.values():
        assert list(frame.index) == list(range(len(frame)))


def test_unknown_is_missing_and_never_zero() -> None:
    towns = loading.read(REAL, "towns").towns
    assert towns["epci_code"].isna().sum() == 1
    assert towns["agreement_date"].isna().sum() == 9
    assert towns["centrality"].isna().sum() == 35
