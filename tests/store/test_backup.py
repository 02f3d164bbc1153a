"""A backup brings an empty installation back to the same figures, on either kind of store."""

from __future__ import annotations

import json
import zipfile
from datetime import date
from typing import TYPE_CHECKING

import pytest

from harness.datafiles import mini
from harness.imports import tally, texts
from pvd_geo.cli import main
from pvd_geo.errors import BackupError
from pvd_geo.settings import settings
from pvd_geo.store import (
    back_up,
    change_meeting,
    contributions,
    history,
    open_store,
    record,
    records,
    restore,
    revision,
    states,
    undo,
)
from pvd_geo.tables.records import MeetingState

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy.engine import Engine


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return mini(tmp_path / "data")


@pytest.fixture
def filled(engine: Engine) -> Engine:
    first = record(engine, tally(9), "a@b.fr")
    record(engine, texts(3), "a@b.fr")
    undo(engine, first, "c@d.fr")
    record(engine, tally(12), "a@b.fr")
    state = MeetingState("mayotte-2027", ("06",), "2027", "planned", date(2027, 5, 3), host="?")
    change_meeting(engine, state, "a@b.fr", None)
    return engine


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    opened = open_store(
        f"sqlite:///{tmp_path}/other/pvd.sqlite"
        if request.param == "sqlite"
        else request.getfixturevalue("cluster").new_database()
    )
    yield opened
    opened.dispose()


def test_what_comes_back_is_what_was_there(
    filled: Engine, empty: Engine, data: Path, tmp_path: Path
) -> None:
    made = back_up(filled, data, tmp_path / "backup.zip", "0.2.0")
    assert made.rows["entry"] == 5
    elsewhere = tmp_path / "elsewhere" / "data"
    elsewhere.parent.mkdir()
    assert restore(empty, elsewhere, tmp_path / "backup.zip") == made
    assert records(empty).equals(records(filled))
    assert contributions(empty).equals(contributions(filled))
    assert history(empty) == history(filled)
    assert states(empty) == states(filled)
    assert revision(empty) == revision(filled)
    assert {p.name: p.read_bytes() for p in elsewhere.iterdir()} == {
        p.name: p.read_bytes() for p in data.iterdir()
    }


def test_life_goes_on_after_coming_back(
    filled: Engine, empty: Engine, data: Path, tmp_path: Path
) -> None:
    back_up(filled, data, tmp_path / "backup.zip", "0.2.0")
    restore(empty, data, tmp_path / "backup.zip")
    entry = record(empty, texts(1), "a@b.fr")
    assert entry > max(each.entry_id for each in history(filled))
    undo(empty, entry, "a@b.fr")
    assert records(empty).equals(records(filled))


def test_two_backups_of_the_same_hold_the_same(filled: Engine, data: Path, tmp_path: Path) -> None:
    for name in ("one.zip", "two.zip"):
        back_up(filled, data, tmp_path / name, "0.2.0")
    sums = []
    for name in ("one.zip", "two.zip"):
        with zipfile.ZipFile(tmp_path / name) as archive:
            sums.append(json.loads(archive.read("manifest.json"))["sha256"])
    assert sums[0] == sums[1]


def test_a_store_that_holds_entries_is_left_alone(
    filled: Engine, data: Path, tmp_path: Path
) -> None:
    back_up(filled, data, tmp_path / "backup.zip", "0.2.0")
    before = history(filled)
    with pytest.raises(BackupError, match="installation vide"):
        restore(filled, data, tmp_path / "backup.zip")
    assert history(filled) == before


def test_a_damaged_backup_changes_nothing(
    filled: Engine, empty: Engine, data: Path, tmp_path: Path
) -> None:
    back_up(filled, data, tmp_path / "backup.zip", "0.2.0")
    with (
        zipfile.ZipFile(tmp_path / "backup.zip") as sound,
        zipfile.ZipFile(tmp_path / "damaged.zip", "w") as damaged,
    ):
        for name in sound.namelist():
            content = sound.read(name)
            damaged.writestr(name, content + b" " if name == "store/entry.jsonl" else content)
    with pytest.raises(BackupError, match=r"store/entry\.jsonl"):
        restore(empty, data, tmp_path / "damaged.zip")
    assert history(empty) == ()


@pytest.mark.parametrize("content", [b"", b"a letter", b"PK\x05\x06" + bytes(18)])
def test_what_is_no_backup_is_refused(
    empty: Engine, data: Path, tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "letter.zip").write_bytes(content)
    with pytest.raises(BackupError, match=r"letter\.zip n’est pas une sauvegarde"):
        restore(empty, data, tmp_path / "letter.zip")


def test_a_backup_that_cannot_be_written_leaves_the_one_before(
    filled: Engine, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    back_up(filled, data, tmp_path / "backup.zip", "0.2.0")
    before = (tmp_path / "backup.zip").read_bytes()

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pvd_geo.store.backup.os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        back_up(filled, data, tmp_path / "backup.zip", "0.2.0")
    assert (tmp_path / "backup.zip").read_bytes() == before
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".backup")] == []


def test_the_commands(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PVD_DATA_DIR", str(data))
    for folder in ("one", "two"):
        monkeypatch.setenv("PVD_DATABASE_URL", f"sqlite:///{tmp_path}/{folder}/pvd.sqlite")
        settings.cache_clear()
        command = "backup" if folder == "one" else "restore"
        assert main([command, str(tmp_path / "backup.zip")]) == 0
    settings.cache_clear()
    assert capsys.readouterr().out.count("0 entrée du journal") == 2
