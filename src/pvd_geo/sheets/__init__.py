"""A sign-in sheet, a tally or contributions: bytes to rows, or to every fault by line."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from pvd_geo.errors import Fault
from pvd_geo.formatting import listed
from pvd_geo.reader import bounded, encodings, refusals
from pvd_geo.reader.book import RefusedError
from pvd_geo.sheets import accents, contributions, meetingless, personal, sign_in, tally
from pvd_geo.sheets.layout import describing
from pvd_geo.sheets.layout.filling import fill
from pvd_geo.sheets.layout.lines import letters
from pvd_geo.sheets.layout.tables import Recognition, as_one, has_headers, recognise
from pvd_geo.sheets.presence import columns, several
from pvd_geo.sheets.presence.people import Counts, LeftOut, sentence
from pvd_geo.sheets.presentation import places
from pvd_geo.sheets.questions import Question, Questions
from pvd_geo.sheets.references import References
from pvd_geo.sheets.rules import Check
from pvd_geo.sheets.tools import counting, finding, guessing, mapping
from pvd_geo.tables.cells import clean
from pvd_geo.tables.records import Attendance, Contribution, Sheet

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pvd_geo.reader.book import Book, Refusal
    from pvd_geo.sheets.layout.lines import Layout
    from pvd_geo.sheets.personal import Span

__all__ = ["References", "Result", "check_sheet", "judge", "refused", "shown_name"]

_NAME_SHOWN: Final = 60
_RANGES: Final = 5
_PAIR: Final = 2
"""Columns of a table in which twice as many cells are nothing unusual."""
_LEFT_OUT: Final = {
    "macros": "des macros",
    "links": "des liens vers d’autres fichiers",
    "objects": "des objets incorporés",
    "controls": "des contrôles ActiveX",
}
_ENCODINGS: Final = {
    "cp850": "Les accents sont lus comme ceux de MS-DOS (CP850) : vérifiez-les.",
    "mac-roman": "Les accents sont lus comme ceux d’Excel pour Mac (Mac Roman) : vérifiez-les.",
    encodings.TWICE: "Les accents, encodés deux fois en UTF-8, sont rétablis : vérifiez-les.",
}
_OLD_WORKBOOK: Final = (
    "D’un classeur .xls, les lignes masquées ou barrées, les erreurs et les formules ne se"
    " distinguent pas du reste : vérifiez les nombres, ou enregistrez-le en .xlsx."
)


@dataclass(frozen=True, slots=True)
class Result:
    """What a file holds: a sheet, or what stands in its way; never both.

    Parameters
    ----------
    sheet
        The rows, ready to be recorded; None while one fault remains or a question is open.
    faults
        Everything to mend, in the order of the file.
    notices
        What the person should know: personal data dropped, columns ignored, lines not counted.
    doubts
        Text of a contribution to where it may still name somebody: start and end.
    questions
        Everything that was asked, answered or not.
    left_out
        Lines of people that are not counted, by reason.
    open
        The questions that have no answer yet.
    counts
        Of a list of people: how many came, and how many had registered.
    """

    sheet: Sheet | None
    faults: tuple[Fault, ...] = ()
    notices: tuple[str, ...] = ()
    doubts: Mapping[str, tuple[Span, ...]] = field(default_factory=dict)
    questions: tuple[Question, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    open: tuple[Question, ...] = ()
    counts: Counts | None = None


def check_sheet(
    data: bytes,
    name: str,
    references: References,
    answers: Mapping[str, str] | None = None,
    told: Callable[[int], None] = lambda _: None,
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
    answers
        Key of a question to key of a choice, as far as questions were answered.
    told
        Called with the number of files to be read before this one, while it waits.
    """
    try:
        book = bounded.read(data, told)
    except RefusedError as error:
        return refused(error.refusal, name)
    return judge(book, hashlib.sha256(data).hexdigest(), name, references, answers)


def _with(question: Question | None, result: Result) -> Result:
    if question is None:
        return result
    return replace(result, questions=(question, *result.questions))


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


def judge(
    book: Book,
    checksum: str,
    name: str,
    references: References,
    answers: Mapping[str, str] | None = None,
) -> Result:
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
    answers
        Key of a question to key of a choice.
    """
    answers = answers or {}
    if not book.rivals:
        return _judged(book, checksum, name, references, answers)
    chosen, question = accents.settled(
        book, answers, lambda each, said: _judged(each, checksum, name, references, said)
    )
    if question is not None and Questions(answers).ask(question) == "":
        # Words may be others in the right encoding: what else is to be asked comes after it.
        return Result(None, questions=(question,), open=(question,))
    return _with(question, _judged(chosen, checksum, name, references, answers))


def _judged(
    book: Book, checksum: str, name: str, references: References, answers: Mapping[str, str]
) -> Result:
    questions = Questions(answers)
    found = _recognised(book, shown_name(name), questions)
    said = [*_of_book(book), *found.notices]
    if found.layout is None or found.faults:
        return Result(
            None,
            _sorted(found.faults, book),
            tuple(said),
            questions=tuple(questions.asked),
            open=questions.open,
        )
    layout = mapping.decided(found.layout, references, questions)
    if layout.export is not None and questions.open:
        # What else has to be asked depends on what the columns are.
        return Result(
            *(None, (), tuple(said)), questions=tuple(questions.asked), open=questions.open
        )
    filled = fill(layout)
    given = meetingless.ask(found.parts, filled, references.meeting_names, questions)
    check = Check(
        *(shown_name(name), given.layout, references, questions),
        inherited=filled.inherited,
        meetings=given.meetings,
    )
    if given.left:
        said.append(f"Tableaux laissés de côté : {places(given.left, _RANGES)}.")
    if filled.dittos:
        where = places(filled.dittos, _RANGES)
        said.append(f"« idem » est lu comme la ligne au-dessus : {where}.")
    _check_quotes(check)
    rows = _rows(check)
    if not found.layout.lines:
        check.fault(found.layout.header, "", "", "une ligne au moins sous les en-têtes")
    elif not (rows.any or check.faults or questions.open):
        check.fault(found.layout.header, "", "", "une personne au moins, dont la présence est sûre")
    said += [*_of_check(check, layout), *check.notices]
    if not questions.open:
        # As long as something is asked, what is left out may still change.
        said += filter(None, [sentence(rows.left_out)])
    ready = not check.faults and not questions.open
    sheet = Sheet(
        kind=found.layout.shape.kind,
        checksum=checksum,
        lines=len(found.layout.lines),
        attendance=rows.attendance,
        contributions=rows.contributions,
        dropped=check.dropped,
        answers=tuple(questions.kept.items()),
    )
    return Result(
        sheet if ready else None,
        _sorted(check.faults, book),
        tuple(said),
        doubts=check.doubts if ready else {},
        questions=tuple(questions.asked),
        left_out=rows.left_out,
        counts=rows.counts,
        open=questions.open,
    )


def _recognised(book: Book, file: str, questions: Questions) -> Recognition:
    """Find a tool's list, else a table of ours, else a list of people with unknown headers."""
    if (export := finding.find(book)) is not None:
        found = as_one(export.layout, file, questions, export.others)
        if export.table.refusal:
            refusal = export.table.refusal
            found.faults.append(Fault(file, refusal.line, "", "", refusals.expected(refusal)))
        return found
    if not has_headers(book) and (unknown := guessing.find(book)) is not None:
        return as_one(unknown, file, questions)
    found = recognise(book, file, questions)
    if found.layout is not None and found.meetingless:
        # Registered or present, and what its other columns are, is asked as of any tool's.
        found.layout = guessing.of_list(found.layout)
    return found


@dataclass(frozen=True, slots=True)
class _Rows:
    attendance: tuple[Attendance, ...] = ()
    contributions: tuple[Contribution, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    counts: Counts | None = None

    @property
    def any(self) -> bool:
        """Tell whether there is anything to record."""
        return bool(self.attendance or self.contributions)


def _rows(check: Check) -> _Rows:
    kind = check.layout.shape.kind
    if kind == "contributions":
        return _Rows(contributions=contributions.rows(check))
    if kind == "tally":
        rows, left_out = tally.rows(check)
        return _Rows(rows, left_out=left_out)
    if check.layout.export is not None:
        found, measures = counting.counts(check)
        return _Rows(counting.attendance(found, measures), (), found.left_out, found)
    counts = sign_in.counts(check)
    return _Rows(sign_in.attendance(counts), (), counts.left_out, counts)


def _sorted(faults: list[Fault], book: Book) -> tuple[Fault, ...]:
    order = {table.name: number for number, table in enumerate(book.readings[0])}
    return tuple(sorted(faults, key=lambda fault: (order.get(fault.sheet, 0), fault)))


def _check_quotes(check: Check) -> None:
    # In a free text, tools export them too, a line may hold a semicolon, but hardly as many as
    # there are columns.
    free = check.layout.shape.kind == "contributions" or check.layout.export is not None
    most = len(check.layout.header.cells) - 1 if free else 1
    width = len(check.layout.header.cells)
    for line in check.layout.lines:
        # A quote at the end of a line and one at the next one's start put both side by side.
        beyond = sum(map(bool, line.cells[width:]))
        joined = width > _PAIR and len(line.cells) >= 2 * width - 1 and beyond > 1
        if joined or line.quoted >= max(most, 1):
            check.fault(line, "", "", describing.ONE_QUOTE)


def _of_book(book: Book) -> list[str]:
    said = [f"Le classeur contient {_LEFT_OUT[what]} : rien n’en est lu." for what in book.left_out]
    if book.encoding in _ENCODINGS:
        said.append(_ENCODINGS[book.encoding])
    return [*said, _OLD_WORKBOOK] if book.format == "xls" else said


def _of_check(check: Check, layout: Layout) -> list[str]:
    notices = [personal.sentence(check.dropped)] if check.dropped.total else []
    # Whose idea it is and whether she came make no difference to a contribution.
    asked = layout.shape.kind != "contributions"
    told = {column.position for column in columns.find(layout)} if asked else set()
    if layout.shape.kind == "sign_in":
        told |= {position for position, _ in several.columns(layout)}
    if layout.export is not None:
        told |= {*layout.export.at("status"), *layout.export.at("day")}
    ignored = [
        f"« {check.masked(header).text} »"
        if header
        else f"colonne {letters(position + 1)} (sans en-tête)"
        for position, header in layout.free.items()
        if position not in {*told, *layout.private}
        and (header or any(line.at(position) for line in layout.lines))
    ]
    if ignored:
        quoted = listed(ignored, most=10)
        notices.append(f"Colonnes sans usage ici, non conservées : {quoted}.")
    return notices
