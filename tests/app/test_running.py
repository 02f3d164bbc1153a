"""A server from its first line to its last: what it says, what it shows, how it ends."""

from __future__ import annotations

import json
import signal
import urllib.request
from typing import TYPE_CHECKING

from harness.processes import GIVE_UP, free_port, stop
from harness.server import running_server, start

if TYPE_CHECKING:
    from pathlib import Path


def test_it_says_what_it_runs_with_shows_its_figures_and_drains(tmp_path: Path) -> None:
    port = free_port()
    settings = {
        "PVD_METRICS": f"127.0.0.1:{port}",
        # It is told a second time below: no test waits for that long.
        "PVD_DRAIN_SECONDS": "600",
        "PVD_DRAIN_PAUSE": "600",
    }
    with running_server(tmp_path / "log", **settings) as server:
        events = [
            json.loads(line) for line in server.read_log().splitlines() if line.startswith("{")
        ]
        (started,) = (each for each in events if each["event"].startswith("Started: version "))
        assert "store sqlite" in started["event"]
        assert server.asked("ready")[0] == 200
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=GIVE_UP) as answer:
            told = answer.read().decode()
        assert 'pvd_requests_total{kind="probe",status="200"}' in told
        assert 'pvd_data_info{program="' in told

        server.process.send_signal(signal.SIGTERM)
        while not (state := server.asked("ready")[1])["draining"]:
            pass
        assert state["ready"] is False
        assert server.asked("ready")[0] == 503
        assert server.asked("live")[0] == 200
        server.process.send_signal(signal.SIGTERM)
        server.process.wait(GIVE_UP)
        assert "Stopped" in server.read_log()


def test_it_ends_by_itself_when_nothing_is_being_recorded(tmp_path: Path) -> None:
    with running_server(tmp_path / "log", PVD_DRAIN_SECONDS="600") as server:
        server.process.send_signal(signal.SIGTERM)
        server.process.wait(GIVE_UP)
        log = server.read_log()
    assert log.index("Draining") < log.index("Stopped")


def test_a_wrong_setting_ends_it_with_a_sentence(tmp_path: Path) -> None:
    server = start(tmp_path / "log", PVD_METRICS="everywhere")
    try:
        assert server.process.wait(GIVE_UP) != 0
    finally:
        stop(server.process)
    assert "pvd-geo: PVD_METRICS: 'everywhere' is not host:port" in server.read_log()
    assert "Traceback" not in server.read_log()
