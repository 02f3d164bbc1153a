"""A SQLite file that goes away, comes back, is another, is damaged, or may not be written.

Covers: store.sqlite.
"""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import event

from harness.imports import answer, in_a_process, tally
from pvd_geo.errors import StoreError
from pvd_geo.store import close, history, open_store, record, records, revision, undo

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.engine import Engine


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "var" / "pvd.sqlite"


@pytest.fixture
def engine(path: Path) -> Iterator[Engine]:
    opened = open_store(f"sqlite:///{path}")
    yield opened
    opened.dispose()


def test_what_would_go_into_a_deleted_file_is_refused(engine: Engine, path: Path) -> None:
    first = record(engine, tally(1), "anne")
    shutil.rmtree(path.parent)
    with pytest.raises(StoreError, match="rien n’est enregistré"):
        record(engine, tally(2), "anne")
    with pytest.raises(StoreError, match="rien n’est annulé"):
        undo(engine, first, "anne")
    with pytest.raises(StoreError):
        records(engine)
    # Nor is a new one begun as if nothing had been.
    assert not path.exists()


def test_a_write_ahead_log_that_was_deleted_takes_nothing_with_it(
    engine: Engine, path: Path
) -> None:
    record(engine, tally(1), "anne")
    path.with_name("pvd.sqlite-wal").unlink()
    record(engine, tally(2), "anne")
    # What another program finds at the path, while ours still has it open.
    with sqlite3.connect(path) as other:
        assert other.execute("SELECT count(*) FROM entry").fetchone() == (2,)
    other.close()


def test_a_file_deleted_while_a_sheet_is_recorded_is_noticed(engine: Engine, path: Path) -> None:
    record(engine, tally(1), "anne")

    @event.listens_for(engine, "commit")
    def _delete(_: object) -> None:
        shutil.rmtree(path.parent)

    with pytest.raises(StoreError, match="n’est pas enregistré"):
        record(engine, tally(2), "anne")


def test_a_file_that_is_put_back_is_used_again(engine: Engine, path: Path, tmp_path: Path) -> None:
    record(engine, tally(1), "anne")
    backup = tmp_path / "backup.sqlite"
    with sqlite3.connect(path) as source, sqlite3.connect(backup) as target:
        source.backup(target)
    source.close()
    target.close()
    record(engine, tally(2), "anne")
    shutil.rmtree(path.parent)
    with pytest.raises(StoreError):
        revision(engine)
    path.parent.mkdir()
    shutil.copy(backup, path)
    assert [entry.checksum for entry in history(engine)] == [tally(1).checksum]
    record(engine, tally(3), "anne")
    assert revision(open_store(f"sqlite:///{path}")) == 2


def test_a_file_that_is_not_migrated_is_not_used_in_its_place(engine: Engine, path: Path) -> None:
    shutil.rmtree(path.parent)
    path.parent.mkdir()
    path.touch()
    with pytest.raises(StoreError):
        record(engine, tally(1), "anne")


def damage(path: Path, table: str) -> None:
    """Overwrite the pages of one table."""
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        size = connection.execute("PRAGMA page_size").fetchone()[0]
        root = connection.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)
        ).fetchone()[0]
    connection.close()
    with path.open("r+b") as file:
        file.seek((root - 1) * size)
        file.write(b"\xff" * size)


def test_a_damaged_file_takes_nothing_more(engine: Engine, path: Path) -> None:
    record(engine, tally(1), "anne")
    close(engine)
    damage(path, "attendance")
    opened = open_store(f"sqlite:///{path}")
    assert revision(opened) == 1
    with pytest.raises(StoreError, match="endommagée"):
        records(opened)
    # The journal itself is sound: without a look at the whole it would be written.
    other = tally(2)
    with pytest.raises(StoreError, match=r"endommagée.*rien n’est enregistré"):
        record(opened, other, "anne")
    assert revision(opened) == 1
    opened.dispose()


def test_a_clean_close_leaves_one_file(engine: Engine, path: Path) -> None:
    record(engine, tally(1), "anne")
    assert len(list(path.parent.iterdir())) == 3
    close(engine)
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("what", ["file", "folder"])
def test_a_store_that_becomes_writable_is_used_again(what: str) -> None:
    # Root's own folders are shut to the user who may not write.
    with TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        somebody = 65_534  # nobody, on most systems; only root needs another user
        refused, before, after = answer(in_a_process("read-only", folder, somebody, what))
    assert "lecture seule" in refused
    assert "rien n’est enregistré" in refused
    assert (before, after) == (1, 2)
