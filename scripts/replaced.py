"""Replace both replicas, twice, and restart PostgreSQL, while readers read and people come in.

``make replaced ARGS="[SESSIONS] [MINUTES]"``. Readers choose another region every two seconds, some
in a real browser; someone comes through a meeting's door every two seconds and presses again until
she is answered. All go through the proxy of ``deploy/``. Prints who came back, who waited how long,
and whether the count at the door is that of the people.
"""

from __future__ import annotations

import asyncio
import http.client
import itertools
import os
import re
import shutil
import sys
import tempfile
import threading
import time
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import psutil
from benchmarks.door import asked, filled
from benchmarks.served import OURS, ROOT, Served, count_by_region
from benchmarks.session import Session, WrongAnswerError
from playwright.async_api import async_playwright
from proxied import proxy, wait
from websockets.exceptions import WebSocketException

from harness.chromium import CHROMIUM_ARGS, DESKTOP, PHONE
from harness.postgres import running_cluster
from harness.processes import free_port, stop
from harness.server import start
from pvd_geo.store import doors, open_store
from pvd_geo.store.doors import Opening

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.async_api import Browser, Page

    from harness.postgres import Cluster
    from harness.server import Server

PAUSE = 2.0
"""Seconds between two choices of a reader, and between two people at the door."""
BETWEEN = 20.0
"""Seconds that a replica works before the other one is replaced."""
GAP = 1.0
"""Seconds from which on a reader's wait counts as a gap."""
BROWSERS = (DESKTOP, PHONE, DESKTOP)
STATE = """() => ({
    connected: document.querySelector(
        ".stApp[data-test-script-state='notRunning'][data-test-connection-state='CONNECTED']",
    ) !== null,
    same: location.search.includes("region=53") && document.body.innerText.includes("Bretagne"),
    english: /connection error|is streamlit|not responding/i.test(document.body.innerText),
})"""


@dataclass
class Seen:
    """What readers and people at the door met."""

    gaps: list[float] = field(default_factory=list)
    losses: int = 0
    changes: int = 0
    wrong: list[str] = field(default_factory=list)
    away: list[float] = field(default_factory=list)
    english: int = 0
    complaints: list[str] = field(default_factory=list)
    came: int = 0
    pressed_again: int = 0
    stuck: list[str] = field(default_factory=list)


async def reader(served: Served, number: int, end: float, seen: Seen) -> None:
    """Choose a region every two seconds; connect again, as the page does, when the line is cut."""
    regions = [name for name, count in served.regions.items() if count]
    turn = itertools.islice(itertools.cycle(regions), number, None)
    await asyncio.sleep(PAUSE * number / 30)
    session: Session | None = None
    for region in turn:
        asked = time.monotonic()
        if asked > end:
            break
        while True:
            try:
                session = session or await Session.open(served)
                await session.choose(region)
            except (OSError, TimeoutError, WebSocketException) as error:
                seen.losses += session is not None
                session = None
                if time.monotonic() > asked + 120:
                    seen.stuck.append(f"reader {number}: {error!r}")
                    return
                await asyncio.sleep(0.5)
            except WrongAnswerError as error:
                seen.wrong.append(str(error))
                break
            else:
                break
        seen.changes += 1
        if (took := time.monotonic() - asked) > GAP:
            seen.gaps.append(took)
        await asyncio.sleep(max(0.0, PAUSE - took))
    if session:
        await session.close()


async def visitor(browser: Browser, served: Served, number: int, end: float, seen: Seen) -> None:
    """Leave a page open, look at it twice a second, and use it at the end."""
    context = await browser.new_context(
        viewport=BROWSERS[number], locale="fr-FR", ignore_https_errors=True
    )
    page = await context.new_page()
    page.on("pageerror", lambda error: seen.complaints.append(str(error)))
    await page.goto(f"{served.url}/carte?region=53")
    await page.locator(".stApp[data-test-script-state='notRunning']").wait_for(timeout=60_000)
    away: float | None = None
    while time.monotonic() < end:
        state = await page.evaluate(STATE)
        seen.english += state["english"]
        if state["connected"] and state["same"]:
            if away is not None:
                seen.away.append(time.monotonic() - away)
            away = None
        elif away is None:
            away = time.monotonic()
        await asyncio.sleep(0.5)
    if away is not None:
        seen.stuck.append(f"browser {number} is away since {time.monotonic() - away:.0f} s")
    await _choose(page, served.regions["Corse"], number, seen)
    await context.close()


async def _choose(page: Page, count: int, number: int, seen: Seen) -> None:
    try:
        await page.get_by_role("combobox", name="Région").click()
        await page.get_by_role("option", name="Corse", exact=True).click()
        await page.get_by_text(re.compile(rf"\b{count}\s+communes")).first.wait_for()
    except Exception as error:  # noqa: BLE001 - whatever it is, it is told
        seen.stuck.append(f"browser {number} cannot be used: {error}")


def at_the_door(port: int, path: str, end: float, seen: Seen) -> None:
    """Let someone come every two seconds, who presses again until she is answered."""
    while time.monotonic() < end:
        begun = time.monotonic()
        form = _answered(port, path, None, seen)
        _answered(port, path, filled(form, "elected"), seen)
        seen.came += 1
        time.sleep(max(0.0, begun + PAUSE - time.monotonic()))


def _answered(port: int, path: str, fields: dict[str, str] | None, seen: Seen) -> str:
    for turn in itertools.count():
        with suppress(OSError, http.client.HTTPException):
            status, page, _ = asked(f"https://localhost:{port}", path, fields)
            if status == http.HTTPStatus.OK:
                return page
        seen.pressed_again += 1
        if turn > 120:
            seen.stuck.append(f"the door: {path}")
            return ""
        time.sleep(1)
    raise AssertionError


@dataclass
class Replica:
    """A replica that is replaced at its port."""

    begin: Callable[[], Server]
    server: Server

    def end(self) -> None:
        """End it as a platform does."""
        stop(self.server.process)

    def replace(self) -> str:
        """End it, start another one, wait until that is ready."""
        begun = time.monotonic()
        self.end()
        ended = time.monotonic() - begun
        self.server = self.begin()
        wait(f"{self.server.url}/pvd/ready")
        return f"ended in {ended:.1f} s, the next one ready {time.monotonic() - begun:.1f} s after"


def operate(replicas: list[Replica], cluster: Cluster, end: float, told: list[str]) -> None:
    """Replace one replica after the other, restart PostgreSQL, replace them once more."""
    began = time.monotonic()
    left = end - began
    for at, what in ((0.1, "replicas"), (0.45, "PostgreSQL"), (0.6, "replicas")):
        time.sleep(max(0.0, began + at * left - time.monotonic()))
        if what == "PostgreSQL":
            cluster.restart()
            told.append("PostgreSQL restarted")
            continue
        for number, replica in enumerate(replicas):
            told.append(f"replica {number + 1}: {replica.replace()}")
            time.sleep(BETWEEN)


async def everybody(served: Served, sessions: int, end: float, seen: Seen) -> None:
    """Let readers and browsers read until the end."""
    program = shutil.which("chromium-headless-shell") or shutil.which("chromium")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=program, args=list(CHROMIUM_ARGS)
        )
        await asyncio.gather(
            *(reader(served, n, end, seen) for n in range(sessions - len(BROWSERS))),
            *(visitor(browser, served, n, end, seen) for n in range(len(BROWSERS))),
        )
        await browser.close()


def main(sessions: int = 30, minutes: float = 10.0) -> int:
    """Try it; return 0 when nobody was lost and nothing was counted wrongly."""
    seen = Seen()
    told: list[str] = []
    with ExitStack() as stack:
        work = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        work.chmod(0o755)
        cluster = stack.enter_context(running_cluster())
        store_url = cluster.new_database()
        engine = open_store(store_url)
        stack.callback(engine.dispose)
        replicas: list[Replica] = []
        for number in range(2):
            begin = partial(
                start, work / f"{number}.log", port=free_port(), PVD_DATABASE_URL=store_url
            )
            replicas.append(Replica(begin, begin().wait()))
            stack.callback(replicas[-1].end)
        ports = [int(one.server.url.rpartition(":")[2]) for one in replicas]
        port = free_port()
        certificate = stack.enter_context(proxy(work, ports, port))
        os.environ["SSL_CERT_FILE"] = str(certificate)
        opening = Opening("corse", "Rencontre Corse", "Corte", date(2022, 6, 24), ("94",))
        until = datetime.now(UTC) + timedelta(hours=1)
        door = doors.open_door(engine, opening, until, "anne")
        # Of the two replicas' processes: nobody asks what they take.
        own = psutil.Process()
        served = Served(OURS, f"https://localhost:{port}", own, count_by_region(ROOT / "data"))
        end = time.monotonic() + 60 * minutes
        threads = [
            threading.Thread(target=at_the_door, args=(port, f"/ici/{door.token}", end, seen)),
            threading.Thread(target=operate, args=(replicas, cluster, end, told)),
        ]
        for thread in threads:
            thread.start()
        asyncio.run(everybody(served, sessions, end, seen))
        for thread in threads:
            thread.join()
        engine.dispose()  # its connections ended with PostgreSQL
        numbers, _ = doors.counts(engine, door.door_id)
    counted = sum(numbers.values())
    _say(*told)
    _say(
        f"{sessions} sessions, {minutes:g} minutes, {len(BROWSERS)} of them in a browser; "
        f"{seen.changes} changes of region",
        f"lines cut: {seen.losses}; waits over {GAP:g} s: {len(seen.gaps)}, "
        f"longest {max(seen.gaps, default=0):.1f} s; wrong answers: {len(seen.wrong)}",
        f"browsers away {len(seen.away)} times, longest {max(seen.away, default=0):.1f} s, back by "
        f"themselves with their selection; English seen: {seen.english}; "
        f"errors of the page: {len(seen.complaints)}",
        f"at the door: {seen.came} came, {seen.pressed_again} tries without an answer, "
        f"{counted} counted; lost {max(0, seen.came - counted)}, "
        f"doubled {max(0, counted - seen.came)}",
        *seen.wrong[:5],
        *seen.complaints[:5],
        *seen.stuck,
    )
    bad = seen.wrong or seen.stuck or seen.english or seen.complaints or counted != seen.came
    return 1 if bad else 0


def _say(*lines: str) -> None:
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(*(take(each) for take, each in zip((int, float), sys.argv[1:], strict=False))))
