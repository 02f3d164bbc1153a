"""The dashboard, started as the README says."""

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
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Server:
    """A running dashboard."""

    url: str
    process: subprocess.Popen[bytes]
    log: Path

    def asked(self, question: str) -> tuple[int, dict[str, Any]]:
        """Return status and answer to what a platform asks: ``live`` or ``ready``."""
        try:
            with urllib.request.urlopen(f"{self.url}/pvd/{question}", timeout=30) as answer:  # noqa: S310
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as error:
            return error.code, json.load(error)

    def read_log(self) -> str:
        return self.log.read_text(encoding="utf-8", errors="replace")


@contextmanager
def running_server(
    log: Path, script: str = "app.py", *, base: str = "", **environment: str
) -> Iterator[Server]:
    """Start the README's command, or another script, on a free port; stop it at the end."""
    port = free_port()
    streamlit = Path(sys.executable).with_name("streamlit")
    with log.open("wb") as output:
        process = subprocess.Popen(
            [streamlit, "run", script, "--server.port", str(port)],
            cwd=ROOT,
            env=os.environ | {"STREAMLIT_SERVER_BASE_URL_PATH": base} | environment,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    url = f"http://localhost:{port}{base}"
    try:
        deadline = time.monotonic() + 60
        while not is_up(f"{url}/_stcore/health"):
            if process.poll() is not None or time.monotonic() > deadline:
                pytest.fail(f"The server did not start:\n{log.read_text()}")
            time.sleep(0.1)
        yield Server(url, process, log)
    finally:
        process.terminate()
        process.wait(timeout=20)


def is_up(url: str) -> bool:
    """Tell whether an address answers."""
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:  # noqa: S310
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False
