"""What a participant is, as people write it."""

from __future__ import annotations

from typing import Final

from pvd_geo.audiences import AUDIENCES, EVERYONE
from pvd_geo.sheets.matching import did_you_mean, nearest_label, one_of
from pvd_geo.text import folded

_ALSO_WRITTEN: Final[dict[str, tuple[str, ...]]] = {
    "project_manager": (
        *("cheffe de projet", "cheffes de projet", "chef fe de projet", "cdp"),
        *("project manager", "project managers"),
    ),
    "state_service": (
        *("etat", "service etat", "ddt", "prefecture", "sous prefecture"),
        *("state service", "state services"),
    ),
    "partner": ("partner", "partners"),
    "elected": (
        *("elue", "elues", "elu e", "elus et elues", "maire", "maires"),
        *("elected", "elected official", "elected officials"),
    ),
    "local_staff": (
        *("agent", "agents", "agent territorial", "agents territoriaux", "agent de collectivite"),
        *("technicien", "techniciens", "local staff"),
    ),
    "other": ("divers", "habitant", "habitants", "other", "others"),
    EVERYONE: ("tous", "tout public", "total", "all", "everyone"),
}
"""How people write an audience besides its id and its labels; folded."""
_KEYS: Final = {
    folded(text): key
    for key, audience in AUDIENCES.items()
    for text in (key, audience.label, audience.plural, *_ALSO_WRITTEN[key])
}
_HINTS: Final[dict[str, str]] = {
    **dict.fromkeys(
        ("chef", "cheffe", "chargee de mission", "charge de mission"), "project_manager"
    ),
    **dict.fromkeys(("manager de centre ville", "petites villes de demain"), "project_manager"),
    **dict.fromkeys(("adjoint", "adjointe", "conseiller", "conseillere"), "elected"),
    **dict.fromkeys(("president", "presidente", "vice president", "mayor"), "elected"),
    **dict.fromkeys(
        ("ddtm", "dreal", "deal", "anct", "sgar", "prefet", "prefete"), "state_service"
    ),
    **dict.fromkeys(("sous prefet", "sous prefete", "services de l etat"), "state_service"),
    **dict.fromkeys(("banque des territoires", "cci", "cma", "caue", "epf"), "partner"),
    **dict.fromkeys(("anah", "cerema", "ademe", "action logement", "bailleur"), "partner"),
    **dict.fromkeys(("association", "entreprise", "bureau d etudes"), "partner"),
    **dict.fromkeys(("dgs", "directeur", "directrice", "urbaniste", "secretaire"), "local_staff"),
    **dict.fromkeys(("commune", "mairie", "intercommunalite", "epci"), "local_staff"),
    **dict.fromkeys(("citoyen", "citoyenne", "habitante", "commercant"), "other"),
}
"""Words that propose an audience, and are never taken for one without somebody's word."""
_OPTIONS: Final = {text: AUDIENCES[key].label for text, key in _KEYS.items()}
CHOICES: Final = tuple(audience.label for audience in AUDIENCES.values())


def of(text: str) -> str | None:
    """Return the audience that a text means, or None."""
    return _KEYS.get(folded(text))


def proposed(text: str) -> str | None:
    """Return the audience that the words of a text tell, among others; None when they tell none.

    Examples
    --------
    >>> proposed("Cheffe de projet PVD (mi-temps)"), proposed("Maire adjointe"), proposed("Venu")
    ('project_manager', 'elected', None)
    """
    if exact := of(text):
        return exact
    words = f" {folded(text)} "
    told = [key for key in (*_KEYS, *_HINTS) if f" {key} " in words]
    longest = max(told, key=len, default=None)
    return None if longest is None else _KEYS.get(longest) or _HINTS[longest]


def expected(text: str) -> str:
    """Return what was expected in place of a text that means none."""
    return one_of(CHOICES) + (did_you_mean(nearest_label(text, _OPTIONS)) if text else "")
