"""The dashboard, started as the README says."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import urllib.error
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from harness.processes import GIVE_UP, free_port, stop, wait_until_up

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Server:
    """A dashboard that was started."""

    url: str
    process: subprocess.Popen[bytes]
    log: Path

    def asked(self, question: str) -> tuple[int, dict[str, Any]]:
        """Return status and answer to what a platform asks: ``live`` or ``ready``."""
        try:
            with urllib.request.urlopen(f"{self.url}/pvd/{question}", timeout=GIVE_UP) as answer:  # noqa: S310
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as error:
            return error.code, json.load(error)

    def wait(self) -> Server:
        """Wait until it answers."""
        health = f"{self.url}/_stcore/health"
        wait_until_up("The server", self.process, lambda: is_up(health), self.log)
        return self

    def read_log(self) -> str:
        return self.log.read_text(encoding="utf-8", errors="replace")


def start(
    log: Path, script: str = "app.py", *, base: str = "", port: int = 0, **environment: str
) -> Server:
    """Start the README's command, or another script, on a free port; do not wait for it."""
    port = port or free_port()
    streamlit = Path(sys.executable).with_name("streamlit")
    with log.open("wb") as output:
        process = subprocess.Popen(
            [streamlit, "run", script, "--server.port", str(port)],
            cwd=ROOT,
            env=os.environ | {"STREAMLIT_SERVER_BASE_URL_PATH": base} | environment,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    return Server(f"http://localhost:{port}{base}", process, log)


@contextmanager
def running_server(
    log: Path, script: str = "app.py", *, base: str = "", **environment: str
) -> Iterator[Server]:
    """Start a server and wait until it answers; stop it at the end."""
    server = start(log, script, base=base, port=0, **environment)
    try:
        yield server.wait()
    finally:
        stop(server.process)


def is_up(url: str) -> bool:
    """Tell whether an address answers."""
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:  # noqa: S310
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False
