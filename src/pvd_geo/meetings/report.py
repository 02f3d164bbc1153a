"""What the regional meetings are, from the ANCT's report of July 2022, in our own words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pvd_geo.formatting import NARROW, date_short, integer, listed, typeset
from pvd_geo.grammar import placed
from pvd_geo.meetings.series import summer

if TYPE_CHECKING:
    import pandas as pd

SOURCE: Final = "anct-bilan-2022"
"""The report, in ``sources.csv``: every sentence here is from it."""

COMMON: Final = "report"
"""How ``themes.csv`` marks a theme that the report names as common to the twelve host towns."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A title and its sentences."""

    title: str
    lines: tuple[str, ...]


def chapters(
    met: pd.DataFrame, towns: pd.DataFrame, themes: pd.DataFrame, published: pd.DataFrame
) -> tuple[Chapter, ...]:
    """Tell what the meetings are for, how a day goes, who comes, who pays, what came of it.

    Parameters
    ----------
    met
        What `pvd_geo.meetings.attendance.by_meeting` returns.
    towns
        With ``insee_code, name, department_code, department_name``.
    themes
        With ``label, origin``.
    published
        ``published_figures``: the groups and the subsidy are published figures.
    """
    value = published.set_index("figure_id")["value"]
    groups, size = integer(value["groupes"]), integer(value["taille_groupe"])
    subsidy = f"{integer(value['subvention_poste'])}{NARROW}%"
    places = towns.set_index("insee_code")
    hosts = []
    for row in summer(met).itertuples():
        host = places.loc[row.insee_code]
        inside = placed(host["department_name"], "department", host["department_code"]).the
        hosts.append(f"{row.host} ({inside}, {date_short(row.date)})")
    common = listed(themes.loc[themes["origin"].eq(COMMON), "label"].str.lower())
    told = (
        (
            "À quoi elles servent",
            (
                "Elles font vivre le réseau des chefs de projet : se connaître, s’entraider entre "
                "collègues, échanger des expériences."
            ),
            (
                "Elles relèvent du Club des Petites villes de demain, par lequel l’ANCT met en "
                "réseau ceux qui font le programme."
            ),
        ),
        (
            "La journée",
            (
                "Une ouverture : les élus qui accueillent, les services de l’État, l’ANCT, la "
                "Banque des territoires et, selon les lieux, des collectivités partenaires."
            ),
            "Un arpentage : des groupes parcourent la commune hôte, un livret à la main.",
            (
                "Des ateliers : chaque groupe reprend ce qu’il a vu et l’élargit aux communes de "
                f"ses membres. Plus de {groups} groupes, d’environ {size} personnes chacun."
            ),
        ),
        (
            "Qui vient, qui pilote",
            (
                "Dans chaque groupe, des chefs de projet de plusieurs départements, des services "
                "de l’État et des partenaires du programme."
            ),
            (
                "L’ANCT pilote le programme avec les préfets de département, ses délégués ; "
                "l’Anah, la Banque des territoires, le Cerema et l’Ademe y sont associés."
            ),
            f"Un poste de chef de projet peut être subventionné jusqu’à {subsidy}.",
        ),
        (
            "Ce qui en ressort",
            f"Des défis que les douze communes hôtes ont en commun : {common}.",
            "D’autres enjeux sont propres à chaque commune.",
            "Une synthèse était annoncée pour la fin de 2022 ; elle n’est pas dans nos données.",
        ),
        ("Les communes hôtes de l’été 2022", f"{listed(hosts)}."),
    )
    return tuple(Chapter(typeset(title), tuple(map(typeset, lines))) for title, *lines in told)
