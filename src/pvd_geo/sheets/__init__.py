"""A sign-in sheet, a tally or contributions: bytes to rows, or to every fault by line."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from pvd_geo.errors import Fault
from pvd_geo.formatting import listed
from pvd_geo.reader import bounded, refusals
from pvd_geo.reader.book import RefusedError
from pvd_geo.sheets import contributions, personal, sign_in, tally
from pvd_geo.sheets.headers import Layout, recognise
from pvd_geo.sheets.references import References
from pvd_geo.sheets.rules import Check
from pvd_geo.tables.cells import clean
from pvd_geo.tables.records import Attendance, Contribution, Sheet

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pvd_geo.reader.book import Book, Refusal
    from pvd_geo.sheets.personal import Span

__all__ = ["References", "Result", "check_sheet", "judge", "refused", "shown_name"]

_NAME_SHOWN: Final = 60
_LEFT_OUT: Final = {
    "macros": "des macros",
    "links": "des liens vers d’autres fichiers",
    "objects": "des objets incorporés",
    "controls": "des contrôles ActiveX",
}


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
    doubts
        Text of a contribution to where it may still name somebody: start and end.
    """

    sheet: Sheet | None
    faults: tuple[Fault, ...] = ()
    notices: tuple[str, ...] = ()
    doubts: Mapping[str, tuple[Span, ...]] = field(default_factory=dict)


def check_sheet(
    data: bytes, name: str, references: References, told: Callable[[int], None] = lambda _: None
) -> Result:
    """Read a file and check it whole.

    Parameters
    ----------
    data
        The file's bytes: CSV or a workbook.
    name
        Its name, for faults only; it is not kept.
    references
        The programme's meetings, towns and themes.
    told
        Called with the number of files to be read before this one, while it waits.
    """
    try:
        book = bounded.read(data, told)
    except RefusedError as error:
        return refused(error.refusal, name)
    return judge(book, hashlib.sha256(data).hexdigest(), name, references)


def refused(refusal: Refusal, name: str) -> Result:
    """Return why a file is not read at all."""
    file, expected = shown_name(name), refusals.expected(refusal)
    return Result(None, (Fault(file, refusal.line, "", "", expected),))


def shown_name(name: str) -> str:
    r"""Return the last part of a file's name, short and without anything invisible.

    Examples
    --------
    >>> shown_name("../../etc/passwd"), shown_name("C:\\tmp\\juin.csv")
    ('passwd', 'juin.csv')
    """
    last = clean(re.split(r"[/\\]", name)[-1])
    return last[-_NAME_SHOWN:] or "feuille"


def judge(book: Book, checksum: str, name: str, references: References) -> Result:
    """Check what a file holds.

    Parameters
    ----------
    book
        Its lines.
    checksum
        SHA-256 of its bytes, in hexadecimal.
    name
        Its name, for faults only.
    references
        The programme's meetings, towns and themes.
    """
    file = shown_name(name)
    said = tuple(
        f"Le classeur contient {_LEFT_OUT[what]} : rien n’en est lu." for what in book.left_out
    )
    layout, faults = recognise(book, file)
    if layout is None:
        return Result(None, tuple(faults), said)
    check = Check(file, layout, references, faults=list(faults))
    if faults:
        return Result(None, tuple(sorted(faults)), said)
    found_attendance, found_texts = _rows(check)
    if not layout.lines:
        check.fault(layout.line, "", "", "une ligne au moins sous les en-têtes")
    notices = (*said, *_notices(check, layout))
    if check.faults:
        return Result(None, tuple(sorted(check.faults)), notices)
    sheet = Sheet(
        kind=layout.shape.kind,
        checksum=checksum,
        lines=len(layout.lines),
        attendance=found_attendance,
        contributions=found_texts,
        dropped=check.dropped,
    )
    return Result(sheet, (), notices, check.doubts)


def _rows(check: Check) -> tuple[tuple[Attendance, ...], tuple[Contribution, ...]]:
    if check.layout.shape.kind == "contributions":
        return (), contributions.rows(check)
    rows = tally.rows if check.layout.shape.kind == "tally" else sign_in.rows
    return rows(check), ()


def _notices(check: Check, layout: Layout) -> list[str]:
    notices = [personal.sentence(check.dropped)] if check.dropped.total else []
    if layout.ignored:
        headers = (check.masked(header).text for header in layout.ignored)
        quoted = listed((f"« {header} »" for header in headers), most=10)
        notices.append(f"Colonnes sans usage ici, non conservées : {quoted}.")
    return notices + check.notices
