"""Covers: build.datapackage, build.reference, tables.writing."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from harness.datafiles import MINI_REFERENCE, REAL, REFERENCE, edit, mini
from pvd_geo.build import building
from pvd_geo.build.building import build
from pvd_geo.errors import DataError
from pvd_geo.tables import catalog, loading


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture
def reference(tmp_path: Path) -> Path:
    """A copy of the small reference, to be edited."""
    return Path(shutil.copytree(MINI_REFERENCE, tmp_path / "reference"))


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    build(MINI_REFERENCE, tmp_path / "once")
    build(MINI_REFERENCE, tmp_path / "twice")
    assert contents(tmp_path / "once") == contents(tmp_path / "twice")


def test_the_committed_data_are_what_the_reference_gives(tmp_path: Path) -> None:
    if not REFERENCE.is_dir():
        pytest.skip("the reference files are not beside this checkout")
    build(REFERENCE, tmp_path / "data")
    made, committed = contents(tmp_path / "data"), contents(REAL)
    assert made.keys() == committed.keys()
    assert [name for name in made if made[name] != committed[name]] == []


def test_the_order_of_the_reference_rows_does_not_matter(reference: Path, tmp_path: Path) -> None:
    build(reference, tmp_path / "once")
    for name in (
        "communes-pvd.csv",
        "regions.csv",
        "departements.csv",
        "rencontres.csv",
        "communes-anciens-noms.csv",
        "communes-populations.csv",
    ):
        head, *rows = (reference / name).read_text("utf-8").splitlines()
        (reference / name).write_text("\n".join([head, *reversed(rows)]) + "\n", "utf-8")
    build(reference, tmp_path / "twice")
    assert contents(tmp_path / "once") == contents(tmp_path / "twice")


def test_old_files_are_replaced_and_nothing_is_left_beside(tmp_path: Path) -> None:
    folder = mini(tmp_path / "data")
    edit(folder / "cities.csv", "Ajaccio", "Aiacciu")
    build(MINI_REFERENCE, folder)
    assert "Ajaccio" in (folder / "cities.csv").read_text("utf-8")
    assert [path.name for path in tmp_path.iterdir()] == ["data"]


def test_a_failure_leaves_the_old_data_whole(reference: Path, tmp_path: Path) -> None:
    folder = mini(tmp_path / "data")
    before = contents(folder)
    edit(reference / "rencontres.csv", "22162,Paimpol", "29003,Paimpol")  # a host: sound
    edit(reference / "communes-pvd.csv", "-4.53838,48.0164", "-4.53838,58.0164")  # Audierne
    with pytest.raises(DataError, match="dans sa région 53"):
        build(reference, folder)
    assert contents(folder) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data", "reference"]


def test_a_failing_rename_puts_the_old_data_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = mini(tmp_path / "data")
    before = contents(folder)
    rename = Path.rename

    def failing(self: Path, target: Path) -> Path:
        if ".new-" in self.name:
            raise OSError("disk full")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(OSError, match="disk full"):
        build(MINI_REFERENCE, folder)
    assert contents(folder) == before
    assert [path.name for path in tmp_path.iterdir()] == ["data"]


def test_a_folder_with_other_files_is_refused(tmp_path: Path) -> None:
    folder = mini(tmp_path / "data")
    (folder / "thesis.odt").write_text("x")
    with pytest.raises(DataError, match=r"thesis\.odt.*ne contenant que des fichiers"):
        build(MINI_REFERENCE, folder)
    assert (folder / "thesis.odt").exists()


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("kept")
    with pytest.raises(DataError, match="un dossier, non un fichier"):
        build(MINI_REFERENCE, tmp_path / "data")
    assert (tmp_path / "data").read_text() == "kept"


BROKEN = (
    (
        "rencontres.csv",
        "annoncee",
        "prévue",
        "rencontres.csv, ligne 4, colonne «\u202fstatut\u202f»",
    ),
    (
        "communes-pvd.csv",
        "-4.53838",
        "4°32'",
        "communes-pvd.csv, ligne 5, colonne «\u202flongitude",
    ),
    (
        "indicateurs-pvd.csv",
        "5.94",
        "n.d.",
        "indicateurs-pvd.csv, ligne 3, colonne «\u202ftaux_vac",
    ),
    ("themes.csv", "sante,", "santé,", "themes.csv, colonne «\u202fid\u202f»"),
    ("sources.csv", "geonames,GeoNames", "gn,GeoNames", "une ligne «\u202fgeonames\u202f»"),
    ("chiffres-publies.csv", "participants,110", "personnes,110", "une ligne «\u202fparticipants"),
    ("chiffres-publies.csv", "participants,110", "participants,20", "de quoi former un groupe"),
    ("departements.geojson", '"code": "2B"', '"code": "2C"', "une ligne «\u202f2B\u202f»"),
    ("departements.geojson", '"features"', '"objets"', "dont chaque contour a un"),
    ("departements.geojson", "[8.5, 43.05], [8.5, 42.3]]", "[8.5, 43.05]]", "des contours voisins"),
    ("communes-pvd.csv", "nom,code_departement", "name,code_departement", "une colonne de ce nom"),
)


@pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: broken[2])
def test_a_broken_reference_is_named(
    broken: tuple[str, str, str, str], reference: Path, tmp_path: Path
) -> None:
    file, old, new, told = broken
    edit(reference / file, old, new)
    with pytest.raises(DataError) as caught:
        build(reference, tmp_path / "data")
    assert told in str(caught.value)
    assert not (tmp_path / "data").exists()


def test_a_reference_that_is_not_there_names_every_file(tmp_path: Path) -> None:
    with pytest.raises(DataError) as caught:
        build(tmp_path / "nowhere", tmp_path / "data")
    named = {fault.file for fault in caught.value.faults}
    assert named == {path.name for path in MINI_REFERENCE.iterdir()} - {"README.md"}


def test_differences_from_the_published_list_are_reported(reference: Path, tmp_path: Path) -> None:
    assert build(reference, tmp_path / "data") == []
    edit(reference / "liste-pvd.csv", "22020,Broons", "22020,Broons-sur-Rance")
    edit(reference / "liste-pvd.csv", "22004,Bégard\n", "22005,Belle-Isle-en-Terre\n")
    assert build(reference, tmp_path / "data") == [
        "22005 Belle-Isle-en-Terre : dans liste-pvd.csv, absente de communes-pvd.csv",
        "22004 Bégard : dans communes-pvd.csv, absente de liste-pvd.csv",
        "22020 : « Broons-sur-Rance » dans liste-pvd.csv, « Broons » aujourd'hui (retenu)",
    ]
    towns = loading.read(tmp_path / "data", "towns").towns
    assert "Broons" in set(towns["name"])


def test_other_territories_are_left_out_and_undefined_is_missing(tmp_path: Path) -> None:
    data = loading.read(mini(tmp_path))
    assert list(data.regions["code"]) == ["01", "53", "94"]
    assert list(data.regions["zone"]) == ["overseas", "mainland", "mainland"]
    assert list(data.departments["code"]) == ["22", "29", "2A", "2B", "971"]
    overseas = data.towns[data.towns["region_code"] == "01"]
    assert overseas["centrality"].isna().all()


def test_an_unknown_value_has_no_row_and_no_useless_decimal(tmp_path: Path) -> None:
    folder = mini(tmp_path)
    lines = (folder / "town_indicators.csv").read_text("utf-8").splitlines()
    assert len(lines) == 1 + 12 * 3 - 1
    assert not [line for line in lines if line.startswith("22004,taux")]
    assert "29003,taux_vacance_longue,4" in lines


def test_every_theme_is_read_by_the_design() -> None:
    per_1000 = {theme for theme, (_, _, per) in building.THEMES.items() if per}
    strengths = {theme for theme, (how, _, _) in building.THEMES.items() if how == "strength"}
    assert per_1000 == {"commerce", "sante", "jeunesse", "services", "culture", "patrimoine"}
    assert strengths == {"culture", "patrimoine"}
    assert len(building.THEMES) == 12


def test_the_published_list_brings_the_identifier_of_the_convention(
    reference: Path, tmp_path: Path
) -> None:
    listed = (reference / "liste-pvd.csv").read_text("utf-8").splitlines()
    rows = [f"{row},pvd-53-22-1,2021-05-01" if row[:2] == "22" else f"{row},," for row in listed]
    rows[0] = f"{listed[0]},id_pvd,date_signature"
    (reference / "liste-pvd.csv").write_text("\n".join(rows), "utf-8")
    build(reference, tmp_path / "data")
    towns = loading.read(tmp_path / "data", "towns").towns.set_index("insee_code")
    together = towns[towns["id_pvd"] == "pvd-53-22-1"]
    assert list(together.index) == ["22004", "22020", "22162"]
    assert set(together["agreement_date"].dt.strftime("%Y-%m-%d")) == {"2021-05-01"}
    assert towns["id_pvd"].isna().sum() == 9
    assert towns.loc["29003", "agreement_date"].strftime("%Y-%m-%d") == "2021-04-20"


def test_an_indicator_may_have_earlier_vintages(reference: Path, tmp_path: Path) -> None:
    rows = "insee_com,indicateur,millesime,valeur\n22004,medecins_generalistes,2021,6.0\n"
    (reference / "indicateurs-millesimes.csv").write_text(
        rows + "22020,medecins_generalistes,2021,\n", "utf-8"
    )
    build(reference, tmp_path / "data")
    history = loading.read(tmp_path / "data", "indicator_history").indicator_history
    assert history.to_dict("records") == [
        {
            "insee_code": "22004",
            "indicator_id": "medecins_generalistes",
            "vintage": "2021",
            "value": 6.0,
        }
    ]
    resource = catalog.read(tmp_path / "data").resource("indicator_history")
    assert (resource.oldest, resource.latest) == ("2021", "2021")


def test_a_past_of_no_known_nature_is_a_fault(reference: Path, tmp_path: Path) -> None:
    edit(reference / "communes-anciens-noms.csv", "commune déléguée", "commune rattachée")
    with pytest.raises(DataError, match=r"communes-anciens-noms\.csv, ligne 4.*rattachée"):
        build(reference, tmp_path / "data")
