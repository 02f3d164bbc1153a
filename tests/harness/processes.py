"""Servers that tests start: a port of their own, up when they answer, gone at the end."""

from __future__ import annotations

import secrets
import signal
import socket
import subprocess
import time
from typing import TYPE_CHECKING, Final

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

GIVE_UP: Final = 900
"""Seconds after which a process that has not come so far never will. A loaded machine is slow, not
wrong: who cannot start or go on says so by ending, and that is seen at once."""
PORTS: Final = range(20_000, 32_000)
"""Below those that systems give to connections: else a browser's, or that of the very look
whether the server is up, may be given the port before the server takes it."""


def free_port() -> int:
    """Return a port of this machine that nobody listens on."""
    while True:
        port = PORTS.start + secrets.randbelow(len(PORTS))
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port


def wait_until_up(
    what: str, process: subprocess.Popen[bytes], is_up: Callable[[], bool], log: Path
) -> None:
    """Wait until a server answers; fail as soon as it has ended instead."""
    deadline = time.monotonic() + GIVE_UP
    while not is_up():
        if process.poll() is not None or time.monotonic() > deadline:
            pytest.fail(f"{what} did not start:\n{log.read_text(errors='replace')}")
        time.sleep(0.1)


def stop(process: subprocess.Popen[bytes], by: signal.Signals = signal.SIGTERM) -> None:
    """End a server, by force when it does not end by itself."""
    process.send_signal(by)
    try:
        process.wait(timeout=30)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
