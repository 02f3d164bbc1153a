"""Have strangers hold, stall and flood the server while readers read: ``make besieged``.

Once without a proxy and once through the one of ``deploy/`` (which takes nginx), ten readers choose
another region every two seconds: left alone, then beside each thing that strangers do. Prints how
long readers waited and how many times that is what they wait alone. Strangers come from an address
of their own; as they would have machines of their own, they take only the processor that nobody
else wants. Ends with 1 when readers waited more than `MOST` times as long, or the server is gone.
"""

from __future__ import annotations

import http.client
import os
import ssl
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import psutil
from benchmarks import crowd
from benchmarks.served import OURS, ROOT, Served, count_by_region
from proxied import proxy

from harness.processes import free_port, stop
from harness.server import start

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable

    from harness.server import Server

READERS = 10
SECONDS = 15.0
MOST = 2.0
STRANGER = ("127.0.0.2", 0)
IDLE = 300
SLOW = 200
BODIES = 4
BODY = 2_000_000_000
FLOODS = 4
_PIECE = b"\0" * 65_536
_REFUSED = (OSError, http.client.HTTPException)


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def connection(url: str) -> http.client.HTTPConnection:
    """Return a stranger's connection."""
    parts = urlsplit(url)
    host, port = parts.hostname or "localhost", parts.port
    if parts.scheme == "http":
        return http.client.HTTPConnection(host, port, timeout=30, source_address=STRANGER)
    return http.client.HTTPSConnection(
        host, port, timeout=30, source_address=STRANGER, context=ssl.create_default_context()
    )


def opened(url: str) -> socket.socket:
    """Return a stranger's line, open."""
    line = connection(url)
    line.connect()
    found: socket.socket = line.sock
    return found


def idle(url: str, end: float) -> str:
    """Open websockets, and say nothing."""
    head = (
        f"GET /_stcore/stream HTTP/1.1\r\nHost: {urlsplit(url).netloc}\r\nUpgrade: websocket\r\n"
        "Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
        "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: streamlit\r\n\r\n"
    )
    lines = []
    for _ in range(IDLE):
        line = opened(url)
        line.sendall(head.encode())
        lines.append(line)
    taken = sum(b" 101 " in line.recv(64) for line in lines)
    time.sleep(max(0.0, end - time.time()))
    return f"{taken} of {IDLE} websockets held"


def slow(url: str, end: float) -> str:
    """Send a request a byte a second, and come again when the line is cut."""
    head = f"GET / HTTP/1.1\r\nHost: {urlsplit(url).netloc}\r\nX-Slow: ".encode()
    lines: list[tuple[socket.socket, int]] = [(opened(url), 0) for _ in range(SLOW)]
    cut = 0
    while time.time() < end:
        for number, (line, sent) in enumerate(lines):
            try:
                line.sendall(head[sent : sent + 1] or b"x")
                lines[number] = line, sent + 1
            except OSError:
                cut += 1
                lines[number] = opened(url), 0
        time.sleep(1)
    return f"{SLOW} slow lines, {cut} of them cut"


def bodies(url: str, end: float) -> str:
    """Send bodies of two gigabytes, again and again."""
    told: list[tuple[int, int]] = []

    def one(path: str) -> None:
        while time.time() < end:
            line, sent, status = connection(url), 0, 0
            with suppress(*_REFUSED):
                line.putrequest("PUT" if "upload" in path else "POST", path)
                line.putheader("Content-Length", str(BODY))
                line.endheaders()
                while sent < BODY and time.time() < end:
                    line.send(_PIECE)
                    sent += len(_PIECE)
            with suppress(*_REFUSED):
                status = line.getresponse().status
            line.close()
            told.append((sent, status))

    paths = ("/_stcore/upload_file/none/one", "/pvd/drawn/none", "/ici/none", "/pvd/failed/script")
    _together(one, paths[:BODIES])
    most = max(sent for sent, _ in told) / 1e6
    return f"{len(told)} bodies of 2 GB, {most:.1f} MB taken of one at most"


def flood(url: str, end: float) -> str:
    """Say that maps are drawn that nobody waits for, without a pause."""
    statuses: list[int] = []

    def one(_path: str) -> None:
        line = connection(url)
        while time.time() < end:
            try:
                line.request("POST", "/pvd/drawn/none")
                answer = line.getresponse()
                answer.read()
                statuses.append(answer.status)
            except _REFUSED:
                line.close()
                statuses.append(0)

    _together(one, [""] * FLOODS)
    refused = sum(status >= http.HTTPStatus.BAD_REQUEST or not status for status in statuses)
    return f"{len(statuses) / SECONDS:.0f} words a second, {refused} of {len(statuses)} refused"


def _together(work: Callable[[str], None], paths: tuple[str, ...] | list[str]) -> None:
    threads = [threading.Thread(target=work, args=(path,)) for path in paths]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


ATTACKS = {each.__name__: each for each in (idle, slow, bodies, flood)}


def late(served: Served, seconds: float) -> float:
    """Return the seconds that one change in twenty of the readers took at least."""
    waits = sorted(crowd.paced(served, READERS, seconds).waits)
    return waits[int(0.95 * len(waits))]


def besieged(served: Served, servers: list[Server]) -> bool:
    """Try each thing; tell whether readers were served as they should be."""
    late(served, 10)  # fills caches
    alone = late(served, SECONDS)
    say(f"  alone: p95 {alone:.3f} s")
    well = True
    for name in ATTACKS:
        command = [sys.executable, __file__, "--attack", name, served.url]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as attack:
            time.sleep(2)  # until all lines are open
            its = late(served, SECONDS)
            told = attack.communicate()[0].strip()
        lives = all(one.process.poll() is None for one in servers)
        memory = max(psutil.Process(one.process.pid).memory_info().rss for one in servers) / 1e6
        well &= lives and its <= MOST * alone and bool(told)
        say(
            f"  {name}: p95 {its:.3f} s, {its / alone:.2f} times; "
            f"{told or 'the strangers failed'}; {memory:.0f} MB"
            f"{'' if lives else '; the server is gone'}"
        )
    return well


def main() -> int:
    """Try it without a proxy, then through it; return 0 when readers were served both times."""
    with ExitStack() as stack:
        work = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        work.chmod(0o755)
        servers = [start(work / f"{n}.log", port=free_port()) for n in range(2)]
        for server in servers:
            stack.callback(stop, server.process)
            server.wait()
        own, towns = psutil.Process(), count_by_region(ROOT / "data")
        say(f"Without a proxy, {READERS} readers:")
        well = besieged(Served(OURS, servers[0].url, own, towns), servers[:1])
        port = free_port()
        ports = [int(server.url.rpartition(":")[2]) for server in servers]
        certificate = stack.enter_context(proxy(work, ports, port))
        os.environ["SSL_CERT_FILE"] = str(certificate)
        say("Through the proxy, two replicas:")
        well &= besieged(Served(OURS, f"https://localhost:{port}", own, towns), servers)
    return 0 if well else 1


if __name__ == "__main__":
    if sys.argv[1:2] == ["--attack"]:
        os.nice(19)
        say(ATTACKS[sys.argv[2]](sys.argv[3], time.time() + SECONDS + 4))
    else:
        sys.exit(main())
