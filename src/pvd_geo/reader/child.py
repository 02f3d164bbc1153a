"""The reading process: a file on its input, an answer as JSON on its output, then it ends.

Started by `pvd_geo.reader.bounded` and by nothing else. Whatever the file does to it, it does
to this process alone, within what the operating system allows it.
"""

from __future__ import annotations

import json
import os
import resource
import sys
from typing import Final

from pvd_geo.reader import formats, limits
from pvd_geo.reader.book import Answer, Book, Reason, Refusal, RefusedError

_LOWER_PRIORITY: Final = 5
"""Visitors of the dashboard come first; lower still, and two busy programs would starve it."""


def main() -> None:
    """Answer for the file on the standard input; the argument is the most lines of a text."""
    _confine()
    data = sys.stdin.buffer.read(limits.MAX_BYTES + 1)
    said = json.dumps(answer(data, int(sys.argv[1])), default=_plain, ensure_ascii=False)
    sys.stdout.buffer.write(said.encode())


def _confine() -> None:
    """Give up, for good, what reading a sheet does not need."""
    os.nice(_LOWER_PRIORITY)
    for what, most in (
        (resource.RLIMIT_AS, limits.MEMORY),
        (resource.RLIMIT_CORE, 0),  # a core file would hold the sheet
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NPROC, 0),
    ):
        resource.setrlimit(what, (most, most))
    # Softly first: the signal then tells that time from a kill by somebody else.
    resource.setrlimit(resource.RLIMIT_CPU, (limits.CPU_SECONDS, limits.CPU_SECONDS + 1))


def answer(data: bytes, lines: int = limits.MAX_LINES) -> Answer:
    """Return what a file holds, or why it is not read."""
    try:
        return Answer(book=_read(data, lines))
    except RefusedError as error:
        return Answer(refusal=error.refusal)
    except MemoryError:
        return Answer(refusal=Refusal(Reason.MEMORY))


def _read(data: bytes, lines: int) -> Book:
    # Imported within the limits, and only what this file needs.
    if not data.strip():
        raise RefusedError(Reason.EMPTY)
    if data.startswith((formats.ARCHIVE, formats.OLD_OFFICE)):
        from pvd_geo.reader import workbook  # noqa: PLC0415

        return workbook.read(data)
    if reason := formats.no_sheet(data):
        raise RefusedError(reason)
    from pvd_geo.reader import delimited  # noqa: PLC0415

    return delimited.read(data, lines)


def _plain(value: object) -> dict[str, object]:
    return {name: getattr(value, name) for name in value.__slots__}  # type: ignore[attr-defined]


if __name__ == "__main__":
    main()
