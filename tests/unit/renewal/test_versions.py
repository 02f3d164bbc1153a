"""The data files that lists make: whole, named by what they hold, and the same again.

Covers: renewal.applying, renewal.bringing.
"""

from __future__ import annotations

import errno
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from harness import lists
from harness.datafiles import REAL, mini
from pvd_geo.errors import DataError
from pvd_geo.renewal import applying, bringing, versions
from pvd_geo.renewal.report import TABLES, Decisions, Standing
from pvd_geo.tables import loading
from pvd_geo.tables.changes import Renewed, TownChange

if TYPE_CHECKING:
    from pathlib import Path

    from pvd_geo.tables.dataset import Dataset

AT = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def later() -> Renewed:
    standing = Standing.of(loading.read(REAL, *TABLES))
    data = lists.reordered()
    report = bringing.read(data, "liste.csv", standing, Decisions(frozenset({lists.CAME})))
    return Renewed(1, "Anne", AT, None, None, bringing.renewal_of(report, data))


@pytest.fixture(scope="module")
def made(later: Renewed, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return versions.folder(REAL, tmp_path_factory.mktemp("versions"), [later])


@pytest.fixture(scope="module")
def dataset(made: Path) -> Dataset:
    return loading.read(made)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_every_file_agrees_with_the_later_list(dataset: Dataset, later: Renewed) -> None:
    towns = dataset.towns.set_index("insee_code")
    assert len(towns) == later.renewal.after.towns == 1646
    assert towns["population"].sum() == later.renewal.after.inhabitants
    assert towns["agreement_date"].notna().sum() == later.renewal.after.signed
    assert lists.GONE not in towns.index
    assert towns.loc[lists.RENAMED, "name"] == "Aubusson-en-Creuse"
    for code, name in ((lists.CAME, "Ambérieu-en-Bugey"), (lists.SPLIT, "Celles")):
        town = towns.loc[code]
        assert (town["name"], town["region_code"]) == (name, "84")
        assert town[["population", "position", "epci_code", "area_km2"]].isna().all()
        assert town.geometry is None
    signed = towns.loc[list(lists.DATED), "agreement_date"].dt.strftime("%Y-%m-%d")
    assert list(signed) == ["2021-03-12", "2021-04-22", "2021-07-01"]
    for name in ("town_indicators", "populations", "former_names", "doubtful_values"):
        codes = set(getattr(dataset, name)["insee_code"])
        assert codes <= set(towns.index), name
    counts = dataset.town_indicators["indicator_id"].value_counts()
    catalogue = dataset.indicators.set_index("indicator_id")["towns"]
    assert (catalogue == counts.reindex(catalogue.index).fillna(0)).all()
    past = dataset.former_names.query("insee_code == @lists.RENAMED")
    assert ("Aubusson", "renamed") in set(zip(past["former_name"], past["nature"], strict=True))
    source = dataset.sources.set_index("source_id").loc[applying.LIST_SOURCE]
    assert source["date"] == "2026-03-01"


def test_what_no_change_touches_stays_to_the_byte(made: Path) -> None:
    before, after = contents(REAL), contents(made)
    assert before.keys() == after.keys()
    for name in ("regions.geojson", "departments.geojson", "meetings.csv", "cities.csv"):
        assert after[name] == before[name]
    # The towns that are not on the way keep their line.
    lines = set(before["towns.geojson"].splitlines()) - set(after["towns.geojson"].splitlines())
    assert len({line[:60] for line in lines}) <= 2 + len(lists.DATED)


def test_the_same_lists_make_the_same_folder_and_none_make_the_base(
    made: Path, later: Renewed, tmp_path: Path
) -> None:
    again = versions.folder(REAL, tmp_path, [later])
    assert again.name == made.name
    assert contents(again) == contents(made)
    undone = replace(later, undone_by="Anne", undone_at=AT)
    assert versions.folder(REAL, tmp_path, [undone]) == REAL
    assert versions.folder(REAL, tmp_path, []) == REAL


def test_a_list_that_changes_nothing_else_leaves_every_other_byte(
    later: Renewed, tmp_path: Path
) -> None:
    nothing = replace(later, renewal=replace(later.renewal, changes=()))
    folder = versions.folder(REAL, tmp_path, [nothing])
    before, after = contents(REAL), contents(folder)
    assert {name for name in before if before[name] != after[name]} == {
        "sources.csv",
        "datapackage.json",
    }


def test_a_list_of_before_brings_back_what_a_later_one_took_out(made: Path) -> None:
    delivered = loading.read(REAL, "towns", "former_names")
    built = delivered.towns
    standing = Standing.of(loading.read(made, *TABLES), (), delivered)
    data = lists.written(lists.held())
    report = bringing.read(data, "liste.csv", standing, Decisions())
    assert report.open == ()
    assert [(one.code, one.name) for one in report.came] == [(lists.GONE, "Belley")]
    assert {one.code for one in report.left} == {lists.CAME, lists.SPLIT}
    # Aubusson is its name of before by now; the dates that the list lacks are kept.
    assert report.renamed == ()
    assert report.after.towns == len(built)
    assert report.after.inhabitants == built["population"].sum()
    assert report.after.signed == built["agreement_date"].notna().sum() + len(lists.DATED)


def test_a_town_that_left_comes_back_as_it_was(later: Renewed, tmp_path: Path) -> None:
    back = TownChange(lists.GONE, "listed", "", "Belley")
    again = replace(later, entry_id=2, renewal=replace(later.renewal, changes=(back,)))
    towns = loading.read(versions.folder(REAL, tmp_path, [later, again]), "towns").towns
    was = loading.read(REAL, "towns").towns
    row = towns[towns["insee_code"].eq(lists.GONE)].iloc[0]
    expected = was[was["insee_code"].eq(lists.GONE)].iloc[0]
    assert row.astype("str").to_dict() == expected.astype("str").to_dict()


def test_files_built_anew_with_a_later_word_of_their_own_keep_it(
    later: Renewed, tmp_path: Path
) -> None:
    stale = TownChange("01033", "agreement_date", "2020-12-31", "2022-01-01")
    one = replace(later, renewal=replace(later.renewal, changes=(stale,)))
    towns = loading.read(versions.folder(REAL, tmp_path, [one]), "towns").towns
    signed = towns.set_index("insee_code").loc["01033", "agreement_date"]
    assert f"{signed:%Y-%m-%d}" == "2021-03-12"


def test_a_disk_that_is_full_leaves_nothing(
    later: Renewed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = iter(range(5))

    def full(_: int) -> None:
        if next(calls, None) is None:
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("pvd_geo.renewal.versions.os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        versions.folder(REAL, tmp_path, [later])
    assert list(tmp_path.iterdir()) == []


def test_what_is_not_sound_is_never_named(later: Renewed, tmp_path: Path) -> None:
    host = TownChange("2B096", "listed", "Corte", "")
    one = replace(later, renewal=replace(later.renewal, changes=(host,)))
    with pytest.raises(DataError, match=r"meetings\.csv"):
        versions.folder(REAL, tmp_path, [one])
    assert list(tmp_path.iterdir()) == []


def test_a_folder_changed_by_hand_is_made_again(made: Path, later: Renewed, tmp_path: Path) -> None:
    folder = versions.folder(REAL, tmp_path, [later])
    (folder / "towns.geojson").write_bytes(b"{}")
    assert contents(versions.folder(REAL, tmp_path, [later])) == contents(made)


def test_what_killed_processes_left_is_swept(
    later: Renewed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left, fresh = tmp_path / ".unfinished-old", tmp_path / ".unfinished-new"
    left.mkdir()
    monkeypatch.setattr(versions, "_LEFT_BEHIND", -1.0)
    versions.folder(REAL, tmp_path, [later])
    assert not left.exists()
    monkeypatch.setattr(versions, "_LEFT_BEHIND", 3600.0)
    fresh.mkdir()
    other = replace(later, at=datetime(2026, 3, 2, tzinfo=UTC))
    versions.folder(REAL, tmp_path, [other])
    assert fresh.exists()


def test_broken_base_files_are_told(later: Renewed, tmp_path: Path) -> None:
    base: Any = mini(tmp_path / "data")
    (base / "towns.geojson").write_bytes(b"{}")
    with pytest.raises(DataError, match="towns"):
        versions.folder(base, tmp_path / "versions", [later])
