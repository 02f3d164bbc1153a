"""The guide: what each person comes for, step by step, and what the words mean."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import streamlit as st

from pvd_geo.settings import ROOT
from pvd_geo.ui.html import facts, show, tag
from pvd_geo.ui.parts import glossary

_PICTURES: Final = ROOT / "docs" / "screenshots"
"""Taken by ``scripts/screenshots.py``; an installation without them has the words alone."""


@dataclass(frozen=True, slots=True)
class Task:
    """Something that people come for.

    Parameters
    ----------
    title
        What they would call it.
    path
        Address of the page that serves it.
    page
        Name of that page's script, whose picture stands beside the steps.
    steps
        What to do, one after the other.
    """

    title: str
    path: str
    page: str
    steps: tuple[str, ...]


TASKS: Final = (
    Task(
        "Retrouver mon territoire",
        "mon-territoire",
        "my_area",
        (
            "Ouvrez « Mon territoire » et choisissez la région, puis le département.",
            "La page dit ses communes, sa rencontre, ses thèmes, et ce qu’on ne sait pas.",
            "« Télécharger » en fait une note en PDF ; Ctrl+P imprime la page.",
            "« Copier le lien » (Alt+L) donne une adresse qui rouvre exactement cela.",
        ),
    ),
    Task(
        "Trouver une commune",
        "carte",
        "towns",
        (
            (
                "« Rechercher », en haut de chaque page (Ctrl+K) : les premières lettres "
                "suffisent, sans accent ni trait d’union ; Entrée ouvre la première réponse."
            ),
            (
                "Ou sur la carte : cliquez sur une région, puis sur un point. Au clavier : Tab "
                "jusqu’à la carte, les flèches ou les premières lettres du nom, Entrée."
            ),
            "La fiche s’ouvre avec la carte ; « Fiche en PDF » (Alt+P) la télécharge.",
        ),
    ),
    Task(
        "Préparer une rencontre",
        "prochaine-rencontre",
        "next_meeting",
        (
            "Ouvrez « Prochaine rencontre » et choisissez la région.",
            (
                "La page nomme la commune la plus centrale à vol d’oiseau, et les trois suivantes "
                "avec ce que chacune coûte."
            ),
            "Dans « Rencontres », voyez qui était à portée de la précédente.",
        ),
    ),
    Task(
        "Saisir une feuille",
        "saisie",
        "record",
        (
            "Connectez-vous dans « Saisie », si l’équipe du programme vous y a autorisé.",
            "Déposez la feuille d’émargement ou l’export de votre outil, tel quel.",
            "Répondez aux questions, lisez ce qui va changer, confirmez. Tout se défait.",
        ),
    ),
    Task(
        "Citer un chiffre",
        "donnees",
        "data",
        (
            "Ouvrez la marque à côté du chiffre : qui le dit, quand, sous quelle licence.",
            "« Données et méthode » donne chaque chiffre publié prêt à être cité.",
            "Gardez ses mots : « plus de », « environ », « estimé ».",
        ),
    ),
)


def tasks() -> None:
    """Show each task with its steps and a picture of its page."""
    for task in TASKS:
        st.header(task.title, anchor=False)
        steps = tag("ol", *(tag("li", step) for step in task.steps))
        link = tag("p", tag("a", "Ouvrir la page", href=task.path, target="_self"))
        show(tag("div", steps, link, css="pvd-prose"))
        picture = _PICTURES / f"{task.page}-1440-light.png"
        if picture.is_file():
            beside, _ = st.columns([3, 2])
            beside.image(picture, width="stretch", alt=f"La page pour « {task.title} »")


def words() -> None:
    """Say what the words mean."""
    st.header("Les mots", anchor=False)
    told = ((word.name, word.meaning) for word in glossary.WORDS.values())
    show(tag("div", facts(*told), css="pvd-prose"))
