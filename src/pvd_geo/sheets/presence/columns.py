"""Columns that say who came: found by their header or by what they hold, decided by the editor."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pvd_geo.formatting import plural
from pvd_geo.sheets import personal, statuses
from pvd_geo.sheets.layout.lines import letters
from pvd_geo.sheets.presentation import places
from pvd_geo.sheets.questions import Choice, Question, key_of
from pvd_geo.sheets.shapes import announces_companions, announces_quantity
from pvd_geo.sheets.statuses import DECISIONS, STRONGEST, Status
from pvd_geo.text import folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pvd_geo.sheets.layout.lines import Layout, Line
    from pvd_geo.sheets.questions import Questions

_HEADER_WORDS: Final = frozenset(
    {"present", "presente", "presents", "presence", "presences", "absent", "absents", "absence"}
    | {"absences", "statut", "status", "etat", "venu", "venue", "participation", "participe"}
    | {"confirme", "confirmation", "inscription", "inscrit", "inscrits", "emargement", "emarge"}
    | {"signature", "signatures", "signe", "excuse", "excuses", "annule", "annulation"}
    | {"reponse", "checkin", "checked", "arrivee", "pointage", "pointe", "validation", "attendee"}
    | {"enregistrement", "rsvp", "attended", "desistement"}
)
_SIGNATURES: Final = frozenset({"signature", "signatures", "emargement", "emarge", "signe"})
_COMING: Final = frozenset(
    {"participerai", "participera", "participerez", "participeront", "viendrai", "viendra"}
    | {"viendrez", "viendront", "assisterai", "assistera", "assisterez"}
)
"""Words of a question that is put before the meeting."""
_BEFOREHAND: Final = _COMING | {"invitation", "rsvp"}
"""Words under which "no" was said before the meeting, and is no registration."""
_MOST_VALUES: Final = 12
"""Different values of a column that each say something; more are dates, hours or free text."""
_SHOWN: Final = 40
_RANGES: Final = 5
_WORDY: Final = re.compile(r"\d|(?:\S+\s+){3}")
_DATED: Final = re.compile(r"\d{1,4}[-/:hH.]\d{2}")
_FILLED, _EMPTY = "remplie", "vide"
_CHOICES: Final = tuple(Choice(status.value, label) for status, label in DECISIONS.items())


@dataclass(frozen=True, slots=True)
class StatusColumn:
    """A column whose values say who came.

    Parameters
    ----------
    position
        Of the column.
    header
        As a person reads it.
    announced
        Whether its header says so; else its values do.
    whole
        Whether a value counts as such; else only whether there is one.
    """

    position: int
    header: str
    announced: bool
    whole: bool

    def value(self, line: Line) -> str:
        """Return what the column says of a line, without anything personal."""
        text = line.at(self.position)
        if not text:
            return _EMPTY
        return text if self.whole else _FILLED


def find(layout: Layout) -> list[StatusColumn]:
    """Return the columns that say, or may say, who came."""
    found = []
    for position, header in layout.free.items():
        if announces_companions(header) or announces_quantity(header):
            continue  # these count people: they are asked about as such
        filled = {line.at(position) for line in layout.lines} - {""}
        announced = announces(header)
        by_values = bool(filled) and all(map(statuses.is_clear, filled))
        if announced or by_values:
            whole = says_something(header, filled)
            shown = personal.mask(header).text or f"colonne {letters(position + 1)}, sans en-tête"
            found.append(StatusColumn(position, shown, announced, whole))
    return found


def announces(header: str) -> bool:
    """Tell whether a header says that its column is about who came."""
    return not (_HEADER_WORDS | _COMING).isdisjoint(folded(header).split())


def says_something(header: str, filled: set[str]) -> bool:
    """Tell whether the values of a column count as such; else only whether there is one."""
    if not _SIGNATURES.isdisjoint(folded(header).split()):
        return all(map(statuses.is_clear, filled))  # a signature is a name
    if len({folded(text) or text for text in filled}) > _MOST_VALUES:
        return False
    if any(_DATED.search(text) or personal.mask(text).text != text for text in filled):
        return False
    return not any(_WORDY.search(text) and not statuses.of(text) for text in filled)


def decide(columns: Sequence[StatusColumn], lines: Iterable[Line], questions: Questions) -> Judge:
    """Ask what each value means; return what the answers say of a line."""
    listed = list(lines)
    answers: dict[tuple[int, str], str] = {}
    for column in columns:
        for value, sample, where in _values(column, listed):
            question = _question(column, value, sample, where)
            answers[column.position, value] = questions.ask(question)
    return Judge(tuple(columns), answers)


@dataclass(frozen=True, slots=True)
class Judge:
    """What was decided of each value of each status column."""

    columns: tuple[StatusColumn, ...]
    answers: dict[tuple[int, str], str]

    def status(self, line: Line) -> Status:
        """Return a line's status; `PRESENT` as long as nothing is decided against it."""
        said = {
            Status(answer)
            for column in self.columns
            if line.has(column.position)
            and (answer := self.answers.get((column.position, _folded(column.value(line))), ""))
        }
        return next((status for status in STRONGEST if status in said), Status.PRESENT)


def _values(
    column: StatusColumn, lines: list[Line]
) -> Iterator[tuple[str, str, list[tuple[str, int]]]]:
    """Yield each value folded, as first written, and where it stands; the commonest first."""
    where: dict[str, list[tuple[str, int]]] = {}
    samples: dict[str, str] = {}
    for line in lines:
        if not line.has(column.position):
            continue
        value = column.value(line)
        where.setdefault(_folded(value), []).append(line.place)
        samples.setdefault(_folded(value), value)
    for value in sorted(where, key=lambda each: -len(where[each])):
        yield value, samples[value], where[value]


def _folded(value: str) -> str:
    return folded(value) or value.strip()


def _question(
    column: StatusColumn, value: str, sample: str, where: list[tuple[str, int]]
) -> Question:
    written = sample if column.whole and sample != _EMPTY else ""
    shown = f"« {written[:_SHOWN]} »" if written else f"cellule {value}"
    proposal = statuses.of(value)
    if proposal is Status.REGISTERED and not _BEFOREHAND.isdisjoint(folded(column.header).split()):
        proposal = Status.CANCELLED
    return Question(
        key_of("status", column.header, value),
        f"La colonne « {column.header} » dit-elle qui est venu ?",
        f"{shown} : {plural(len(where), 'ligne')} ({places(where, _RANGES)})",
        _CHOICES,
        proposal.value if proposal and column.announced else "",
    )
