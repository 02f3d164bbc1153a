"""Bring hostile files through Saisie of a running dashboard while a visitor reads: `make hostile`.

Prints, for each thing that is done to the server, how soon it was refused, how long the visitor
waited for the page meanwhile, and the memory of the server's process. Each file is brought again
and again for `LEAST_SECONDS`, so that there are visits enough; the editor's page is open before.
A file that is refused at once, for a reason as plain as can be, shows what bringing any file costs.
Exit 1 when something was not refused, otherwise than it should be, or later than `MOST_SECONDS`.
"""

from __future__ import annotations

import http.client
import os
import re
import select
import statistics
import sys
import tempfile
import threading
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

import psutil
from playwright.sync_api import Page, expect, sync_playwright
from streamlit.proto.BackMsg_pb2 import BackMsg
from websockets.sync.client import connect
from websockets.typing import Origin, Subprotocol

from harness import wire
from harness.chromium import launched, settled
from harness.hostile import HOSTILE, full_sheets
from harness.provider import EDITOR, running_provider, settings_for, sign_in
from harness.server import running_server
from pvd_geo.formatting import typeset

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from websockets.sync.client import ClientConnection

    from harness.server import Server

MOST_SECONDS: Final = 10.0
LEAST_SECONDS: Final = 20.0
UPLOADS: Final = 60
UPLOAD_BYTES: Final = 5_000_000
CLEARS: Final = 20
REFUSED: Final = {
    "plain": "celui-ci n’est ni un texte ni un classeur",
    "far_cell": "lignes et 60 colonnes au plus",
    "hidden_far_cell": "sans remplir la mémoire",
    "slow_tags": "celui-ci est endommagé",
    "many_sheets": "50 feuilles au plus",
    "many_names": "50 feuilles au plus",
    # The second when other programs leave it less than its share of the processor.
    "full_sheets": "demande bien plus de travail|le serveur est très occupé",
}
"""What the editor reads of each file, as an expression."""
FORBIDDEN: Final = 403
WARMING: Final = 5
"""Visits until the page is as fast as it will be."""
PLAIN: Final = bytes(range(256)) * 40
_PIECE: Final = 1 << 16
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


def open_page(page: Page, server: Server) -> None:
    """Open the editor's page, ready to take a file."""
    page.goto(f"{server.url}/saisie")
    settled(page)
    expect(page.locator("input[type=file]")).to_have_count(1)


def bring(page: Page, name: str, data: bytes) -> float:
    """Bring a file as the editor; return the seconds until its refusal is on the screen."""
    begun = time.perf_counter()
    file = {"name": "feuille.xlsx", "mimeType": "", "buffer": data}
    page.locator("input[type=file]").set_input_files(file)  # type: ignore[arg-type]
    problem = page.locator(".pvd-problem")
    expect(problem).to_contain_text("rien n’est enregistré", timeout=60_000)
    took = time.perf_counter() - begun
    expect(problem).to_contain_text(re.compile(typeset(REFUSED[name])))
    page.get_by_test_id("stFileChipDeleteBtn").get_by_role("button").click()
    expect(problem).to_have_count(0)
    return took


def bring_often(page: Page, name: str, data: bytes) -> list[float]:
    """Bring a file for a while; return the seconds of each time."""
    took: list[float] = []
    begun = time.perf_counter()
    while time.perf_counter() - begun < LEAST_SECONDS:
        took.append(bring(page, name, data))
    return took


def stranger_uploads(server: Server) -> int:
    """Send files in a session that is no editor's; return how many were forbidden, 403."""
    forbidden = 0
    with session(server) as socket:
        told = ask(socket, "saisie")
        for number in range(UPLOADS):
            status = upload(server, f"/_stcore/upload_file/{told}/{number}")
            forbidden += status == FORBIDDEN
    return forbidden


def upload(server: Server, path: str) -> int:
    """Send a file until there is an answer; return its status, 0 when there was none."""
    connection = http.client.HTTPConnection(urlsplit(server.url).netloc, timeout=30)
    try:
        connection.putrequest("PUT", path)
        connection.putheader("Content-Length", str(UPLOAD_BYTES))
        connection.endheaders()
        for _ in range(0, UPLOAD_BYTES, _PIECE):
            if select.select([connection.sock], [], [], _PAUSE)[0]:
                break
            connection.send(bytes(_PIECE))
        return connection.getresponse().status
    except OSError:
        return 0
    finally:
        connection.close()


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
    p95 = statistics.quantiles(waits, n=20, method="inclusive")[-1] if len(waits) > 1 else 0
    p50 = statistics.median(waits) if waits else 0
    return (
        f"| {name} | {refused} | {len(waits)} | {1_000 * p50:.0f} ms"
        f" | {1_000 * p95:.0f} ms | {memory:.0f} MB ({memory - base:+.1f}) |"
    )


def conditions() -> str:
    """Say what else the machine did: its load is that of the minutes before."""
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    return f"{time.strftime('%Y-%m-%d %H:%M')}, {os.cpu_count()} cores, load {load}"


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

    sys.stdout.write(f"{conditions()}\n")
    with sync_playwright() as playwright:
        browser = launched(playwright)
        page = browser.new_page()
        page.route("**/*jsdelivr*/**", lambda route: route.abort())
        page.goto(f"{server.url}/saisie")
        sign_in(page, EDITOR)
        page.wait_for_url(f"{server.url}/saisie")
        open_page(page, server)
        # Once each, so that what is kept for all is there before memory is compared.
        bring(page, "plain", PLAIN)
        visitor.start()
        wait_for_visits(visitor, 0)
        time.sleep(LEAST_SECONDS)
        wait_for_visits(visitor, WARMING)
        base = process.memory_info().rss / 1e6
        sys.stdout.write(
            "| | refused | visits | p50 | p95 | server |\n|---|---|---:|---:|---:|---|\n"
        )
        told("nothing", "-", WARMING)
        wrong += files(page, visitor, told)
        since = len(visitor.waits)
        forbidden = stranger_uploads(server)
        wait_for_visits(visitor, since)
        name = f"{UPLOADS} files of {UPLOAD_BYTES / 1e6:.0f} MB by a stranger"
        told(name, f"{forbidden} times {FORBIDDEN}", since)
        if forbidden < UPLOADS:
            wrong.append(f"{UPLOADS - forbidden} files of a stranger were not forbidden")
        since = len(visitor.waits)
        stranger_clears(server)
        said = (folder / "server.log").read_text().count("A message that concerns everybody")
        told(f"clear_cache {CLEARS} times by a stranger", f"{said} times in the log", since)
        if said != CLEARS:
            wrong.append(f"clear_cache was refused {said} times of {CLEARS}")
        since = len(visitor.waits)
        time.sleep(LEAST_SECONDS)
        told("nothing, afterwards", "-", since)
        browser.close()
    if visitor.error is not None:
        wrong.append(f"the visitor was left without a page: {visitor.error!r}")
    sys.stdout.write(f"{conditions()}\n" + "".join(f"{each}\n" for each in wrong))
    return 1 if wrong else 0


def files(page: Page, visitor: Visitor, told: Callable[[str, str, int], None]) -> list[str]:
    """Bring each file as the editor; return what was wrong."""
    wrong = []
    for name, make in {"plain": lambda: PLAIN, **HOSTILE, "full_sheets": full_sheets}.items():
        data, since = make(), len(visitor.waits)
        took = bring_often(page, name, data)
        refused = f"{len(took)} times, {min(took):.1f} to {max(took):.1f} s"
        told(f"{name}, {len(data) / 1e3:.0f} kB", refused, since)
        if max(took) > MOST_SECONDS:
            wrong.append(f"{name}: refused after {max(took):.1f} s")
    return wrong


def wait_for_visits(visitor: Visitor, since: int) -> None:
    """Let the visitor come back some times, however short what was done."""
    while len(visitor.waits) < since + WARMING and visitor.error is None:
        time.sleep(_PAUSE)


if __name__ == "__main__":
    sys.exit(main())
