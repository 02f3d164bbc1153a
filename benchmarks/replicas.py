"""How far it goes: replicas behind the proxy, more and more readers, and a model that foretells.

Readers choose another region, then think. The model knows the time that a change takes where
nobody else asks, and the processor that it takes: the mean of all crowds, as it is less the more
are asked for at once. The rest it foretells.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import statistics
import sys
import tempfile
import time
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import psutil
from benchmarks import report
from benchmarks.served import OURS, ROOT, Served, count_by_region
from benchmarks.session import Session

from harness.processes import free_port, stop
from harness.server import start

sys.path.insert(0, str(ROOT / "scripts"))
from proxied import proxy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from harness.server import Server

DOCUMENT = ROOT / "docs" / "performance.md"
MARKS = ("<!-- benchmarks.replicas writes from here -->", "<!-- replicas to here -->")
REPLICAS = (1, 2, 4)
CROWDS = (30, 100, 300)
THINK = 10.0
"""Seconds between two changes of a reader who reads what she sees, on average."""
SECONDS = 40.0


@dataclass
class Point:
    """What a crowd met: seconds of each answer, changes and processor a second, megabytes."""

    replicas: int
    sessions: int
    waits: list[float]
    a_second: float
    cpu: float
    megabytes: float

    @property
    def per_change(self) -> float:
        """Seconds of the replicas' processor that a change takes."""
        return self.cpu / self.a_second

    def quantile(self, part: float) -> float:
        """Return the wait that this part of the changes stays below."""
        ordered = sorted(self.waits)
        return ordered[min(len(ordered) - 1, int(part * len(ordered)))]


@dataclass
class Foretold:
    """What the model says of a crowd."""

    a_second: float
    cpu: float


def foretold(crowds: Sequence[Point], sessions: int, think: float) -> Foretold:
    """Return what a crowd will ask and take, of what was found with as many replicas.

    A reader asks once in her think time and her wait; a replica is one process, which works on one
    core: what it is asked beyond it does not answer.
    """
    wait = statistics.median(crowds[0].waits)
    per_change = statistics.geometric_mean(crowd.per_change for crowd in crowds)
    rate = min(sessions / (think + wait), crowds[0].replicas / per_change)
    return Foretold(rate, rate * per_change)


def used(servers: Sequence[Server]) -> float:
    """Return the seconds of processor that all replicas have taken."""
    times = [psutil.Process(one.process.pid).cpu_times() for one in servers]
    return sum(each.user + each.system for each in times)


async def crowd(served: Served, servers: Sequence[Server], sessions: int) -> Point:
    """Let readers come one after the other, then read; count from when all are there."""
    waits: list[float] = []
    counting, over = asyncio.Event(), asyncio.Event()
    doors = asyncio.Semaphore(4)

    async def one(number: int) -> None:
        dice = random.Random(number)  # noqa: S311 - nobody guards anything with it
        async with doors:
            session = await Session.open(served)
        regions = list(served.regions)
        here.append(number)
        await counting.wait()
        await asyncio.sleep(dice.uniform(0, THINK))
        while not over.is_set():
            waits.append(await session.choose(dice.choice(regions)))
            await asyncio.sleep(dice.uniform(0.5 * THINK, 1.5 * THINK))
        await session.close()

    here: list[int] = []
    tasks = [asyncio.create_task(one(number)) for number in range(sessions)]
    while len(here) < sessions:
        await asyncio.sleep(0.2)
        for task in tasks:
            if task.done():
                task.result()
    counting.set()
    await asyncio.sleep(THINK)  # until all are on their way
    waits.clear()
    began, before = time.perf_counter(), used(servers)
    await asyncio.sleep(SECONDS)
    took, cpu, done = time.perf_counter() - began, used(servers) - before, list(waits)
    megabytes = max(psutil.Process(one.process.pid).memory_full_info().uss for one in servers) / 1e6
    over.set()
    await asyncio.gather(*tasks)
    return Point(len(servers), sessions, done, len(done) / took, cpu / took, megabytes)


def measured(replicas: int, crowds: Sequence[int]) -> list[Point]:
    """Return what crowds met with so many replicas."""
    with ExitStack() as stack:
        work = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        work.chmod(0o755)
        servers = [start(work / f"{n}.log", port=free_port()) for n in range(replicas)]
        for server in servers:
            stack.callback(stop, server.process)
            server.wait()
        port = free_port()
        ports = [int(server.url.rpartition(":")[2]) for server in servers]
        os.environ["SSL_CERT_FILE"] = str(stack.enter_context(proxy(work, ports, port)))
        towns = count_by_region(ROOT / "data")
        served = Served(OURS, f"https://localhost:{port}", psutil.Process(), towns)
        points = []
        for sessions in crowds:
            points.append(asyncio.run(crowd(served, servers, sessions)))
            print(f"{replicas} replicas, {sessions} sessions", flush=True)
        return points


def table(points: Sequence[Point]) -> str:
    """Return what was found, beside what the model says of it."""
    heads = (
        *("replicas", "sessions", "p50, s", "p95, s", "changes a second", "foretold"),
        *("processor, cores", "foretold", "memory of a replica, MB"),
    )
    lines = [f"| {' | '.join(heads)} |", "|---" * len(heads) + "|"]
    for point in points:
        crowds = [other for other in points if other.replicas == point.replicas]
        told = foretold(crowds, point.sessions, THINK)
        cells = (
            *(str(point.replicas), str(point.sessions)),
            *(f"{point.quantile(0.5):.3f}", f"{point.quantile(0.95):.3f}"),
            *(f"{point.a_second:.1f}", _against(told.a_second, point.a_second)),
            *(f"{point.cpu:.2f}", _against(told.cpu, point.cpu), f"{point.megabytes:.0f}"),
        )
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def _against(told: float, found: float) -> str:
    return f"{told:.2f} ({100 * (told / found - 1):+.0f} %)"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dry", action="store_true", help="print, do not write the document")
    parser.add_argument("--quick", action="store_true", help="one replica, few sessions")
    arguments = parser.parse_args()
    wanted = ((1, (10, 20)),) if arguments.quick else tuple((n, CROWDS) for n in REPLICAS)
    points = [point for replicas, crowds in wanted for point in measured(replicas, crowds)]
    text = f"{report.computer()}; a change every {THINK:g} s.\n\n{table(points)}"
    report.publish(DOCUMENT, text, MARKS, dry=arguments.dry)


if __name__ == "__main__":
    main()
