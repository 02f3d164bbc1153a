"""The programs under measure, each a server of its own, and what they take from the machine."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import psutil

from pvd_geo.formatting import curled

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

ROOT = Path(__file__).resolve().parents[1]
_MEGABYTE = 1e6


@dataclass(frozen=True)
class Program:
    """A Streamlit app to measure.

    Parameters
    ----------
    name
        What the table calls it.
    script
        Main script, relative to the repository.
    page
        Address of the page with the map.
    probe
        Name of the function in ``probe.js`` that reads what its page shows.
    data
        Folder of its data, where it is not the project's own.
    options
        Streamlit's options in which it differs from the repository's configuration.
    crowded
        Whether many visitors at once are measured too.
    """

    name: str
    script: str
    page: str
    probe: str
    data: Path | None = None
    options: tuple[str, ...] = ()
    crowded: bool = True


_AS_IT_COMES = ("--runner.postScriptGC", "true")
"""What the configuration changes for speed: the floor is Streamlit as everyone has it."""
FLOOR = Program("floor", "benchmarks/apps/floor.py", "", "text", options=_AS_IT_COMES)
NAIVE = Program("naive", "benchmarks/apps/naive.py", "", "clusters", options=_AS_IT_COMES)
MENDED = Program("floor, mended", "benchmarks/apps/mended.py", "", "text", options=_AS_IT_COMES)
"""The floor with what our server does about its sockets, and nothing else."""
MAP = Program("the map alone", "benchmarks/apps/map.py", "", "map")
OURS = Program("pvd-geo", "app.py", "carte", "map")
TRAJECTORY = Program("Trajectoire", "app.py", "trajectoire", "map", crowded=False)


@dataclass
class Served:
    """A program that runs."""

    program: Program
    url: str
    process: psutil.Process
    regions: Mapping[str, int]

    @property
    def page(self) -> str:
        """Address of the page under measure."""
        return f"{self.url}/{self.program.page}"

    def cpu(self) -> float:
        """Return the CPU seconds that the server and its children have used."""
        total = 0.0
        for process in self._tree():
            times = process.cpu_times()
            total += times.user + times.system
        return total

    def memory(self) -> float:
        """Return the memory in megabytes that the server and its children hold alone."""
        return sum(process.memory_full_info().uss for process in self._tree()) / _MEGABYTE

    def _tree(self) -> list[psutil.Process]:
        return [self.process, *self.process.children(recursive=True)]


def count_by_region(folder: Path) -> dict[str, int]:
    """Return the number of towns by name of region, by name, as the selectors write it."""
    regions = json.loads((folder / "regions.geojson").read_text(encoding="utf-8"))
    names = {
        feature["properties"]["code"]: curled(feature["properties"]["name"])
        for feature in regions["features"]
    }
    towns = json.loads((folder / "towns.geojson").read_text(encoding="utf-8"))
    counts = dict.fromkeys(sorted(names.values()), 0)
    for feature in towns["features"]:
        counts[names[feature["properties"]["region_code"]]] += 1
    return counts


@contextmanager
def serve(program: Program, port: int | None = None) -> Iterator[Served]:
    """Start a program as a visitor of the README would; stop it at the end."""
    port = port or _free_port()
    folder = program.data or ROOT / "data"
    regions = count_by_region(folder)
    environment = os.environ | {"BENCH_REGIONS": json.dumps(regions), "PVD_DATA_DIR": str(folder)}
    streamlit = Path(sys.executable).with_name("streamlit")
    command = [str(streamlit), "run", str(ROOT / program.script), "--server.port", str(port)]
    command += program.options
    # For the rest the repository's own configuration holds for all: only the pages differ.
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as server:
        try:
            url = f"http://localhost:{port}"
            _await_health(f"{url}/_stcore/health", server)
            yield Served(program, url, psutil.Process(server.pid), regions)
        finally:
            server.terminate()
            server.wait(timeout=20)


def _await_health(url: str, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 90
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:  # noqa: S310 (our own server)
                if answer.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise RuntimeError(f"No server at {url}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
