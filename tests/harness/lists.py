"""Lists of towns to bring in: the one that the data hold, and a later one that differs from it."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from harness.datafiles import REAL
from pvd_geo.tables import loading

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

Line = dict[str, str]
COLUMNS = ("insee_com", "lib_com", "id_pvd", "date_signature")

GONE, CAME, RENAMED = "01034", "01004", "23008"
MERGED, INTO, SPLIT = "79060", "79307", "15031"
DATED = {"22262": "12/03/2021", "33327": "2021-04-22", "72039": "01/07/2021"}
ZERO = "01033"
LATER_CHANGES = 4 + len(DATED)
"""Cells: one gone, two that came, one renamed, and the dates."""


def held(folder: Path = REAL) -> list[Line]:
    """Return the list that the data files of a folder hold."""
    towns = loading.read(folder, "towns").towns
    days = towns["agreement_date"].dt.strftime("%Y-%m-%d").fillna("")
    return [
        {"insee_com": code, "lib_com": name, "id_pvd": "", "date_signature": day}
        for code, name, day in zip(towns["insee_code"], towns["name"], days, strict=True)
    ]


def later() -> list[Line]:
    """Return a list with a town gone, one new, renamed, merged and split, and three dates."""
    lines = [line for line in held() if line["insee_com"] != GONE]
    by_code = {line["insee_com"]: line for line in lines}
    by_code[RENAMED]["lib_com"] = "Aubusson-en-Creuse"
    by_code[INTO] |= {"insee_com": MERGED, "lib_com": "Caunay"}
    for code, day in DATED.items():
        by_code[code]["date_signature"] = day
    by_code[ZERO]["insee_com"] = ZERO.removeprefix("0")
    for code, name in ((CAME, "Ambérieu-en-Bugey"), (SPLIT, "Celles")):
        lines.append({"insee_com": code, "lib_com": name, "id_pvd": "", "date_signature": ""})
    return lines


def written(lines: Iterable[Line], columns: Sequence[str] = COLUMNS, delimiter: str = ",") -> bytes:
    """Return a list as the bytes of a CSV."""
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, delimiter=delimiter, extrasaction="ignore")
    writer.writeheader()
    writer.writerows(lines)
    return out.getvalue().encode()


def reordered() -> bytes:
    """Return the later list with its columns in another order."""
    return written(later(), ("date_signature", "lib_com", "insee_com", "id_pvd"), ";")


def number_of(lines: Sequence[Line], code: str) -> int:
    """Return the line of the file at which a code stands."""
    return 2 + next(place for place, line in enumerate(lines) if line["insee_com"] == code)
