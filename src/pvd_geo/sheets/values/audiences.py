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
_OPTIONS: Final = {text: AUDIENCES[key].label for text, key in _KEYS.items()}
CHOICES: Final = tuple(audience.label for audience in AUDIENCES.values())


def of(text: str) -> str | None:
    """Return the audience that a text means, or None."""
    return _KEYS.get(folded(text))


def expected(text: str) -> str:
    """Return what was expected in place of a text that means none."""
    return one_of(CHOICES) + (did_you_mean(nearest_label(text, _OPTIONS)) if text else "")
