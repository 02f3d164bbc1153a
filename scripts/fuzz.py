"""Mutate sheets for some minutes and read each in its own process: `make fuzz`.

A find is a file that ends the reading process otherwise than by an answer, or that raises when it
is judged. It stands in ``build/fuzz/`` with what to do. A file that takes all the time or memory of
its process is held by the limits, as is meant: it is counted, and one of each kind is kept too.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import sys
import time
from collections import Counter
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Final

from harness.generated.files import a_file
from harness.mutations import mutated
from harness.programme import references
from harness.sheets import CORPUS
from harness.workbooks import ods, xlsx
from pvd_geo.reader import bounded
from pvd_geo.reader.book import Reason, RefusedError
from pvd_geo.sheets import judge

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER: Final = Path("build/fuzz")
SEEDS: Final = (".csv", ".txt", ".xlsx", ".xlsm", ".xls")
KNOWN: Final = frozenset({"hungry.xls"})
"""Finds of former runs, whose every mutation would be the same find."""
HELD: Final = frozenset({Reason.TIME, Reason.SLOW, Reason.MEMORY})
"""Refusals that say which limit held the file, not what is wrong with it."""
GENERATED: Final = 20
TRIES: Final = 3
"""Times that a file must do so: on a busy machine any file may run out of time once."""
REPORT_EVERY: Final = 500
REFERENCES: Final = references()
ROWS: Final = [
    ["Feuille de présence"],
    ["rencontre", "public", "nom", "commune", "présent"],
    *(["Corte", "élu", f"Nom {number}", "hors programme", "oui"] for number in range(6)),
]
ADVICE: Final = """\
{outcome}: {path}
To make it a test: copy it to tests/data/sheets/, name it in BROKEN of
tests/unit/sheets/test_corpus.py with what a person should read, see it fail, mend the reader.
It was file {number} of the run with seed {seed}.
"""


def say(line: str) -> None:
    """Print a line at once: the run takes minutes."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def seeds() -> list[bytes]:
    """Return the files to begin with: those of the corpus, and some made here."""
    kept = [
        path for path in sorted(CORPUS.iterdir()) if path.suffix in SEEDS and path.name not in KNOWN
    ]
    made = [a_file(Random(number)).data for number in range(GENERATED)]  # noqa: S311 - nothing secret
    return [
        *(path.read_bytes() for path in kept),
        *made,
        xlsx({"A": ROWS, "B": ROWS}),
        ods({"A": ROWS}),
    ]


def outcome(data: bytes) -> str:
    """Return what became of a file; ``find …`` when that should never be, ``held …`` by a limit."""
    try:
        book = bounded.read(data)
    except RefusedError as error:
        reason = error.refusal.reason
        if reason is Reason.FAILED:
            return "find failed"
        return f"held {reason.value}" if reason in HELD else f"refused {reason.value}"
    except Exception as error:  # noqa: BLE001 - whatever it is, it is the find
        return f"find {type(error).__name__} while reading"
    try:
        result = judge(book, hashlib.sha256(data).hexdigest(), "x", REFERENCES)
    except Exception as error:  # noqa: BLE001 - the same
        return f"find {type(error).__name__} while judging"
    if (result.sheet is None) != bool(result.faults or result.open):
        return "find neither a sheet nor a reason"
    return "accepted" if result.sheet else "asked" if result.open else "faults"


def confirmed(data: bytes) -> str:
    """Return what became of a file, a find only when it is one each time."""
    for _ in range(TRIES):
        said = outcome(data)
        if not said.startswith(("find", "held")):
            return said
    return said


def files(seed: int, minutes: float) -> Iterator[bytes]:
    """Yield mutated files until the time is up."""
    random, begun, end = Random(seed), seeds(), time.monotonic() + 60 * minutes  # noqa: S311 - nothing secret
    while time.monotonic() < end:
        yield mutated(begun, random)


def main() -> int:
    """Run; return 1 when something was found."""
    minutes = float(os.environ.get("FUZZ_MINUTES", "20"))
    seed = int(os.environ.get("FUZZ_SEED") or secrets.randbelow(2**32))
    say(f"seed {seed}, {minutes:g} minutes")
    seen: Counter[str] = Counter()
    for number, data in enumerate(files(seed, minutes), start=1):
        said = confirmed(data)
        seen[said] += 1
        if said.startswith(("find", "held")) and seen[said] == 1:
            keep(data, said, number, seed)
        if number % REPORT_EVERY == 0:
            say(f"{number} files")
    for said, count in seen.most_common():
        say(f"{count:7} {said}")
    finds = sum(said.startswith("find") for said in seen)
    say(f"{seen.total()} files, {finds} kinds of finds")
    return 1 if finds else 0


def keep(data: bytes, said: str, number: int, seed: int) -> None:
    """Write a find and what to do with it."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    path = FOLDER / f"{hashlib.sha256(data).hexdigest()[:12]}.bin"
    path.write_bytes(data)
    advice = ADVICE.format(outcome=said, path=path, number=number, seed=seed)
    path.with_suffix(".md").write_text(advice, encoding="utf-8")
    say(advice)


if __name__ == "__main__":
    sys.exit(main())
