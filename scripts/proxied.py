"""The proxy of ``deploy/`` in front of replicas on this machine, for scripts that try it."""

from __future__ import annotations

import ssl
import subprocess
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

CONFIGURATION = Path(__file__).resolve().parents[1] / "deploy" / "nginx.conf"


@contextmanager
def proxy(work: Path, replicas: Sequence[int], port: int, path: str = "") -> Iterator[Path]:
    """Start nginx with the configuration of ``deploy/``, adapted to this machine.

    Parameters
    ----------
    work
        Folder for its certificate, its process and its logs.
    replicas
        Ports of the replicas.
    port
        Where it serves TLS; HTTP is one further.
    path
        Path that the dashboard lives at.

    Yields
    ------
    Path
        The certificate, which is its own authority.
    """
    certificate = work / "tls.crt"
    run(
        *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"),
        *("-keyout", str(work / "tls.key"), "-out", str(certificate)),
        *("-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"),
    )
    text = CONFIGURATION.read_text(encoding="utf-8")
    for old, new in {
        "app1:8501": f"127.0.0.1:{replicas[0]}",
        "server app2:8501 max_fails=1 fail_timeout=5s;": "".join(
            f"server 127.0.0.1:{replica} max_fails=1 fail_timeout=5s;" for replica in replicas[1:]
        ),
        "/run/secrets/": f"{work}/",
        "listen 8080": f"listen 127.0.0.1:{port + 1}",
        "listen 8443": f"listen 127.0.0.1:{port}",
        "/dev/stdout": f"{work}/access.log",
        "/dev/stderr": f"{work}/error.log",
        "pid /tmp/": f"pid {work}/",
    }.items():
        if old not in text:
            raise SystemExit(f"deploy/nginx.conf no longer says {old}")
        text = text.replace(old, new)
    (work / "nginx.conf").write_text(text, encoding="utf-8")
    process = subprocess.Popen(["nginx", "-c", str(work / "nginx.conf"), "-g", "daemon off;"])
    try:
        wait(f"https://localhost:{port}{path}/")
        yield certificate
    finally:
        process.terminate()
        process.wait()


def wait(url: str) -> float:
    """Wait until an address answers; return the seconds that it took."""
    started = time.monotonic()
    # The certificate was made above, for this try alone.
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    while True:
        try:
            with urllib.request.urlopen(url, timeout=5, context=context):  # noqa: S310 - ours
                return time.monotonic() - started
        except OSError:
            if time.monotonic() - started > 60:
                raise
            time.sleep(0.1)


def run(*command: str) -> str:
    """Run a command to its end; return what it printed."""
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return done.stdout.strip()
