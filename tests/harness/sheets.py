"""Sheets that a test brings in."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from pvd_geo.reader import child
from pvd_geo.sheets import Result, judge, refused

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pvd_geo.sheets import References

CORPUS = Path(__file__).parents[1] / "data" / "sheets"
TWELVE = CORPUS / "tally-twelve-cp1252.csv"
SIGN_IN = CORPUS / "sign-in.csv"
SCRIPT = "<img src=x onerror=\"document.title='pwned'\">"


def hostile_contributions() -> bytes:
    """Return contributions whose every free text is a script."""
    lines = ["rencontre;theme;nature;texte;groupe"]
    quoted = SCRIPT.replace('"', '""')
    lines += [
        f'{host};{theme};idée;"{quoted} {host} {theme}";"{quoted}"'
        for host in ("Paimpol", "Corte")
        for theme in ("habitat", "friches", "mobilites", "commerce", "sante")
    ]
    return "\n".join(lines).encode()


def check_here(
    data: bytes, name: str, references: References, answers: Mapping[str, str] | None = None
) -> Result:
    """Check a file as `check_sheet` does, but read it in this process: hundreds a second.

    What a process of its own adds is tested in ``tests/unit/reader``.
    """
    answer = child.answer(data)
    if answer.refusal is not None:
        return refused(answer.refusal, name)
    assert answer.book is not None
    return judge(answer.book, hashlib.sha256(data).hexdigest(), name, references, answers)
