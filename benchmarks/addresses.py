"""One file asked for two hundred times a second, while delegates filter: how long each waits.

``PYTHONPATH=tests python -m benchmarks.addresses``. Delegates filter alone, then beside the
requests, then alone again; the requests come from a process of their own, at the moments that are
due, whether or not the ones before are answered. Writes its table to docs/data.md.
"""

from __future__ import annotations

import argparse
import http.client
import multiprocessing
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from statistics import quantiles
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from benchmarks import crowd, report
from benchmarks.served import OURS, ROOT, serve

if TYPE_CHECKING:
    from collections.abc import Sequence
    from concurrent.futures import Executor

    from benchmarks.served import Served

ADDRESS: Final = "/data/communes.geojson?region=53"
A_SECOND: Final = 200
SESSIONS: Final = 10
NOTHING: Final = "/_stcore/health"
"""Streamlit's own shortest answer, to tell what an answer costs that has nothing in it."""
DOCUMENT: Final = ROOT / "docs" / "data.md"
MARKS: Final = (
    "<!-- make bench writes of addresses from here -->",
    "<!-- addresses to here -->",
)
_COSTED: Final = 5.0
"""Seconds of requests alone, over which the server's time for one is taken."""
_LINES: Final = 8
"""Connections that are kept, each with every eighth of the requests."""
_SOON: Final = 0.5
"""Seconds until the first request is due, so that all lines are there."""
_LONGER: Final = 5.0
"""Seconds that requests go on for longer: sessions open before they begin to filter."""


@dataclass
class Answers:
    """What came back: seconds since each was due, how many of each status, and bytes."""

    waits: list[float] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)
    sizes: set[int] = field(default_factory=set)


def asked(url: str, seconds: float) -> Answers:
    """Ask for an address at its rate; return what came back."""
    begin = time.perf_counter() + _SOON
    with ThreadPoolExecutor(_LINES) as pool:
        parts = pool.map(partial(_line, url, begin, round(A_SECOND * seconds)), range(_LINES))
        all_of_it = Answers()
        for part in parts:
            all_of_it.waits += part.waits
            all_of_it.statuses += part.statuses
            all_of_it.sizes |= part.sizes
    return all_of_it


def _line(url: str, begin: float, count: int, number: int) -> Answers:
    answers = Answers()
    _, host, path, query, _ = urlsplit(url)
    target = f"{path}?{query}"
    connection = http.client.HTTPConnection(host, timeout=30)
    for place in range(number, count, _LINES):
        due = begin + place / A_SECOND
        time.sleep(max(0.0, due - time.perf_counter()))
        connection.request("GET", target, headers={"accept-encoding": "gzip"})
        answer = connection.getresponse()
        answers.sizes.add(len(answer.read()))
        answers.statuses[answer.status] += 1
        answers.waits.append(time.perf_counter() - due)
    connection.close()
    return answers


def measured(seconds: float) -> str:
    """Return what was found, as a paragraph and a table."""
    apart = multiprocessing.get_context("spawn")
    with serve(OURS) as served, ProcessPoolExecutor(1, mp_context=apart) as pool:
        # Pays for what is made once: the file, each region's page, the other process.
        pool.submit(asked, served.url + ADDRESS, 1.0).result()
        crowd.cpu(served, len(served.regions))
        costs = [_cost(served, pool, address) for address in (ADDRESS, NOTHING)]
        alone = crowd.paced(served, SESSIONS, seconds / 2).waits
        requests = pool.submit(asked, served.url + ADDRESS, seconds + _LONGER)
        beside = crowd.paced(served, SESSIONS, seconds).waits
        answers = requests.result()
        alone += crowd.paced(served, SESSIONS, seconds / 2).waits
    statuses = ", ".join(f"{count:,} × {status}" for status, count in answers.statuses.items())
    size = max(answers.sizes) / 1e3
    told = (
        f"{report.computer()}. {A_SECOND} requests a second for {seconds + _LONGER:.0f} s of "
        f"`{ADDRESS}` ({size:.1f} kB compressed; answers by status: {statuses}), beside "
        f"{SESSIONS} sessions on `/carte` that choose another region every 2 s. A request takes "
        f"{costs[0]:.2f} ms of the server's processor, `{NOTHING}` {costs[1]:.2f} ms. The pages' "
        f"p95 is {_p95(beside) / _p95(alone):.2f} times that without the requests."
    )
    lines = (
        "| | answers | p50, ms | p95, ms |",
        "|---|---:|---:|---:|",
        _row("a filter on a page, no requests beside", alone),
        _row("a filter on a page, with the requests", beside),
        _row("a file, from when it was due", answers.waits),
    )
    return "\n".join([told, "", *lines])


def _cost(served: Served, pool: Executor, address: str) -> float:
    """Return the server's CPU milliseconds for one request."""
    used = served.cpu()
    answers = pool.submit(asked, served.url + address, _COSTED).result()
    return 1e3 * (served.cpu() - used) / len(answers.waits)


def _row(name: str, waits: Sequence[float]) -> str:
    middle = quantiles(waits, n=2)[0]
    return f"| {name} | {len(waits):,} | {1e3 * middle:.1f} | {1e3 * _p95(waits):.1f} |"


def _p95(waits: Sequence[float]) -> float:
    return quantiles(waits, n=20)[-1]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=30.0, help="how long requests come")
    parser.add_argument("--dry", action="store_true", help="print, do not write the document")
    arguments = parser.parse_args()
    text = measured(arguments.seconds)
    report.publish(DOCUMENT, text, MARKS, dry=arguments.dry)


if __name__ == "__main__":
    main()
