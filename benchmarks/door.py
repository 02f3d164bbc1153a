"""Three hundred phones at the door of a meeting, through two servers on one PostgreSQL.

``.venv/bin/python benchmarks/door.py [PHONES] [SECONDS]``. Each phone asks for the form at one
server and sends it at the other; a third of them send it again. Prints what was counted and how
long the answers took.
"""

from __future__ import annotations

import http.client
import random
import re
import ssl
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from urllib.parse import urlencode, urlsplit

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from harness.postgres import running_cluster
from harness.server import running_server
from pvd_geo.store import doors, open_store
from pvd_geo.store.doors import Opening

_AUDIENCES = ("elected", "project_manager", "partner", "state_service", "local_staff")
_FORM = {"content-type": "application/x-www-form-urlencoded"}


def asked(url: str, path: str, fields: dict[str, str] | None = None) -> tuple[int, str, float]:
    """Return the status, the page and the seconds of one answer, on a connection of its own."""
    begun, parts = time.perf_counter(), urlsplit(url)
    connection = (
        http.client.HTTPSConnection(parts.netloc, timeout=30, context=ssl.create_default_context())
        if parts.scheme == "https"
        else http.client.HTTPConnection(parts.netloc, timeout=30)
    )
    try:
        body = urlencode(fields) if fields else None
        connection.request("POST" if fields else "GET", path, body, _FORM if fields else {})
        answer = connection.getresponse()
        page = answer.read().decode()
    finally:
        connection.close()
    return answer.status, page, time.perf_counter() - begun


def filled(form: str, audience: str) -> dict[str, str]:
    """Return what a phone sends with this form: who came, from a town of Corse."""
    found = re.search(r'name="fiche" value="([^"]+)"', form)
    return {"fiche": found[1] if found else "", "public": audience, "commune": "2B096"}


def phone(number: int, urls: list[str], path: str, wait: float) -> list[tuple[int, float, int]]:
    """Press once, some twice; return status, seconds and bytes of each answer."""
    time.sleep(wait)
    status, page, seconds = asked(urls[number % 2], path)
    told = [(status, seconds, len(page.encode()))]
    fields = filled(page, _AUDIENCES[number % len(_AUDIENCES)])
    for server in (1, 0) if number % 3 == 0 else (1,):
        status, page, seconds = asked(urls[(number + server) % 2], path, fields)
        told.append((status, seconds, len(page.encode())))
    return told


def main(phones: int = 300, seconds: float = 60.0) -> None:
    """Let the phones come, and print what became of them."""
    draw = random.Random("door")  # noqa: S311 - a load, not a secret
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        store_url = stack.enter_context(running_cluster()).new_database()
        engine = open_store(store_url)
        stack.callback(engine.dispose)
        servers = [
            stack.enter_context(running_server(folder / f"{n}.log", PVD_DATABASE_URL=store_url))
            for n in range(2)
        ]
        opening = Opening("corse", "Rencontre Corse", "Corte", date(2022, 6, 24), ("94",))
        until = datetime.now(UTC) + timedelta(hours=1)
        door = doors.open_door(engine, opening, until, "anne")
        urls, path = [server.url for server in servers], f"/ici/{door.token}"
        for url in urls:
            asked(url, path)
        waits = [draw.uniform(0, seconds) for _ in range(phones)]
        with ThreadPoolExecutor(phones) as pool:
            came = pool.map(lambda n: phone(n, urls, path, waits[n]), range(phones))
            told = [answer for each in came for answer in each]
        numbers, _ = doors.counts(engine, door.door_id)
    times = sorted(took for _, took, _ in told)
    statuses = {status: sum(each == status for each, *_ in told) for status, *_ in told}
    print(f"{phones} phones in {seconds:.0f} s, {len(told)} answers by status: {statuses}")
    print(f"counted: {sum(numbers.values())}, {numbers}")
    print(f"page: {max(size for *_, size in told)} bytes")
    print(
        f"answers: median {times[len(times) // 2]:.3f} s, "
        f"p95 {times[int(len(times) * 0.95)]:.3f} s, slowest {times[-1]:.3f} s"
    )


if __name__ == "__main__":
    main(*(int(each) for each in sys.argv[1:]))
