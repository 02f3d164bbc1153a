"""What a monitoring system may ask of this process, in Prometheus' format.

Labels are few and known in advance: no address, no session, no person. Whatever is counted is
counted from the start of the process.
"""

from __future__ import annotations

import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, Info, start_http_server
from prometheus_client.process_collector import ProcessCollector

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from wsgiref.simple_server import WSGIServer

REGISTRY: Final = CollectorRegistry()
"""What is shown; memory, CPU and file descriptors of the process are in it too."""
_QUICK: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)

ProcessCollector(registry=REGISTRY)
REQUESTS: Final = Counter(
    "pvd_requests", "Requests answered.", ["kind", "status"], registry=REGISTRY
)
REQUEST_SECONDS: Final = Histogram(
    "pvd_request_seconds", "Until an answer begins.", ["kind"], buckets=_QUICK, registry=REGISTRY
)
SESSIONS: Final = Gauge("pvd_sessions", "Pages that are open.", registry=REGISTRY)
RUN_SECONDS: Final = Histogram(
    "pvd_run_seconds",
    "Runs of a page, or of a part of it.",
    ["page", "part"],
    buckets=_QUICK,
    registry=REGISTRY,
)
RUN_FAILURES: Final = Counter(
    "pvd_run_failures", "Runs that ended with an unexpected error.", ["page"], registry=REGISTRY
)
MAP_SECONDS: Final = Histogram(
    "pvd_map_wait_seconds", "Until a map says that it is drawn.", buckets=_QUICK, registry=REGISTRY
)
MAP_LATE: Final = Counter("pvd_map_late", "Maps that did not say so in time.", registry=REGISTRY)
IMPORTS: Final = Counter(
    "pvd_imports", "Sheets that were checked, by what came of it.", ["result"], registry=REGISTRY
)
RECORDS: Final = Counter(
    "pvd_records", "Sheets that were to be recorded.", ["result"], registry=REGISTRY
)
PRESSES: Final = Counter(
    "pvd_door_presses", "Presses at doors, by what became of them.", ["result"], registry=REGISTRY
)
STORE_SECONDS: Final = Histogram(
    "pvd_store_seconds", "Questions to the store of records.", buckets=_QUICK, registry=REGISTRY
)
STORE_FAILURES: Final = Counter(
    "pvd_store_failures", "Questions that it did not answer.", registry=REGISTRY
)
REVISION: Final = Gauge("pvd_journal_revision", "Revision of the journal.", registry=REGISTRY)
FRONT_END_ERRORS: Final = Counter(
    "pvd_front_end_errors", "Errors that browsers reported.", ["kind"], registry=REGISTRY
)
DATA: Final = Info("pvd_data", "The data files that are served.", registry=REGISTRY)
DRAINING: Final = Gauge("pvd_draining", "1 while the process ends.", registry=REGISTRY)

for _result in ("accepted", "refused", "asked"):
    IMPORTS.labels(_result)
for _result in ("accepted", "refused"):
    RECORDS.labels(_result)
for _result in ("counted", "again", "closed", "refused"):
    PRESSES.labels(_result)
for _kind in ("script", "promise"):
    FRONT_END_ERRORS.labels(_kind)


@contextmanager
def timed(histogram: Histogram) -> Iterator[None]:
    """Measure what is done inside, however it ends."""
    began = time.perf_counter()
    try:
        yield
    finally:
        histogram.observe(time.perf_counter() - began)


def serve(address: str) -> Callable[[], None]:
    """Serve the figures at an address of their own; return what ends it.

    Parameters
    ----------
    address
        ``host:port``.

    Raises
    ------
    OSError
        When the address cannot be listened at.
    """
    host, _, port = address.rpartition(":")
    server: WSGIServer
    server, _thread = start_http_server(int(port), host, REGISTRY)

    def end() -> None:
        server.shutdown()
        server.server_close()

    return end
