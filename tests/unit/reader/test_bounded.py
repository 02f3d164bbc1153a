"""Covers: reader.child, reader.limits, reader.refusals, reader.waiting."""

from __future__ import annotations

import re
import resource
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from typing import TYPE_CHECKING

import psutil
import pytest

from harness import hostile
from harness.processes import GIVE_UP
from harness.workbooks import xlsx
from pvd_geo.reader import bounded, child, limits, refusals
from pvd_geo.reader.book import Reason, Refusal, RefusedError

if TYPE_CHECKING:
    from collections.abc import Iterator

GOOD = b"rencontre;participants\nCorte;12\n"


@pytest.fixture(autouse=True)
def nothing_is_left_behind() -> Iterator[None]:
    here = psutil.Process()
    others = here.children()  # a database server of other tests, whose own processes come and go
    files = here.num_fds()
    yield
    assert [child for child in here.children() if child not in others] == []
    assert here.num_fds() == files


def refused(data: bytes) -> Reason:
    with pytest.raises(RefusedError) as error:
        bounded.read(data)
    return error.value.refusal.reason


def instead(monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """Let another program answer in place of the reading process."""
    monkeypatch.setattr(bounded, "COMMAND", [sys.executable, "-I", "-c", script])


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("far_cell", Reason.FAR_CELL),
        ("hidden_far_cell", Reason.MEMORY),  # where the parser of values aborts
        ("slow_tags", Reason.DAMAGED),
        ("many_sheets", Reason.TOO_MANY_SHEETS),
        ("many_names", Reason.TOO_MANY_SHEETS),
    ],
)
def test_what_stopped_the_server_is_a_refusal(name: str, reason: Reason) -> None:
    assert refused(hostile.HOSTILE[name]()) is reason


def test_a_sheet_is_read() -> None:
    (table,) = bounded.read(GOOD).readings[0]
    assert [(line.number, line.cells) for line in table.lines] == [
        (1, ("rencontre", "participants")),
        (2, ("Corte", "12")),
    ]


@pytest.mark.parametrize(
    ("script", "reason"),
    [
        ("import os; os.abort()", Reason.MEMORY),
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", Reason.MEMORY),
        ("import sys; sys.exit(3)", Reason.FAILED),
        ("", Reason.FAILED),
        ("print('{')", Reason.FAILED),
        ("print('[' * 100_000)", Reason.FAILED),
        ('print(\'{"book": null, "refusal": null}\')', Reason.FAILED),
        ('print(\'{"refusal": {"reason": "invented"}}\')', Reason.FAILED),
        ('print(\'{"book": {"readings": [[{"lines": [{"number": "1"}]}]]}}\')', Reason.FAILED),
        (
            "import sys\nwhile True: sys.stdout.buffer.write(bytes(1 << 20))",
            Reason.TOO_MUCH_TEXT,
        ),
    ],
)
def test_whatever_happens_in_the_reading_process_is_a_refusal(
    script: str, reason: Reason, monkeypatch: pytest.MonkeyPatch
) -> None:
    instead(monkeypatch, script)
    assert refused(GOOD) is reason


def test_a_reading_process_that_takes_no_file_is_a_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    instead(monkeypatch, "")
    assert refused(GOOD * 50_000) is Reason.FAILED


@pytest.mark.parametrize(
    "script",
    [
        "import time; time.sleep(600)",
        "import sys, time; sys.stdin.buffer.read(); sys.stdout.close(); time.sleep(600)",
        "import os, time\nif os.fork() == 0: time.sleep(600)\ntime.sleep(600)",
    ],
)
def test_a_reading_process_that_hangs_is_ended_with_all_it_started(
    script: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "WALL_SECONDS", 0.5)
    instead(monkeypatch, script)
    assert refused(GOOD * 50_000) is Reason.SLOW


def test_the_reading_process_gives_up_what_it_does_not_need() -> None:
    script = (
        "from pvd_geo.reader import child; child._confine(); import json, os, resource as r;"
        "print(json.dumps([os.environ.get('PVD_DATABASE_URL'), os.getsid(0) == os.getpid(),"
        "*(r.getrlimit(each)[0] for each in (r.RLIMIT_AS, r.RLIMIT_CPU, r.RLIMIT_CORE,"
        " r.RLIMIT_FSIZE))]))"
    )
    before = bounded.COMMAND[:]
    bounded.COMMAND[:] = [sys.executable, "-I", "-c", script]
    try:
        written, status = bounded._run(b"")
    finally:
        bounded.COMMAND[:] = before
    assert status == 0
    expected = f"[null, true, {limits.MEMORY}, {limits.CPU_SECONDS}, 0, 0]"
    assert written.decode().strip() == expected


def test_a_loop_ends_with_its_processor_time(monkeypatch: pytest.MonkeyPatch) -> None:
    instead(
        monkeypatch,
        "from pvd_geo.reader import child, limits; limits.CPU_SECONDS = 1; child._confine()\n"
        "while True: pass",
    )
    assert refused(GOOD) is Reason.TIME


def test_a_file_that_only_takes_work_ends_with_its_processor_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(limits, "WALL_SECONDS", 600.0)
    assert refused(hostile.full_sheets()) is Reason.TIME


def test_a_usual_sheet_is_read_beside_busy_programs() -> None:
    rows = [["rencontre", "public", "nom"], *([["Corte", "élu", "Kerbrat"]] * 300)]
    sheet = xlsx({"Feuille": rows})
    with ExitStack() as stack:
        for _ in range(2):
            busy = stack.enter_context(subprocess.Popen([sys.executable, "-c", "while True: pass"]))
            stack.callback(busy.kill)
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        (table,) = bounded.read(sheet).readings[0]
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert len(table.lines) == len(rows)
    used = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    assert used < limits.CPU_SECONDS / 5


def test_memory_that_python_is_refused_is_said() -> None:
    assert child.answer(GOOD).refusal is None

    def read(_: bytes, _lines: int) -> None:
        raise MemoryError

    original = child._read
    child._read = read  # type: ignore[assignment]
    try:
        assert child.answer(GOOD).refusal == Refusal(Reason.MEMORY)
    finally:
        child._read = original


def test_files_are_read_one_at_a_time_and_who_waits_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    running, most = 0, 0
    counting = threading.Lock()
    release = threading.Event()
    told: list[list[int]] = [[] for _ in range(limits.MAX_WAITING + 1)]

    def run(_: bytes, _lines: int) -> tuple[bytes, int]:
        nonlocal running, most
        with counting:
            running += 1
            most = max(most, running)
        release.wait(GIVE_UP)
        with counting:
            running -= 1
        return b'{"refusal": {"reason": "empty"}}', 0

    monkeypatch.setattr(bounded, "_run", run)

    def one(number: int) -> Reason:
        def tell(before: int) -> None:
            told[number].append(before)
            standing.release()

        with pytest.raises(RefusedError) as error:
            bounded.read(GOOD, tell)
        return error.value.refusal.reason

    standing = threading.Semaphore(0)
    with ThreadPoolExecutor(limits.MAX_WAITING + 1) as pool:
        reading = pool.submit(one, 0)
        waiting = []
        for number in range(1, limits.MAX_WAITING + 1):
            waiting.append(pool.submit(one, number))
            standing.acquire()
        assert refused(GOOD) is Reason.BUSY  # one more than may wait
        release.set()
        reasons = [each.result() for each in (reading, *waiting)]
    assert most == 1
    assert set(reasons) == {Reason.EMPTY}
    assert told[1] == [1]
    assert [each[0] for each in told[1:]] == list(range(1, limits.MAX_WAITING + 1))
    assert all(each == sorted(each, reverse=True) for each in told)


def test_who_leaves_while_waiting_holds_nobody_up(monkeypatch: pytest.MonkeyPatch) -> None:
    release = threading.Event()
    started = threading.Event()

    def run(_: bytes, _lines: int) -> tuple[bytes, int]:
        started.set()
        release.wait(GIVE_UP)
        return b'{"refusal": {"reason": "empty"}}', 0

    monkeypatch.setattr(bounded, "_run", run)

    def leave(_: int) -> None:
        raise ConnectionError

    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(bounded.read, GOOD)
        started.wait(GIVE_UP)
        with pytest.raises(ConnectionError):
            bounded.read(GOOD, leave)
        release.set()
        with pytest.raises(RefusedError):
            first.result()
    assert refused(GOOD) is Reason.EMPTY


@pytest.mark.parametrize("reason", Reason)
def test_every_refusal_is_said_in_french(reason: Reason) -> None:
    said = refusals.expected(Refusal(reason, 3, "990"))
    assert re.match(r"(un |des |\d)", said)
    assert "{" not in said


def test_who_waits_is_told_in_french() -> None:
    assert refusals.waiting(1) == (
        "Un autre fichier est en cours de lecture ; le vôtre est le suivant."
    )
    assert refusals.waiting(3).startswith("3 fichiers sont à lire avant le vôtre")
