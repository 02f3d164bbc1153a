"""Start the demonstration: ``make demo``."""

from __future__ import annotations

import argparse
import os
import secrets
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Final

from demo import guard, provider

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT: Final = Path(__file__).resolve().parents[1]
SAMPLES: Final = ROOT / "demo" / "samples"
PORT: Final = 8599
"""Another than a dashboard's, and on 127.0.0.1: a cookie of localhost is neither read nor lost."""
_SECRETS: Final = (
    ROOT / ".streamlit" / "secrets.toml",
    Path.home() / ".streamlit" / "secrets.toml",
    Path("/run/secrets"),
)


def main(arguments: list[str]) -> None:
    """Serve the demonstration until somebody ends it.

    Raises
    ------
    SystemExit
        When it may not be started here, or when its server ends.
    """
    parser = argparse.ArgumentParser(prog="demo", description=__doc__)
    parser.add_argument("--port", type=int, default=PORT)
    parser.add_argument("--address", default=provider.ADDRESS)
    asked = parser.parse_args(arguments)
    wrong = list(guard.refusals(asked.address, os.environ, _SECRETS))
    if wrong:
        sys.exit("\n".join(f"demo: {sentence}" for sentence in wrong))
    signal.signal(signal.SIGTERM, _interrupted)
    try:
        with (
            tempfile.TemporaryDirectory(prefix="pvd-demonstration-") as folder,
            provider.running() as identities,
            _running(Path(folder), asked.address, asked.port, identities) as server,
        ):
            print(
                f"Demonstration: http://{asked.address}:{asked.port}/saisie"
                f" - sign in as {provider.EDITOR} - sample files: {SAMPLES}"
                " - Ctrl+C ends it and all that was recorded",
                flush=True,
            )
            server.wait()
    except KeyboardInterrupt:
        sys.exit(0)
    sys.exit("demo: its server has ended")


@contextmanager
def _running(
    folder: Path, address: str, port: int, identities: str
) -> Iterator[subprocess.Popen[bytes]]:
    log = folder / "server.log"
    with log.open("wb") as output:
        server = subprocess.Popen(
            [
                *(sys.executable, "-m", "streamlit", "run", "demo/app.py"),
                *("--server.address", address, "--server.port", str(port)),
            ],
            cwd=ROOT,
            env=environment(folder, f"http://{address}:{port}", identities),
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        while not _answers(f"http://{address}:{port}/pvd/ready"):
            if server.poll() is not None:
                sys.exit(log.read_text("utf-8", errors="replace"))
            time.sleep(0.1)
        yield server
    finally:
        server.terminate()
        server.wait()


def environment(folder: Path, url: str, identities: str) -> dict[str, str]:
    """Return the variables of the server: those of the machine, and ours alone of the dashboard's.

    Parameters
    ----------
    folder
        Where it may write; empty, and gone with it.
    url
        Where it is served.
    identities
        Where its provider of identities is.
    """
    (folder / guard.MARK).touch()
    (folder / "none").mkdir()
    written = folder / "secrets.toml"
    written.write_text(
        "[auth]\n"
        f'redirect_uri = "{url}/oauth2callback"\n'
        f'cookie_secret = "{secrets.token_hex(32)}"\n'
        'client_id = "demonstration"\n'
        'client_secret = "demonstration"\n'
        f'server_metadata_url = "{identities}/.well-known/openid-configuration"\n',
        encoding="utf-8",
    )
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PVD_", "STREAMLIT_"))
    }
    return kept | {
        "PYTHONPATH": str(ROOT),
        "STREAMLIT_SECRETS_FILES": str(written),
        "PVD_SECRETS_DIR": str(folder / "none"),
        "PVD_DATABASE_URL": f"sqlite:///{folder / 'demonstration.sqlite'}",
        "PVD_VERSIONS_DIR": str(folder / "versions"),
        "PVD_EDITORS": provider.EMAIL,
    }


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:
            return bool(answer.status == HTTPStatus.OK)
    except (urllib.error.URLError, OSError):
        return False


def _interrupted(*_: object) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    main(sys.argv[1:])
