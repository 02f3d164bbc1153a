"""What a line says of somebody's coming, and the words that say it."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final

from pvd_geo.text import folded

if TYPE_CHECKING:
    from collections.abc import Iterable


class Status(StrEnum):
    """Whether somebody came. Only `PRESENT` counts as attendance."""

    PRESENT = "present"
    REGISTERED = "registered"
    EXCUSED = "excused"
    CANCELLED = "cancelled"
    UNKNOWN = "unknown"


STRONGEST: Final = (
    *(Status.CANCELLED, Status.EXCUSED, Status.REGISTERED, Status.UNKNOWN, Status.PRESENT),
)
"""Of several statuses of one line, the first of these holds."""

DECISIONS: Final[dict[Status, str]] = {
    Status.PRESENT: "compter",
    Status.REGISTERED: "ne pas compter : inscrit, pas venu",
    Status.EXCUSED: "ne pas compter : excusé",
    Status.CANCELLED: "ne pas compter : annulé",
    Status.UNKNOWN: "ne pas compter : on ne sait pas",
}
"""What an editor may decide of a value."""

_WORDS: Final[dict[Status, tuple[str, ...]]] = {
    Status.PRESENT: (
        *("oui", "o", "yes", "y", "x", "xx", "v", "vrai", "true", "ok", "1"),
        *("present", "presente", "presents", "presentes", "present e", "p"),
        *("venu", "venue", "a participe", "participe", "participant", "participante"),
        *("emarge", "emargee", "a emarge", "signe", "signee", "a signe", "arrive", "arrivee"),
        *("checked in", "attended", "joined", "remplie"),
    ),
    Status.REGISTERED: (
        *("non", "n", "no", "faux", "false", "0", "absent", "absente", "absents", "absent e"),
        *("abs", "a", "non venu", "non venue", "pas venu", "pas venue", "non present"),
        *("non presente", "inscrit", "inscrite", "inscrits", "inscrit e", "registered"),
        *("attending", "no show", "non signe", "non emarge", "vide", "invite", "invitee"),
        *("confirme", "confirmee", "confirmed", "valide", "validee"),
    ),
    Status.EXCUSED: (
        *("excuse", "excusee", "excuses", "excusees", "excuse e", "exc", "absent excuse"),
        *("absente excusee", "absence excusee", "excused", "s est excuse", "s est excusee"),
    ),
    Status.CANCELLED: (
        *("annule", "annulee", "annules", "annulees", "annule e", "annulation", "cancelled"),
        *("canceled", "desiste", "desistee", "desistement", "s est desiste", "rembourse"),
        *("remboursee", "refunded", "refuse", "refusee", "decline", "declined"),
        *("ne vient pas", "ne viendra pas", "ne participera pas", "indisponible", "empeche"),
        "empechee",
    ),
    Status.UNKNOWN: (
        *("peut etre", "a confirmer", "en attente", "pending", "maybe", "liste d attente"),
        *("ne sait pas", "nsp", "sous reserve"),
    ),
}
_BY_WORD: Final = {word: status for status, words in _WORDS.items() for word in words}
_SIGNS: Final[dict[str, Status]] = {
    **dict.fromkeys("✓✔☑✅√●■", Status.PRESENT),
    **dict.fromkeys(("✗", "✘", "☒", "❌", "○", "□", "☐", "-", "–", "—", "/"), Status.REGISTERED),
    "?": Status.UNKNOWN,
}
_MENTIONS: Final = frozenset(
    word
    for status in (Status.EXCUSED, Status.CANCELLED)
    for word in _WORDS[status]
    if " " not in word and word != "exc"
) | {"absent", "absente", "absents"}
"""Words that say, wherever they stand in a line, that somebody did not come."""
_LONGEST_MENTION: Final = 60
"""Characters; a longer text tells a story of its own."""


def strongest(statuses: Iterable[Status]) -> Status:
    """Return the status that holds among those of one line, which are one at least."""
    found = set(statuses)
    return next(status for status in STRONGEST if status in found)


def of(text: str) -> Status | None:
    """Return what a value most likely says; None when it says nothing known.

    Examples
    --------
    >>> of("Excusé(e)"), of("✓"), of("Maire")
    (<Status.EXCUSED: 'excused'>, <Status.PRESENT: 'present'>, None)
    """
    return _SIGNS.get(text.strip()) or _BY_WORD.get(folded(text))


def is_clear(text: str) -> bool:
    """Tell whether a value says a status by itself, whatever the header above it.

    A letter or a number may mean anything, but for the cross.
    """
    word = folded(text)
    return of(text) is not None and (len(word) != 1 or word == "x")


def mention(text: str) -> str:
    """Return the word by which a text says that somebody did not come; else nothing.

    Examples
    --------
    >>> mention("DUPONT (excusée)"), mention("Mairie")
    ('excusee', '')
    """
    if len(text) > _LONGEST_MENTION:
        return ""
    return next((word for word in folded(text).split() if word in _MENTIONS), "")
