"""Official codes of the French territory, as strings: ``01``, ``2A004``, ``971``.

Source: INSEE, Code officiel géographique.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

OVERSEAS_REGIONS: Final = ("01", "02", "03", "04", "06")
"""Regions of the five overseas départements, in the order of their inset on the map."""

CORSICA: Final = "94"
"""The region that is an island of the mainland."""

FORMER_REGIONS: Final = {
    "21": ("Champagne-Ardenne", "44"),
    "22": ("Picardie", "32"),
    "23": ("Haute-Normandie", "28"),
    "25": ("Basse-Normandie", "28"),
    "26": ("Bourgogne", "27"),
    "31": ("Nord-Pas-de-Calais", "32"),
    "41": ("Lorraine", "44"),
    "42": ("Alsace", "44"),
    "43": ("Franche-Comté", "27"),
    "54": ("Poitou-Charentes", "75"),
    "72": ("Aquitaine", "75"),
    "73": ("Midi-Pyrénées", "76"),
    "74": ("Limousin", "75"),
    "82": ("Rhône-Alpes", "84"),
    "83": ("Auvergne", "84"),
    "91": ("Languedoc-Roussillon", "76"),
}
"""Regions that became part of another on 1 January 2016: name, and code of that one."""

INSEE_PATTERN: Final = r"^(?:\d{2}|2A|2B)\d{3}$"
DEPARTMENT_PATTERN: Final = r"^(?:0[1-9]|[1-8]\d|9[0-5]|2A|2B|97[1-6])$"
REGION_PATTERN: Final = r"^\d{2}$"

_INSEE: Final = re.compile(INSEE_PATTERN, re.ASCII)

AreaKind = Literal["region", "department"]


AREA_NOUNS: Final[dict[AreaKind, tuple[str, str]]] = {
    "region": ("région", "régions"),
    "department": ("département", "départements"),
}
"""What a user calls one area of a kind, and several."""


@dataclass(frozen=True, slots=True)
class AreaCode:
    """The code of a région or of a département, which alone does not say of which it is."""

    kind: AreaKind
    code: str


def is_insee_code(text: str) -> bool:
    """Tell whether ``text`` has the form of a commune's INSEE code.

    Examples
    --------
    >>> is_insee_code("2B096"), is_insee_code("1033")
    (True, False)
    """
    return _INSEE.fullmatch(text) is not None


def department_of(insee_code: str) -> str:
    """Return the code of the département that a commune's INSEE code starts with.

    Raises
    ------
    ValueError
        When ``insee_code`` is not an INSEE code.

    Examples
    --------
    >>> department_of("2A004"), department_of("97105"), department_of("01033")
    ('2A', '971', '01')
    """
    if not is_insee_code(insee_code):
        raise ValueError(f"{insee_code!r} is not an INSEE code of a commune")
    return insee_code[:3] if insee_code.startswith("97") else insee_code[:2]
