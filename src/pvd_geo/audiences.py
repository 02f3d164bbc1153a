"""Who comes to a meeting: the audiences of attendance, in order, with the words a reader sees."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

EVERYONE: Final = "all"
"""The audience of a figure that has no breakdown."""


@dataclass(frozen=True, slots=True)
class Audience:
    """An audience in French: what one person is, and what several are."""

    label: str
    plural: str


AUDIENCES: Final[dict[str, Audience]] = {
    "project_manager": Audience("chef de projet", "chefs de projet"),
    "state_service": Audience("service de l’État", "services de l’État"),
    "partner": Audience("partenaire", "partenaires"),
    "elected": Audience("élu", "élus"),
    "local_staff": Audience("agent local", "agents locaux"),
    "other": Audience("autre", "autres"),
    EVERYONE: Audience("ensemble", "tous publics"),
}
"""Every audience by its id; the ids are those of ``attendance.csv``."""
