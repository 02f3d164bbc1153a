"""Reading a file in a process of its own, which the operating system holds within limits.

A file may make its reader abort, hang or ask for all the memory there is. Here that ends one
small process, and the answer is a refusal like any other.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from pydantic import TypeAdapter, ValidationError

from pvd_geo.reader import limits
from pvd_geo.reader.book import Answer, Book, Reason, RefusedError
from pvd_geo.reader.waiting import WaitingLine

if TYPE_CHECKING:
    from collections.abc import Callable

COMMAND: Final = [sys.executable, "-I", "-B", "-m", "pvd_geo.reader.child"]
_ANSWERS: Final = TypeAdapter(Answer)
_LINE: Final = WaitingLine()
_NO_MEMORY: Final = frozenset({-signal.SIGABRT, -signal.SIGSEGV, -signal.SIGKILL})
"""How native code ends when it is refused memory, and whatever ends when the system has none."""


def read(
    data: bytes,
    told: Callable[[int], None] = lambda _: None,
    *,
    lines: int = limits.MAX_LINES,
) -> Book:
    """Return what a file holds.

    Parameters
    ----------
    data
        The file's bytes.
    told
        Called with the number of files to be read before this one, while it waits.
    lines
        Most lines of a text; a workbook has no more than a sheet.

    Raises
    ------
    RefusedError
        Whatever is wrong with the file, and whatever it did to its reader.
    """
    if len(data) > limits.MAX_BYTES:
        raise RefusedError(Reason.TOO_LARGE)
    with _LINE.turn(told):
        written, status = _run(data, lines)
    return _understood(written, status)


def _run(data: bytes, lines: int = limits.MAX_LINES) -> tuple[bytes, int]:
    """Return what the process wrote and its exit status, negative when a signal ended it.

    Raises
    ------
    RefusedError
        When it took too long; not for its own work, which its processor time ends sooner.
    """
    late = threading.Event()

    def end_late() -> None:
        late.set()
        _end(process)

    with subprocess.Popen(  # noqa: S603 - our own module, by the running interpreter
        [*COMMAND, str(lines)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        # A traceback would repeat cells of the file in the server's log.
        stderr=subprocess.DEVNULL,
        cwd="/",
        env={},
        start_new_session=True,
    ) as process:
        watch = threading.Timer(limits.WALL_SECONDS, end_late)
        watch.start()
        try:
            written, status = _asked(process, data), process.wait()
        finally:
            watch.cancel()
            _end(process)
    if status == -signal.SIGKILL and late.is_set():
        raise RefusedError(Reason.SLOW)
    return written, status


def _asked(process: subprocess.Popen[bytes], data: bytes) -> bytes:
    if process.stdin is None or process.stdout is None:
        raise RefusedError(Reason.FAILED)
    with suppress(BrokenPipeError), process.stdin:
        process.stdin.write(data)
    written = process.stdout.read(limits.MAX_ANSWER + 1)
    if len(written) > limits.MAX_ANSWER:
        raise RefusedError(Reason.TOO_MUCH_TEXT)
    return written


def _end(process: subprocess.Popen[bytes]) -> None:
    # Its session is its own: the signal reaches it and whatever it may have started.
    if process.poll() is None:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)


def _understood(written: bytes, status: int) -> Book:
    if status == -signal.SIGXCPU:
        raise RefusedError(Reason.TIME)
    if status in _NO_MEMORY:
        raise RefusedError(Reason.MEMORY)
    if status:
        raise RefusedError(Reason.FAILED)
    try:
        answer = _ANSWERS.validate_json(written, strict=True)
    except ValidationError:
        # Not chained: the error repeats what was written, cells of the file included.
        raise RefusedError(Reason.FAILED) from None
    if answer.refusal is not None:
        raise RefusedError(answer.refusal.reason, answer.refusal.line, answer.refusal.found)
    if answer.book is None:
        raise RefusedError(Reason.FAILED)
    return answer.book
