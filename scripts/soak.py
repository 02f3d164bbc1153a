"""Let many readers read for long, and look at what the server holds: ``make soak``.

``make soak ARGS="[SESSIONS] [MINUTES]"``. Each session chooses another region every few seconds;
in the first third without a pause, so that caches fill, and garbage has been as high as it comes
between two collections. Prints what was answered wrongly, and how memory and open files went after
it: the slope an hour with its 95 % interval. Ends with 1 when something was answered wrongly, or
when memory may grow by more than `MOST`.
"""

from __future__ import annotations

import asyncio
import itertools
import random
import sys
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from benchmarks.served import OURS, serve
from benchmarks.session import Session, WrongAnswerError
from scipy import stats
from websockets.exceptions import WebSocketException

if TYPE_CHECKING:
    from benchmarks.served import Served

THINKING = (2.0, 6.0)
"""Seconds between two choices of a reader."""
LOOK = 10.0
"""Seconds between two looks at the server."""
WARMING = 1 / 3
"""Part of the time in which nobody thinks."""
MOST = 5.0
"""Megabytes an hour from which on the memory is not flat."""


@dataclass
class Seen:
    """What readers met, and what the server held: hours, megabytes and open files."""

    changes: int = 0
    waits: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    held: list[tuple[float, float, float]] = field(default_factory=list)


async def reader(served: Served, number: int, warm: float, end: float, seen: Seen) -> None:
    """Choose one region after the other until the end, and think from when all is warm."""
    turn = itertools.islice(itertools.cycle(served.regions), number, None)
    dice = random.Random(number)  # noqa: S311 - nobody guards anything with it
    await asyncio.sleep(dice.uniform(*THINKING))
    try:
        session = await Session.open(served)
        for region in turn:
            if time.monotonic() > end:
                break
            seen.waits.append(await session.choose(region))
            seen.changes += 1
            if time.monotonic() > warm:
                await asyncio.sleep(dice.uniform(*THINKING))
        await session.close()
    except (OSError, TimeoutError, WebSocketException, WrongAnswerError) as error:
        seen.wrong.append(f"reader {number}: {error!r}")


async def look(served: Served, began: float, end: float, seen: Seen) -> None:
    """Note what the server holds, again and again."""
    while (now := time.monotonic()) < end:
        held = served.memory(), float(served.process.num_fds())
        seen.held.append(((now - began) / 3600, *held))
        await asyncio.sleep(LOOK)


async def everybody(served: Served, sessions: int, minutes: float, seen: Seen) -> None:
    """Let all read."""
    began = time.monotonic()
    warm, end = began + WARMING * 60 * minutes, began + 60 * minutes
    readers = (reader(served, number, warm, end, seen) for number in range(sessions))
    await asyncio.gather(look(served, began, end, seen), *readers)


def slope(points: list[tuple[float, float]]) -> tuple[float, float]:
    """Return the slope an hour, and half the width of its 95 % interval."""
    found = stats.linregress([x for x, _ in points], [y for _, y in points])
    return float(found.slope), float(stats.t.ppf(0.975, len(points) - 2) * found.stderr)


def main(sessions: int = 50, minutes: float = 30.0) -> int:
    """Try it; return 0 when nothing was wrong and memory is flat."""
    seen = Seen()
    with serve(OURS) as served:
        asyncio.run(everybody(served, sessions, minutes, seen))
    after = [row for row in seen.held if row[0] * 60 >= WARMING * minutes]
    memory, its = slope([(at, held) for at, held, _ in after])
    files, theirs = slope([(at, files) for at, _, files in after])
    waits, steps = sorted(seen.waits), after[:: max(1, len(after) // 10)]
    sys.stdout.write(
        f"{sessions} sessions, {minutes:g} minutes, {seen.changes} changes of region; "
        f"p50 {waits[len(waits) // 2]:.3f} s, p95 {waits[int(0.95 * len(waits))]:.3f} s; "
        f"wrong: {len(seen.wrong)}\n"
        f"memory: {after[0][1]:.0f} MB to {after[-1][1]:.0f} MB after the first third, "
        f"slope {memory:+.1f} ± {its:.1f} MB an hour\n"
        f"megabytes, in ten steps: {', '.join(f'{row[1]:.1f}' for row in steps)}\n"
        f"open files: {after[0][2]:.0f} to {after[-1][2]:.0f}, "
        f"slope {files:+.1f} ± {theirs:.1f} an hour\n"
        + "".join(f"{line}\n" for line in seen.wrong[:5])
    )
    return 1 if seen.wrong or memory + its > MOST else 0


if __name__ == "__main__":
    sys.exit(main(*(take(each) for take, each in zip((int, float), sys.argv[1:], strict=False))))
