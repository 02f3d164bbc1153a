"""Meetings, audiences, headers and numbers as people write them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from harness.programme import MEETINGS, REGIONS, TOWNS

if TYPE_CHECKING:
    from random import Random

_TOWNS: Final = {code: name for code, name, *_ in TOWNS}
AUDIENCES: Final[dict[str, tuple[str, ...]]] = {
    "elected": ("élu", "Élue", "ELU", "maire", "élus"),
    "project_manager": ("chef de projet", "Cheffe de projet", "CDP"),
    "state_service": ("service de l’État", "DDT", "Préfecture"),
    "partner": ("partenaire", "Partenaires"),
    "local_staff": ("agent territorial", "Technicien"),
}
_HEADERS: Final[dict[str, tuple[str, ...]]] = {
    "rencontre": ("rencontre", "Rencontre", "RENCONTRES", " rencontre ", "Événement"),
    "hote": ("ville hôte", "Lieu", "VILLE HOTE"),
    "date": ("date", "Date de la rencontre"),
    "public": ("public", "Catégorie", "PROFIL", "qualité"),
    "nom": ("nom", "Nom", "NOM DE FAMILLE", "Nom du participant", "participant"),
    "prenom": ("prénom", "Prenom"),
    "email": ("courriel", "E-mail", "adresse électronique"),
    "commune": ("commune", "Commune ou code INSEE", "ville"),
    "structure": ("structure", "Organisme", "Employeur"),
    "participants": ("participants", "Nombre de participants", "présents", "EFFECTIF", "nombre"),
    "groups": ("groupes", "Nb de groupes"),
}
_SPACES: Final = (" ", "\u00a0", "\u202f", "’")


def some(random: Random, share: float) -> bool:
    """Return True in that share of the calls, in steps of a hundredth."""
    return random.randrange(100) < share * 100


@dataclass(frozen=True)
class Meeting:
    """A meeting that was held."""

    id: str
    region: str
    date: str
    town: str

    def written(self, random: Random, kind: str) -> str:
        """Return it as people write it under a header of that kind."""
        if kind == "date":
            year, month, day = self.date.split("-")
            return random.choice((f"{day}/{month}/{year}", self.date, f"{day}.{month}.{year}"))
        if kind == "hote":
            return random.choice((self.town, self.town.upper()))
        return random.choice((self.town, self.region, self.region.upper(), self.town.lower()))


HELD: Final = tuple(
    Meeting(key, REGIONS[region], date or "", _TOWNS[town or ""])
    for key, region, date, town, status in MEETINGS
    if status == "held"
)


def a_header(random: Random, kind: str) -> str:
    """Return one way to head a column."""
    return random.choice(_HEADERS[kind])


def a_number(random: Random, number: int, answers: dict[str, str]) -> str:
    """Return a count as people write it; what an editor answers when that may be two."""
    ways = [str(number)] * 6 + [f"{number},0", f"{number}.00", f" {number} "]
    if number >= 1_000:
        ways += [f"{number // 1000}{blank}{number % 1000:03}" for blank in _SPACES]
        ways.append(f"{number // 1000}.{number % 1000:03}")
    written = random.choice(ways)
    answers[f"number.{written}"] = str(number)
    return written
