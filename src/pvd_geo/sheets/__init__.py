"""A sign-in sheet, a tally or contributions: bytes to rows, or to every fault by line."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from pvd_geo.errors import DataError, Fault
from pvd_geo.sheets import contributions, personal, sign_in, tally
from pvd_geo.sheets.headers import Layout, recognise
from pvd_geo.sheets.reading import read, shown_name
from pvd_geo.sheets.references import References
from pvd_geo.sheets.rules import Check
from pvd_geo.tables.records import Attendance, Contribution, Sheet

__all__ = ["References", "Result", "check_sheet"]


@dataclass(frozen=True, slots=True)
class Result:
    """What a file holds: a sheet, or faults; never both.

    Parameters
    ----------
    sheet
        The rows, ready to be recorded; None while one fault remains.
    faults
        Everything to mend, sorted by line.
    notices
        What the person should know: personal data dropped, columns ignored.
    """

    sheet: Sheet | None
    faults: tuple[Fault, ...] = ()
    notices: tuple[str, ...] = ()


def check_sheet(data: bytes, name: str, references: References) -> Result:
    """Read a file and check it whole.

    Parameters
    ----------
    data
        The file's bytes: CSV or XLSX.
    name
        Its name, for faults only; it is not kept.
    references
        The programme's meetings, towns and themes.
    """
    file = shown_name(name)
    try:
        reading = read(data, name)
    except DataError as error:
        return Result(None, error.faults)
    layout, faults = recognise(reading, file)
    if layout is None:
        return Result(None, tuple(faults), reading.notices)
    check = Check(file, layout, references, faults=list(faults))
    if faults:
        return Result(None, tuple(sorted(faults)), reading.notices)
    found_attendance, found_texts = _rows(check)
    if not layout.lines:
        check.fault(layout.line, "", "", "une ligne au moins sous les en-têtes")
    notices = (*reading.notices, *_notices(check, layout))
    if check.faults:
        return Result(None, tuple(sorted(check.faults)), notices)
    sheet = Sheet(
        kind=layout.shape.kind,
        checksum=hashlib.sha256(data).hexdigest(),
        lines=len(layout.lines),
        attendance=found_attendance,
        contributions=found_texts,
        dropped=check.dropped,
    )
    return Result(sheet, (), notices)


def _rows(check: Check) -> tuple[tuple[Attendance, ...], tuple[Contribution, ...]]:
    if check.layout.shape.kind == "contributions":
        return (), contributions.rows(check)
    rows = tally.rows if check.layout.shape.kind == "tally" else sign_in.rows
    return rows(check), ()


def _notices(check: Check, layout: Layout) -> list[str]:
    notices = [personal.sentence(check.dropped)] if check.dropped.total else []
    if layout.ignored:
        quoted = ", ".join(f"« {header} »" for header in layout.ignored[:10])
        notices.append(f"Colonnes sans usage ici, non conservées : {quoted}.")
    return notices + check.notices
