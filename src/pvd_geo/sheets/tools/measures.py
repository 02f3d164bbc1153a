"""Whether the lines of an export are people who came, or people who registered: asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pvd_geo.formatting import plural
from pvd_geo.sheets.questions import Choice, Question
from pvd_geo.sheets.statuses import Status

if TYPE_CHECKING:
    from collections.abc import Collection

    from pvd_geo.sheets.questions import Questions
    from pvd_geo.sheets.tool import Export
    from pvd_geo.tables.records import Measure

_TOPIC: Final = "Que disent ces lignes ?"
_PRESENCE: Final = Choice("presence", "qui est venu")
_REGISTRATIONS: Final = Choice("registrations", "qui s’est inscrit")
_BOTH: Final = Choice("both", "qui s’est inscrit et, parmi eux, qui est venu")
_CAME: Final = Choice("came", "ces personnes sont bien venues : les compter présentes")
_NOT_SURE: Final = Choice("registered", "elles sont inscrites : ne pas les compter présentes")
_MEASURES: Final[dict[str, frozenset[Measure]]] = {
    "presence": frozenset({"present"}),
    "registrations": frozenset({"registered"}),
    "both": frozenset({"present", "registered"}),
}


def asked(
    export: Export, statuses: Collection[Status], questions: Questions
) -> tuple[frozenset[Measure], bool]:
    """Ask what the lines of an export are.

    Parameters
    ----------
    export
        The file, with its tool.
    statuses
        Of its people, one each.
    questions
        Where to ask.

    Returns
    -------
    tuple
        What is to be counted, nothing as long as it is not known; and whether people whose
        status is that they registered came all the same.
    """
    tool = export.tool
    says = "either" if tool is None else tool.says
    if says == "presence":
        return _MEASURES["presence"], False
    registered = sum(status is Status.REGISTERED for status in statuses)
    came = sum(status is Status.PRESENT for status in statuses)
    answer = questions.ask(_question(says, tool.name if tool else "", registered, came))
    if answer != "presence" or not registered or came:
        return _MEASURES.get(answer, frozenset()), False
    number = plural(registered, "personne a", "personnes ont")
    text = f"{number} le statut d’un inscrit, et aucune celui d’un présent."
    sure = questions.ask(
        Question("came", "Est-ce une liste d’inscrits ?", text, (_NOT_SURE, _CAME))
    )
    return _MEASURES["presence"], sure == _CAME.key


def _question(says: str, name: str, registered: int, came: int) -> Question:
    if not name:
        # Its statuses may still be asked about: nothing is proposed from them.
        choices = (_PRESENCE, _REGISTRATIONS, _BOTH)
        text = "Une personne par ligne, d’un outil qui n’est pas connu ici."
        return Question("measure", _TOPIC, text, choices)
    both = registered and came
    proposed = {"registrations": _REGISTRATIONS.key, "both": _BOTH.key}.get(says, "")
    if says == "both" and not both:
        proposed = _PRESENCE.key if came else _REGISTRATIONS.key
    lines = [
        plural(came, "présente", "présentes") if came and says != "either" else "",
        plural(registered, "inscrite", "inscrites") if registered else "",
    ]
    said = f" : {', '.join(filter(None, lines))}" if any(lines) else ""
    choices = (_PRESENCE, _REGISTRATIONS, *((_BOTH,) if both else ()))
    return Question("measure", _TOPIC, f"Fichier de {name}{said}.", choices, proposed)
