"""The tables of a file: every sheet and every block is read, or left out by a decision."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from statistics import median
from typing import TYPE_CHECKING, Final

from pvd_geo.errors import Fault
from pvd_geo.formatting import plural
from pvd_geo.reader import refusals
from pvd_geo.sheets.layout import describing, lists
from pvd_geo.sheets.layout.blocks import Block, Sheet, sheet_of
from pvd_geo.sheets.layout.headers import layout, may_be_headers, tells_people
from pvd_geo.sheets.layout.lines import Part
from pvd_geo.sheets.layout.union import union
from pvd_geo.sheets.presentation import places
from pvd_geo.sheets.questions import Choice, Question, Questions
from pvd_geo.tables.records import KIND_LABELS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pvd_geo.reader.book import Book, Refusal, Table
    from pvd_geo.sheets.layout.lines import Layout, Line

VALUES_SHEET: Final = "Valeurs admises"
"""The sheet of our templates that lists what may be written; it is never read."""
_TOPIC: Final = "Qu’est-ce qui est à lire dans ce fichier ?"
_LEAVE: Final = Choice("leave", "laisser de côté")
_READ: Final = Choice("read", "lire")
_READ_OR_LEAVE: Final = (
    Choice("read", "les lire comme les autres"),
    Choice("leave", "les laisser de côté"),
)
_FULL_LINE: Final = 3
"""Cells filled in a line that is more than a title."""
_RANGES: Final = 5


@dataclass
class Recognition:
    """What was found: one table, or why there is none; and what should be known of it.

    ``parts`` are the tables of the file whose lines are in it; ``meetingless`` tells whether it is
    one that has no column for its meeting.
    """

    layout: Layout | None = None
    parts: list[Part] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    meetingless: bool = False


def recognise(book: Book, file: str, questions: Questions) -> Recognition:
    """Return the file's lines as one table.

    Parameters
    ----------
    book
        The file as it was read.
    file
        Its name, for faults.
    questions
        Asked of what cannot be told; answered or not.
    """
    found = Recognition()
    sheets = _chosen(book)
    blocks = _wanted(sheets, questions)
    for sheet in sheets:
        _tell(sheet, found.notices, questions)
    found.faults = [_refused(sheet.table.refusal, file) for sheet in sheets if sheet.table.refusal]
    found.faults += [
        Fault(file, line.number, "", "", describing.ONE_QUOTE, line.sheet)
        for sheet in sheets
        for line in sheet.swallowed()
    ]
    if not blocks:
        found.faults = found.faults or _incomplete(sheets, file)
        return found
    layouts = []
    for block in blocks:
        head, names = lists.reconsidered(block, questions)
        each, faults = layout(head, block.lines, file, names)
        layouts.append(each)
        found.faults += faults
    found.layout = _seen(union(layouts), questions)
    found.parts = _parts(sheets, blocks, file)
    found.meetingless = len(layouts) == 1 and blocks[0].head.meetingless
    return found


def _parts(sheets: Sequence[Sheet], read: Sequence[Block], file: str) -> list[Part]:
    every = [(sheet, block) for sheet in sheets for block in sheet.blocks]
    return [
        Part(
            number,
            frozenset(line.place for line in block.lines),
            # The name of a file with several tables says nothing of each.
            (*_titles(sheet, block), *([file] if len(every) == 1 else [])),
        )
        for number, (sheet, block) in enumerate(every, start=1)
        if any(block is each for each in read)
    ]


def _titles(sheet: Sheet, block: Block) -> Iterator[str]:
    for line in block.titles:
        yield " ".join(line.cells)
    yield sheet.table.name
    for line in reversed(sheet.above):
        yield " ".join(line.cells)


def has_headers(book: Book) -> bool:
    """Tell whether one line of a file at least holds headers of ours."""
    return any(sheet.blocks for sheet in _chosen(book))


def as_one(
    layout: Layout, file: str, questions: Questions, others: Iterable[tuple[int, Table]] = ()
) -> Recognition:
    """Return a list that was found by other means, and ask about the sheets that it is not in.

    Parameters
    ----------
    layout
        The list.
    file, questions
        As in `recognise`.
    others
        The other sheets of the workbook that hold something, with their positions from 1.
    """
    for position, table in others:
        text = (
            f"La feuille « {table.name} » n’est pas la liste de l’outil : ses"
            f" {plural(len(table.lines), 'ligne')} ne sont pas lues."
        )
        questions.ask(Question(f"sheet.{position}", _TOPIC, text, (_LEAVE,)))
    places = frozenset(line.place for line in layout.lines)
    return Recognition(_seen(layout, questions), [Part(1, places, (file,))])


def _chosen(book: Book) -> list[Sheet]:
    """Cut each way of reading the file into blocks; return the one with the best headers."""
    readings = [
        [
            sheet_of(table, position, named=len(reading) > 1)
            for position, table in enumerate(reading, start=1)
            if not _is_ours(table)
        ]
        for reading in book.readings
    ]
    return max(readings, key=_best_score)


def _is_ours(table: Table) -> bool:
    first = table.lines[0].cells[0] if table.lines else ""
    return table.name == VALUES_SHEET and first.startswith("Pour « ")


def _best_score(sheets: Sequence[Sheet]) -> int:
    return max((head.score for sheet in sheets if (head := sheet.best())), default=0)


def _wanted(sheets: Iterable[Sheet], questions: Questions) -> list[Block]:
    """Return the blocks to read, all of one kind; ask about what would be left out."""
    blocks: list[Block] = []
    for sheet in sheets:
        filled = [block for block in sheet.blocks if block.lines]
        if filled and sheet.table.hidden:
            filled = filled if _reads_hidden(sheet, filled, questions) else []
        elif not sheet.blocks and not sheet.table.hidden and _is_full(sheet.above):
            questions.ask(_unread(sheet))
        blocks += filled
    kinds = list(dict.fromkeys(block.head.shape.kind for block in blocks))
    if len(kinds) > 1:
        choices = tuple(Choice(kind, f"ne lire que : {KIND_LABELS[kind]}") for kind in kinds)
        text = "Le fichier contient plusieurs sortes de tableaux ; une saisie n’en prend qu’une."
        kind = questions.ask(Question("kind", _TOPIC, text, choices)) or kinds[0]
        blocks = [block for block in blocks if block.head.shape.kind == kind]
    return blocks or [block for sheet in sheets for block in sheet.blocks][:1]


def _reads_hidden(sheet: Sheet, blocks: list[Block], questions: Questions) -> bool:
    lines = sum(len(block.lines) for block in blocks)
    text = f"La feuille « {sheet.table.name} » est masquée ; elle a {plural(lines, 'ligne')}."
    question = Question(f"sheet.{sheet.position}", _TOPIC, text, (_LEAVE, _READ))
    return questions.ask(question) == _READ.key


def _is_narrow(block: Block) -> bool:
    return median([line.filled for line in block.lines] or [0]) < _FULL_LINE


def _is_full(lines: Sequence[Line]) -> bool:
    return sum(line.filled >= _FULL_LINE for line in lines) >= _FULL_LINE


def _unread(sheet: Sheet) -> Question:
    text = (
        f"La feuille « {sheet.table.name} » n’a pas d’en-têtes reconnus : ses"
        f" {plural(len(sheet.above), 'ligne')} ne sont pas lues."
    )
    return Question(f"sheet.{sheet.position}", _TOPIC, text, (_LEAVE,))


def _tell(sheet: Sheet, notices: list[str], questions: Questions) -> None:
    """Say what of a sheet is not read; ask when it might be more than titles."""
    if not sheet.blocks:
        return
    above = [line for line in sheet.above if line.filled > 1]
    if above:
        where = places((line.place for line in above), _RANGES)
        text = f"Au-dessus des en-têtes, rien n’est lu : {where}."
        if _is_full(above):
            questions.ask(Question(f"above.{sheet.position}", _TOPIC, text, (_LEAVE,)))
        else:
            notices.append(text)
    beside = any(not line.at(0) for line in sheet.titles)
    named = any(tells_people(block.head.line.at(0)) for block in sheet.blocks)
    if beside or (sheet.titles and (named or any(map(_is_narrow, sheet.blocks)))):
        # Beside the first column, below the names of others, or where a person is one cell or two,
        # it may be somebody.
        where = places((line.place for line in sheet.titles), _RANGES)
        text = f"Une seule cellule remplie, comme un titre entre deux tableaux : {where}."
        questions.ask(Question(f"titles.{sheet.position}", _TOPIC, text, (_LEAVE,)))
    for lines, text in (
        (sheet.titles, "Titres entre deux tableaux, non lus"),
        (sheet.repeated, "En-têtes répétés, non lus"),
        (sheet.comments, "Commentaires (« # »), non lus"),
    ):
        if lines:
            notices.append(f"{text} : {places((line.place for line in lines), _RANGES)}.")
    if numbers := sorted({line for line, _ in sheet.table.filled}):
        where = places(((sheet.table.name, number) for number in numbers), _RANGES)
        notices.append(f"Cellules fusionnées, lues comme celle du haut : {where}.")


def _seen(found: Layout, questions: Questions) -> Layout:
    """Ask what to do with lines that are hidden, and with those that are struck through."""
    hidden = [line for line in found.lines if line.hidden]
    whole = [line for line in found.lines if line.struck and line.filled <= len(line.struck)]
    part = [line for line in found.lines if 0 < len(line.struck) < line.filled]
    left: set[tuple[str, int]] = set()
    for key, lines, names in (
        ("hidden", hidden, ("ligne masquée", "lignes masquées")),
        ("struck", whole, ("ligne barrée", "lignes barrées")),
        ("struck.part", part, ("ligne barrée en partie", "lignes barrées en partie")),
    ):
        where = [line.place for line in lines]
        text = f"{plural(len(lines), *names)} dans le classeur : {places(where, _RANGES)}."
        if lines and questions.ask(Question(key, _TOPIC, text, _READ_OR_LEAVE)) == _LEAVE.key:
            left.update(where)
    return replace(found, lines=tuple(line for line in found.lines if line.place not in left))


def _refused(refusal: Refusal, file: str) -> Fault:
    return Fault(file, refusal.line, "", "", refusals.expected(refusal))


def _incomplete(sheets: Sequence[Sheet], file: str) -> list[Fault]:
    """Return what is missing, from the line that comes nearest to headers."""
    sheet = max(sheets, key=lambda each: _best_score([each]), default=None)
    head = sheet.best() if sheet else None
    if sheet is None or head is None or not may_be_headers(head):
        return [describing.no_headers(sheet, file)]
    below = [line for line in sheet.above if line.number > head.line.number]
    _, faults = layout(head, below, file)
    # Headers that hold what a quote swallowed lack nothing, and are none.
    return faults or [describing.no_headers(sheet, file)]
