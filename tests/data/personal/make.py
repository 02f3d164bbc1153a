"""Make the labelled sentences: people drawn by lot, put into sentences that we wrote.

    python tests/data/personal/make.py

``frames-dev.txt`` and ``frames-held-out.txt`` hold one sentence a line: ``⟨name⟩`` is a person,
``‹contact›`` an address or a number; what stands before `` | `` is the cells of the sheet's own
columns of people. The rules were written against the first file alone. Slots: ``@F`` first name,
``@L`` last name, ``@U`` last name in capitals, ``@I`` initial, ``@f`` and ``@l`` in lower case;
``2`` is a second person. Inside a contact they lose their accents and blanks.

The lists of names are public statistics (see their first lines). The two halves share no last
name. Nobody in the sentences exists: a first name and a last name meet by chance.
"""

from __future__ import annotations

import random
import re
from pathlib import Path
from typing import Final

from pvd_geo.text import folded

HERE: Final = Path(__file__).parent
HALVES: Final = ("dev", "held-out")
_SLOT: Final = re.compile(r"@([FLUflIi])(2?)")
_COMMON: Final = 0.9
"""Share of first names from the common ones; see the list for what that means."""


def words(name: str) -> list[str]:
    """Return the lines of a file that are not comments."""
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def blocks(name: str) -> list[list[str]]:
    """Return the names of a list, a block for each of its commented parts."""
    found: list[list[str]] = []
    for line in (HERE / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            found.append([])
        else:
            found[-1].append(line)
    return [block for block in found if block]


def sentences(half: str) -> list[str]:
    """Return the sentences of one half: ``people<TAB>sentence``."""
    draw = random.Random(f"pvd-geo {half}")  # noqa: S311 - invented people, not secrets
    common, uncommon = blocks("first-names.txt")
    last_names = [
        name for block in blocks("family-names.txt") for name in block[HALVES.index(half) :: 2]
    ]
    made = []
    for frame in words(f"frames-{half}.txt"):
        people, _, sentence = frame.rpartition(" | ")
        drawn = {
            second: (
                draw.choice(common if draw.random() < _COMMON else uncommon),
                draw.choice(last_names),
            )
            for second in ("", "2")
        }
        parts = re.split("(‹[^›]*›)", sentence)
        text = "".join(_filled(part, drawn, plain=part.startswith("‹")) for part in parts)
        made.append(f"{people}\t{text}")
    return made


def _filled(text: str, drawn: dict[str, tuple[str, str]], *, plain: bool) -> str:
    def slot(found: re.Match[str]) -> str:
        kind, second = found.groups()
        first, last = drawn[second]
        value = {"F": first, "f": first.lower(), "I": first[0], "i": first[0].lower()}.get(kind)
        if value is None:
            value = {"L": last, "l": last.lower(), "U": last.upper()}[kind]
        if plain:
            value = folded(value).replace(" ", "-")
            return value.upper() if kind in "FU" and "@EX" in text else value
        return value

    return _SLOT.sub(slot, text)


if __name__ == "__main__":
    for each in HALVES:
        content = "\n".join(sentences(each)) + "\n"
        (HERE / f"sentences-{each}.tsv").write_text(content, encoding="utf-8")
