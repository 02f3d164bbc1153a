"""Bring hostile files through Saisie of a running dashboard while a visitor reads: `make hostile`.

Prints, for each thing that is done to the server, how soon it was refused, how long the visitor
waited for the page meanwhile, and the memory of the server's process. Exit 1 when something was
not refused, or later than `MOST_SECONDS`.
"""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

import psutil
from playwright.sync_api import Page, expect, sync_playwright
from streamlit.proto.BackMsg_pb2 import BackMsg
from websockets.sync.client import connect
from websockets.typing import Origin, Subprotocol

from harness import wire
from harness.chromium import CHROMIUM_ARGS, settled
from harness.hostile import HOSTILE, full_sheets
from harness.provider import EDITOR, running_provider, settings_for, sign_in
from harness.server import running_server

if TYPE_CHECKING:
    from collections.abc import Iterator

    from websockets.sync.client import ClientConnection

    from harness.server import Server

MOST_SECONDS: Final = 10.0
QUIET_SECONDS: Final = 15.0
UPLOADS: Final = 60
UPLOAD_BYTES: Final = 5_000_000
CLEARS: Final = 20
REFUSED: Final = "rien n’est enregistré"
_PAUSE: Final = 0.05


class Visitor(threading.Thread):
    """Somebody who looks at the first page again and again."""

    def __init__(self, server: Server) -> None:
        super().__init__(daemon=True)
        self._server = server
        self.waits: list[float] = []
        self.error: BaseException | None = None

    def run(self) -> None:
        """Ask for the page until the program ends."""
        try:
            with session(self._server) as socket:
                while True:
                    begun = time.perf_counter()
                    ask(socket, "")
                    self.waits.append(time.perf_counter() - begun)
                    time.sleep(_PAUSE)
        except Exception as error:  # noqa: BLE001 - told by the main thread
            self.error = error


@contextmanager
def session(server: Server) -> Iterator[ClientConnection]:
    """Open a session as a browser does."""
    address = server.url.replace("http", "ws", 1) + "/_stcore/stream"
    protocols = [Subprotocol("streamlit")]
    with connect(
        address, origin=Origin(server.url), subprotocols=protocols, max_size=None
    ) as socket:
        yield socket


def ask(socket: ClientConnection, page: str) -> str:
    """Have a page run; return the session's id when it is told."""
    asked = BackMsg()
    asked.rerun_script.page_name = page
    socket.send(asked.SerializeToString())
    told = ""
    while True:
        message = wire.read(socket.recv(timeout=120, decode=False))
        if message.WhichOneof("type") == "new_session":
            told = message.new_session.initialize.session_id
        if wire.finished(message):
            return told


def bring(page: Page, server: Server, data: bytes) -> float:
    """Bring a file as the editor; return the seconds until its refusal is on the screen."""
    page.goto(f"{server.url}/saisie")
    settled(page)
    field = page.locator("input[type=file]")
    begun = time.perf_counter()
    field.set_input_files({"name": "feuille.xlsx", "mimeType": "", "buffer": data})
    expect(page.get_by_text(REFUSED)).to_be_visible(timeout=60_000)
    return time.perf_counter() - begun


def stranger_uploads(server: Server) -> int:
    """Post files in a session that is no editor's; return how many were refused."""
    refused = 0
    with session(server) as socket:
        told = ask(socket, "saisie")
        for number in range(UPLOADS):
            request = urllib.request.Request(  # noqa: S310 - our own server
                f"{server.url}/_stcore/upload_file/{told}/{number}",
                data=b"x" * UPLOAD_BYTES,
                method="PUT",
            )
            try:
                urllib.request.urlopen(request, timeout=30).close()  # noqa: S310
            except (urllib.error.HTTPError, ConnectionError, urllib.error.URLError):
                # Refused before it is read: the connection may close under what is still sent.
                refused += 1
    return refused


def stranger_clears(server: Server) -> None:
    """Ask the server to empty everybody's caches."""
    clear = BackMsg()
    clear.clear_cache = True
    for _ in range(CLEARS):
        with session(server) as socket:
            socket.send(clear.SerializeToString())
            ask(socket, "")


def row(name: str, refused: str, waits: list[float], memory: float, base: float) -> str:
    """Return a line of the table."""
    p50 = statistics.median(waits) if waits else 0
    p95 = sorted(waits)[int(0.95 * (len(waits) - 1))] if waits else 0
    grown = memory - base
    return (
        f"| {name} | {refused} | {len(waits)} | {1_000 * p50:.0f} ms | {1_000 * p95:.0f} ms"
        f" | {memory:.0f} MB ({grown:+.1f}) |"
    )


def main() -> int:
    """Run all; return the exit code."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with (
            running_provider(folder / "provider.log") as provider,
            running_server(
                folder / "server.log",
                **settings_for(provider, folder / "secrets"),
                PVD_DATABASE_URL=f"sqlite:///{folder}/pvd.sqlite",
            ) as server,
        ):
            return measured(server, folder)


def measured(server: Server, folder: Path) -> int:
    """Do everything to a server that runs, and print the table."""
    process = psutil.Process(server.process.pid)
    visitor = Visitor(server)
    wrong: list[str] = []
    base = 0.0

    def told(name: str, refused: str, since: int) -> None:
        memory = process.memory_info().rss / 1e6
        sys.stdout.write(row(name, refused, visitor.waits[since:], memory, base or memory) + "\n")
        sys.stdout.flush()

    found = next(filter(None, map(shutil.which, ("chromium", "google-chrome"))), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=list(CHROMIUM_ARGS))
        page = browser.new_page()
        page.route("**/*jsdelivr*/**", lambda route: route.abort())
        page.goto(f"{server.url}/saisie")
        sign_in(page, EDITOR)
        page.wait_for_url(f"{server.url}/saisie")
        # Once each, so that what is kept for all is there before memory is compared.
        bring(page, server, b"nothing that is a sheet")
        visitor.start()
        time.sleep(QUIET_SECONDS)
        base = process.memory_info().rss / 1e6
        sys.stdout.write(
            "| | refused | visits | p50 | p95 | server |\n|---|---|---:|---:|---:|---|\n"
        )
        told("nothing", "-", 5)
        for name, make in {**HOSTILE, "full_sheets": full_sheets}.items():
            data, since = make(), len(visitor.waits)
            took = bring(page, server, data)
            told(f"{name}, {len(data) / 1e3:.0f} kB", f"in {took:.1f} s", since)
            if took > MOST_SECONDS:
                wrong.append(f"{name}: refused after {took:.1f} s")
        since = len(visitor.waits)
        refused = stranger_uploads(server)
        told(f"{UPLOADS} files of {UPLOAD_BYTES / 1e6:.0f} MB by a stranger", f"{refused}", since)
        if refused < UPLOADS:
            wrong.append(f"{UPLOADS - refused} files of a stranger were taken")
        since = len(visitor.waits)
        stranger_clears(server)
        said = (folder / "server.log").read_text().count("A message that concerns everybody")
        told(f"clear_cache {CLEARS} times by a stranger", f"{said} in the log", since)
        if not said:
            wrong.append("clear_cache was not refused")
        since = len(visitor.waits)
        time.sleep(QUIET_SECONDS)
        told("nothing, afterwards", "-", since)
        browser.close()
    if visitor.error is not None:
        wrong.append(f"the visitor was left without a page: {visitor.error!r}")
    sys.stdout.write("".join(f"{each}\n" for each in wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
