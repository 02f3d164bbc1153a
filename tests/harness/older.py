"""A store as version 0.1.0 left it, and migrations that die on the way."""

from __future__ import annotations

import contextlib
import itertools
import multiprocessing
import os
import signal
import sqlite3
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from sqlalchemy import MetaData, create_engine, event, make_url, select, update
from sqlalchemy.engine import Engine

from pvd_geo.store import backup, migrating, opening

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

DUMP = Path(__file__).parents[1] / "data" / "store-0.1.0.sql"
"""Written by the code of 0.1.0: three imports, one of them undone."""
OLDEST = "0001"


def unmigrated(url: str) -> Engine:
    """Return an engine for a store without migrating it."""
    return opening._engine(opening._normal(url), new=True)


def store_of_0_1_0(url: str) -> None:
    """Make the store of 0.1.0 at an address, with its data."""
    path = make_url(url).database
    if url.startswith("sqlite") and path:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        _load(Path(path))
        return
    engine = unmigrated(url)
    migrating.migrate(engine, None, OLDEST)
    with TemporaryDirectory() as folder:
        _load(Path(folder) / "old.sqlite")
        source = create_engine(f"sqlite:///{folder}/old.sqlite")
        tables = MetaData()
        tables.reflect(source)
        with source.connect() as given, engine.begin() as taken:
            for table in tables.sorted_tables:
                rows = [dict(row) for row in given.execute(select(table)).mappings()]
                if table.name == "revision":
                    taken.execute(update(table).values(rows[0]))
                elif table.name != "alembic_version":
                    taken.execute(table.insert(), rows)
            ours = MetaData()
            ours.reflect(taken)
            for table in ours.sorted_tables:
                if table.name != "alembic_version":
                    backup._count_on(taken, table)
        source.dispose()
    engine.dispose()


def _load(path: Path) -> None:
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.executescript(DUMP.read_text(encoding="utf-8"))


def killed_on_the_way(url: str, revision: str, dies_at: int) -> bool:
    """Migrate in a process that kills itself at a statement; tell whether it was killed.

    Each statement counts, and the commit after them.
    """
    fork = multiprocessing.get_context("fork")
    ours, theirs = fork.Pipe(duplex=False)
    worker = fork.Process(target=_migrate_and_die, args=(url, revision, dies_at, theirs))
    worker.start()
    theirs.close()
    try:
        ended = ours.recv()
    except EOFError:
        ended = "killed"
    worker.join()
    ours.close()
    assert ended == "done" or worker.exitcode == -signal.SIGKILL
    return bool(ended == "killed")


def _migrate_and_die(url: str, revision: str, dies_at: int, ready: Connection) -> None:
    seen = itertools.count()

    def count(*_: Any) -> None:  # noqa: ANN401
        if next(seen) == dies_at:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(Engine, "before_cursor_execute", count)
    event.listen(Engine, "commit", count)
    engine = unmigrated(url)
    if revision == "head":
        opening._migrate(engine)
    else:
        migrating.go_back(engine, revision)
    engine.dispose()
    ready.send("done")
