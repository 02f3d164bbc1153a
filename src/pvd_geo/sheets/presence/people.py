"""The model of who came: people with a status, and the counts of those present."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal

from pvd_geo.formatting import listed, plural
from pvd_geo.sheets.presentation import places
from pvd_geo.sheets.questions import Choice, Question
from pvd_geo.sheets.statuses import Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from pvd_geo.sheets.questions import Questions

Reason = Literal[
    "registered",
    "excused",
    "cancelled",
    "unknown",
    "nobody",
    "aside",
    "repeated",
    "section",
    "robot",
]
"""Why a line is not counted: its status, or that it stands for nobody, or for somebody again."""

REASONS: Final[dict[Reason, tuple[str, str]]] = {
    "registered": ("inscrit qui n’est pas venu", "inscrits qui ne sont pas venus"),
    "excused": ("excusé", "excusés"),
    "cancelled": ("annulé ou refusé", "annulés ou refusés"),
    "unknown": ("dont on ne sait pas s’il est venu", "dont on ne sait pas s’ils sont venus"),
    "nobody": ("ligne sans personne", "lignes sans personne"),
    "aside": ("ligne laissée de côté", "lignes laissées de côté"),
    "repeated": ("personne déjà comptée", "personnes déjà comptées"),
    "section": ("ligne qui répète la liste", "lignes qui répètent la liste"),
    "robot": ("robot", "robots"),
}
_OF_STATUS: Final[dict[Status, Reason]] = {
    Status.REGISTERED: "registered",
    Status.EXCUSED: "excused",
    Status.CANCELLED: "cancelled",
    Status.UNKNOWN: "unknown",
}
_RANGES: Final = 5
_ONCE: Final = Choice("once", "une seule fois chacune")
_EACH: Final = Choice("each", "à chaque ligne : ce sont d’autres personnes")

Place = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Person:
    """A line that stands for one person, or for several by an answer.

    Parameters
    ----------
    place
        Sheet and line.
    meeting_id, audience
        What the line says of them.
    town
        INSEE code of a town of the programme; empty when it names none.
    status
        Whether the person came.
    identity
        What tells the person apart, folded: an address, else names. In memory only.
    number
        How many people the line stands for, those who came along included.
    """

    place: Place
    meeting_id: str
    audience: str
    town: str = ""
    status: Status = Status.PRESENT
    identity: tuple[str, ...] = field(default=(), repr=False)
    number: int = 1


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Lines that are not counted, for one reason."""

    reason: Reason
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """How many came, by meeting and audience, and who is not among them.

    Parameters
    ----------
    present
        Meeting and audience to people who came; those with nobody are not in it.
    registered
        The same of people who registered, whether or not they came.
    towns
        Meeting to the towns of the programme that were represented.
    left_out
        Everybody else, by reason.
    """

    present: dict[tuple[str, str], int]
    registered: dict[tuple[str, str], int]
    towns: dict[str, frozenset[str]]
    left_out: tuple[LeftOut, ...]


def distinct(
    people: Sequence[Person], questions: Questions, *, asks: bool = True
) -> tuple[list[Person], LeftOut | None]:
    """Ask what to do with people who stand on several lines of one meeting.

    Parameters
    ----------
    people
        Of two lines of somebody, the first is kept.
    questions
        Where to ask.
    asks
        False where it is known that somebody stands on a line for each time they joined.
    """
    met: dict[tuple[str, ...], Person] = {}
    again = [
        person
        for person in people
        if person.identity
        and met.setdefault((person.meeting_id, *person.identity), person) is not person
    ]
    if not again:
        return list(people), None
    firsts = {met[(person.meeting_id, *person.identity)].place for person in again}
    twice = {person.place for person in again}
    where = places((each.place for each in people if each.place in firsts | twice), _RANGES)
    number = plural(len(firsts), "personne")
    text = f"{number} sur plusieurs lignes, par le nom ou l’adresse ({where})."
    question = Question(
        "repeated", "Comment compter qui est inscrit deux fois ?", text, (_ONCE, _EACH)
    )
    if asks and questions.ask(question) != _ONCE.key:
        return list(people), None
    kept = [person for person in people if person.place not in twice]
    return kept, LeftOut("repeated", tuple(person.place for person in again))


def count(people: Iterable[Person], left_out: Iterable[LeftOut] = ()) -> Counts:
    """Return how many of these people came.

    Parameters
    ----------
    people
        Each once.
    left_out
        Lines that are nobody's, or somebody's again.
    """
    present: dict[tuple[str, str], int] = {}
    registered: dict[tuple[str, str], int] = {}
    towns: dict[str, set[str]] = {}
    away: dict[Status, list[Place]] = {}
    for person in people:
        key = person.meeting_id, person.audience
        if person.status in {Status.PRESENT, Status.REGISTERED} and person.meeting_id:
            registered[key] = registered.get(key, 0) + person.number
        if person.status is not Status.PRESENT:
            away.setdefault(person.status, []).append(person.place)
            continue
        present[key] = present.get(key, 0) + person.number
        if person.town:
            towns.setdefault(person.meeting_id, set()).add(person.town)
    represented = {meeting: frozenset(codes) for meeting, codes in towns.items()}
    return Counts(present, registered, represented, (*of_statuses(away), *left_out))


def of_statuses(away: Mapping[Status, Sequence[Place]]) -> tuple[LeftOut, ...]:
    """Return the lines that are not counted for their status, of which none is `PRESENT`."""
    return tuple(
        LeftOut(reason, tuple(away[status]))
        for status, reason in _OF_STATUS.items()
        if status in away
    )


def sentence(left_out: Iterable[LeftOut]) -> str:
    """Say in French who is not counted, and why; empty when everybody is."""
    parts = [
        f"{plural(len(each.places), *REASONS[each.reason])} ({places(each.places, _RANGES)})"
        for each in left_out
    ]
    return f"Non comptés : {listed(parts)}." if parts else ""
