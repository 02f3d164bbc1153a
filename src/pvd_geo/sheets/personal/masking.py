"""Personal data in a text: found, counted, replaced by a mark."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pvd_geo.formatting import listed, plural
from pvd_geo.sheets.personal import contacts
from pvd_geo.sheets.personal.context import MOST_WORDS, Context
from pvd_geo.sheets.personal.doubts import doubts
from pvd_geo.sheets.personal.names import names
from pvd_geo.sheets.personal.people import NOBODY, People
from pvd_geo.tables.records import Dropped

if TYPE_CHECKING:
    from collections.abc import Collection

    from pvd_geo.sheets.personal.context import Span

EMAIL_MARK: Final = "[adresse électronique retirée]"
PHONE_MARK: Final = "[téléphone retiré]"
NAME_MARK: Final = "[nom retiré]"
_MOST_OF_A_NAME: Final = 80
"""Characters."""
_LEAST_WORDS: Final = 2
_MARKS: Final = {"emails": EMAIL_MARK, "phones": PHONE_MARK, "names": NAME_MARK}


@dataclass(frozen=True, slots=True)
class Masked:
    """A text without its personal data.

    Parameters
    ----------
    text
        The text, a mark for each name, address and number.
    dropped
        How many there were.
    doubts
        Where ``text`` may still name somebody: start and end.
    """

    text: str
    dropped: Dropped
    doubts: tuple[Span, ...] = ()


def mask(
    text: str, people: People = NOBODY, places: Collection[str] = (), *, doubts_too: bool = False
) -> Masked:
    """Return ``text`` without e-mail addresses, telephone numbers and people's names.

    Parameters
    ----------
    text
        Free text.
    people
        Those of the personal columns of the same sheet: they go wherever they stand. Others
        are known by a civility, a function, a first name or an initial.
    places
        Names of places, as `place_names` makes them: they name nobody by themselves.
    doubts_too
        Take what is doubtful for a name as well.
    """
    removed, doubtful = found(text, people, places)
    if doubts_too:
        removed, doubtful = sorted([*removed, *((*span, "names") for span in doubtful)]), []
    kept: list[str] = []
    numbers: dict[str, int] = {}
    shifted: list[Span] = []
    end = length = 0
    for start, stop, kind in [*removed, (len(text), len(text), "")]:
        shift = length - end
        shifted += [(a + shift, b + shift) for a, b in doubtful if end <= a and b <= start]
        kept += [text[end:start], _MARKS.get(kind, "")]
        length += len(kept[-2]) + len(kept[-1])
        if kind:
            numbers[kind] = numbers.get(kind, 0) + 1
        end = stop
    return Masked("".join(kept), Dropped(**numbers), tuple(shifted))


def found(
    text: str, people: People = NOBODY, places: Collection[str] = ()
) -> tuple[list[tuple[int, int, str]], list[Span]]:
    """Return the personal data of a text, in order, none overlapping, and what is doubtful.

    Returns
    -------
    list of (start, end, kind)
        What is sure; the kind is ``emails``, ``phones`` or ``names``.
    list of (start, end)
        What may be a name besides.
    """
    spans: list[tuple[int, int, str]] = [(*span, "emails") for span in contacts.emails(text)]
    context = Context(text, people, places)
    for kind, others in (("phones", contacts.phones(text)), ("names", names(context))):
        spans += [(*span, kind) for span in others if not _touches(span, spans)]
    return sorted(spans), doubts(context, [(start, end) for start, end, _ in spans])


def is_person(cell: str, places: Collection[str] = ()) -> bool:
    """Tell whether a cell is a person's first and last name, and nothing else."""
    if len(cell) > _MOST_OF_A_NAME or not _LEAST_WORDS <= len(cell.split()) <= MOST_WORDS:
        return False
    return names(Context(cell, NOBODY, places)) == [(0, len(cell))]


def count(text: str) -> Dropped:
    """Count the e-mail addresses and telephone numbers in a value that is dropped whole."""
    return Dropped(emails=len(contacts.emails(text)), phones=len(contacts.phones(text)))


def sentence(dropped: Dropped) -> str:
    """Say in French what was left out; empty when nothing was."""
    parts = [
        plural(number, one, many)
        for number, one, many in (
            (dropped.names, "nom ou prénom", "noms ou prénoms"),
            (dropped.emails, "adresse électronique", "adresses électroniques"),
            (dropped.phones, "numéro de téléphone", "numéros de téléphone"),
            (dropped.others, "autre donnée personnelle", "autres données personnelles"),
        )
        if number
    ]
    if not parts:
        return ""
    return f"Données personnelles reconnues et écartées, rien n’en est conservé : {listed(parts)}."


def _touches(span: Span, others: Collection[tuple[int, int, str]]) -> bool:
    return any(start < span[1] and span[0] < end for start, end, _ in others)
