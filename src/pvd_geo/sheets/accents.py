"""A text whose bytes fit two encodings: read in the one that is right, or asked about."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from pvd_geo.formatting import line_numbers, listed
from pvd_geo.sheets.questions import Choice, Question

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pvd_geo.errors import Fault
    from pvd_geo.reader.book import Book
    from pvd_geo.sheets import Result

_NAMES: Final = {
    "cp1252": "Windows",
    "cp850": "MS-DOS (CP850)",
    "mac-roman": "Excel pour Mac (Mac Roman)",
}
_LETTERS: Final = 6
_RANGES: Final = 5


def settled(
    book: Book, answers: Mapping[str, str], judged: Callable[[Book, Mapping[str, str]], Result]
) -> tuple[Book, Question | None]:
    """Return the book in its encoding, and the question that was or is to be asked about it.

    A reading whose accented words are known wins over one whose are not. Where none does, and it
    makes a difference to what is counted, it is asked: the question is open until it is answered,
    whatever else is.

    Parameters
    ----------
    book
        The file in its likeliest encoding, with its rivals.
    answers
        Key of a question to key of a choice; that of this one is ``encoding``.
    judged
        Checks a reading.
    """
    readings = [replace(book, rivals=()), *book.rivals]
    # Without answers: what was said of one reading must not speak for another.
    results = {each.encoding: judged(each, {}) for each in readings}
    strange = {name: sum(map(_is_accented, result.faults)) for name, result in results.items()}
    likely = [each for each in readings if strange[each.encoding] == min(strange.values())]
    outcomes = {_outcome(results[each.encoding]) for each in likely}
    if len(outcomes) == 1:
        return likely[0], None
    question = _question(likely)
    chosen = answers.get(question.key)
    return next((each for each in likely if each.encoding == chosen), likely[0]), question


def _is_accented(fault: Fault) -> bool:
    return not (fault.value + fault.column).isascii()


def _outcome(result: Result) -> object:
    rows = result.sheet and (result.sheet.attendance, result.sheet.contributions)
    faults = tuple((fault.sheet, fault.line) for fault in result.faults)
    return rows, faults, tuple(question.key for question in result.questions), result.left_out


def _question(readings: list[Book]) -> Question:
    texts = [_texts(each) for each in readings]
    numbers = [number for number, each in texts[0] if not each.isascii()]
    choices = []
    for reading, lines in zip(readings, texts, strict=True):
        # Letters alone: the words may be somebody's name.
        letters = dict.fromkeys(
            letter for _, text in lines for letter in text if letter.isalpha() and letter > "\x7f"
        )
        shown = listed((f"« {letter} »" for letter in letters), most=_LETTERS)
        choices.append(Choice(reading.encoding, f"{_NAMES[reading.encoding]} : {shown}"))
    said = f"Les accents se lisent de plusieurs façons : {line_numbers(numbers, _RANGES)}."
    return Question("encoding", "Quelles lettres sont les bonnes ?", said, tuple(choices))


def _texts(book: Book) -> list[tuple[int, str]]:
    return [(line.number, "".join(line.cells)) for line in book.readings[0][0].lines]
