"""Many visitors at once: how long they wait, how many changes a second, how much memory."""

from __future__ import annotations

import asyncio
import itertools
import random
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from benchmarks.session import Session

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from benchmarks.served import Served

Found = TypeVar("Found")

_PAUSE = 2.0
"""Seconds between two changes of a visitor who reads what she sees."""


@dataclass
class Pressure:
    """What some sessions at once saw: seconds until each answer, and their number a second."""

    sessions: int
    waits: list[float] = field(default_factory=list)
    a_second: float = 0.0


def memory(served: Served, sizes: tuple[int, ...] = (1, 10, 30)) -> dict[int, float]:
    """Return the server's memory in megabytes with so many sessions that have each filtered."""
    return _run(_memory(served, sizes))


def cpu(served: Served, changes: int) -> float:
    """Return the CPU seconds of the server for one change of region, with one session."""
    return _run(_cpu(served, changes))


def pressed(served: Served, sessions: int, seconds: float) -> Pressure:
    """Let every session ask again as soon as it is answered."""
    return _run(_crowd(served, sessions, seconds, pause=0.0))


def paced(served: Served, sessions: int, seconds: float) -> Pressure:
    """Let every session change its filter every two seconds."""
    return _run(_crowd(served, sessions, seconds, pause=_PAUSE))


def _run(work: Coroutine[None, None, Found]) -> Found:
    """Run in a thread of its own: the browser's library keeps a loop running in this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result()


async def _memory(served: Served, sizes: tuple[int, ...]) -> dict[int, float]:
    sessions: list[Session] = []
    found = {}
    for size in sizes:
        while len(sessions) < size:
            session = await Session.open(served)
            await _once(session, len(sessions))
            sessions.append(session)
        await asyncio.sleep(1)
        found[size] = served.memory()
    await asyncio.gather(*(session.close() for session in sessions))
    return found


async def _once(session: Session, number: int) -> None:
    regions = list(session.served.regions)
    await session.choose(regions[number % len(regions)])


async def _cpu(served: Served, changes: int) -> float:
    session = await Session.open(served)
    # The first round fills caches, as visitors before this one would have done.
    for region in served.regions:
        await session.choose(region)
    used = served.cpu()
    for region in itertools.islice(itertools.cycle(served.regions), changes):
        await session.choose(region)
    used = served.cpu() - used
    await session.close()
    return used / changes


async def _crowd(served: Served, count: int, seconds: float, pause: float) -> Pressure:
    sessions = [await Session.open(served) for _ in range(count)]
    result = Pressure(count)
    end = time.perf_counter() + seconds
    began = time.perf_counter()
    await asyncio.gather(
        *(_visitor(session, n, end, pause, result) for n, session in enumerate(sessions))
    )
    # The last answers come after the end: they count, and so does their time.
    result.a_second = len(result.waits) / (time.perf_counter() - began)
    await asyncio.gather(*(session.close() for session in sessions))
    return result


async def _visitor(
    session: Session, number: int, end: float, pause: float, result: Pressure
) -> None:
    dice = random.Random(number)  # noqa: S311 (no secret, and the same in each run)
    regions = [region for region, towns in session.served.regions.items() if towns]
    dice.shuffle(regions)
    if pause:
        await asyncio.sleep(dice.uniform(0, pause))
    for region in itertools.cycle(regions):
        asked = time.perf_counter()
        if asked >= end:
            return
        result.waits.append(await session.choose(region))
        await asyncio.sleep(max(0.0, asked + pause - time.perf_counter()))
