"""The words that readers may not know: each is defined once, and opens where it is used."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pvd_geo.ui.html import join, tag

if TYPE_CHECKING:
    from collections.abc import Mapping

    from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class Word:
    """A word and what it means.

    Parameters
    ----------
    name
        The word, or the few that are told apart together, as the guide lists them.
    meaning
        What a reader is told of it.
    """

    name: str
    meaning: str


WORDS: Final[Mapping[str, Word]] = {
    "reading": Word(
        "Atout, enjeu",
        "Un thème se lit comme un enjeu (le logement vacant) ou comme un atout (le patrimoine). "
        "« Enjeu fort » : le quart des communes du programme où la situation est la plus marquée.",
    ),
    "straight": Word("À vol d’oiseau", "En ligne droite, sans tenir compte des routes."),
    "convention": Word(
        "Convention",
        "L’accord signé par la commune, son intercommunalité et l’État, par lequel elle entre dans "
        "le programme.",
    ),
    "epci": Word(
        "EPCI",
        "Établissement public de coopération intercommunale : communauté de communes, "
        "d’agglomération, urbaine, ou métropole.",
    ),
    "basis": Word(
        "Estimé, publié, relevé",
        "Publié : dit par un organisme. Relevé : compté sur une feuille d’émargement. Estimé : "
        "calculé, avec une méthode que la page donne.",
    ),
    "moran": Word(
        "Indice de Moran",
        "Mesure si des communes voisines se ressemblent plus que le hasard ne le ferait : près de "
        "0, la place ne compte pas ; plus il s’approche de 1, plus les semblables sont groupés.",
    ),
    "population": Word(
        "Population légale",
        "Le nombre d’habitants que l’Insee arrête chaque année pour chaque commune.",
    ),
}
"""By id, in the order of the alphabet."""


def opened(text: object, word: str) -> Markup:
    """Return words of a page that open a definition, as a mark opens a source.

    It holds a block, so that it stands in a term, a cell or a division, never in a paragraph.

    Parameters
    ----------
    text
        What stands on the page, in the form that the sentence wants.
    word
        The id of what it opens.
    """
    meaning = tag("div", WORDS[word].meaning)
    return tag("details", tag("summary", text), meaning, css=f"pvd-word pvd-word-{word}")


def within(sentence: str, text: str, word: str) -> Markup:
    """Return a sentence in which the first of some words open a definition, if it has them.

    Parameters
    ----------
    sentence
        What the page says.
    text
        The words of it that open.
    word
        The id of what they open.
    """
    before, found, after = sentence.partition(text)
    return join([before, opened(found, word), after] if found else [before])
