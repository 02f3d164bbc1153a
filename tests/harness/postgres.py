"""A private PostgreSQL cluster for the tests, when its programs are on the machine."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg

from harness.processes import free_port, stop, wait_until_up
from harness.programs import missing

if TYPE_CHECKING:
    from collections.abc import Iterator

# Nothing here outlives the test: no need to wait for the disk.
OPTIONS = ("-c", "fsync=off", "-c", "listen_addresses=127.0.0.1", "-c", "max_connections=60")


@dataclass
class Cluster:
    """A running cluster."""

    port: int
    folder: Path
    process: subprocess.Popen[bytes]
    numbers: Iterator[int] = field(default_factory=count)

    def restart(self) -> None:
        """Stop it as its operator would, ending what is connected, and start it anew."""
        stop(self.process, signal.SIGINT)
        self.process = _start(self.folder, self.port)

    def new_database(self) -> str:
        """Make an empty database and return its address, as an operator would write it."""
        name = f"pvd_{next(self.numbers)}"
        address = f"postgresql://pvd@127.0.0.1:{self.port}"
        with psycopg.connect(f"{address}/postgres", autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        return f"{address}/{name}"


@contextmanager
def running_cluster() -> Iterator[Cluster]:
    """Start a cluster of our own."""
    programs = _programs()
    user = _user()
    folder = Path(tempfile.mkdtemp(prefix="pvd-postgres-"))
    os.chown(folder, user.pw_uid, user.pw_gid)
    subprocess.run(
        [
            *(programs / "initdb", "-D", folder / "data", "-U", "pvd", "-A", "trust"),
            *("-E", "UTF8", "--locale", "C", "-N"),
        ],
        check=True,
        capture_output=True,
        **_run_as(folder),
    )
    port = free_port()
    cluster = Cluster(port, folder, _start(folder, port))
    try:
        yield cluster
    finally:
        stop(cluster.process, signal.SIGQUIT)  # at once: nothing of it is kept
        shutil.rmtree(folder, ignore_errors=True)


def _start(folder: Path, port: int) -> subprocess.Popen[bytes]:
    with (folder / "log").open("ab") as log:
        process = subprocess.Popen(
            [
                *(_programs() / "postgres", "-D", folder / "data"),
                *("-p", str(port), "-k", folder, *OPTIONS),
            ],
            stdout=log,
            stderr=log,
            **_run_as(folder),
        )
    wait_until_up("PostgreSQL", process, lambda: _answers(port), folder / "log")
    return process


def _run_as(folder: Path) -> dict[str, Any]:
    """Return as whom it runs, which is never root, and where that user may be."""
    if os.getuid() != 0:
        return {}
    user = _user()
    return {"user": user.pw_uid, "group": user.pw_gid, "cwd": folder}


def _programs() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    on_path = shutil.which("initdb")
    if not found and not on_path:
        missing("PostgreSQL")
    return found[-1].parent if found else Path(str(on_path)).parent


def _user() -> pwd.struct_passwd:
    if os.getuid() != 0:
        return pwd.getpwuid(os.getuid())
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    return missing("a user other than root, as whom PostgreSQL runs,")


def _answers(port: int) -> bool:
    try:
        psycopg.connect(f"postgresql://pvd@127.0.0.1:{port}/postgres").close()
    except psycopg.OperationalError:
        return False
    return True
