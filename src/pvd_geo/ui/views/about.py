"""What the dashboard owes its readers: accessibility, who publishes it, what is kept of whom.

An operator completes it by settings. What is not set is left out here; the log tells her.
"""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING

import streamlit as st

from pvd_geo.settings import settings
from pvd_geo.ui import navigation
from pvd_geo.ui.html import facts, show, tag

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markupsafe import Markup


def _prose(*content: Markup) -> None:
    show(tag("div", *content, css="pvd-prose"))


def _list(items: Iterable[object]) -> Markup:
    return tag("ul", *(tag("li", item) for item in items))


def accessibility() -> None:
    """State how far the dashboard is accessible, how that was tried, and what remains."""
    found = settings()
    who = found.publisher or "L’éditeur de ce tableau de bord"
    _prose(
        tag(
            "p",
            f"{who} veut que chacun puisse s’en servir. Cette déclaration concerne la version "
            f"{version('pvd-geo')}.",
        ),
        tag(
            "p",
            tag("b", "État de conformité : non conforme."),
            " Aucun audit de conformité au référentiel général d’amélioration de l’accessibilité "
            "(RGAA 4.1) n’a été fait ; sans audit, un site est non conforme.",
        ),
    )
    st.header("Ce qui est vérifié", anchor=False)
    _prose(
        tag("p", "À chaque changement, par des programmes, dans un navigateur :"),
        _list(
            (
                (
                    "chaque page avec axe-core, en clair sur un écran d’ordinateur et en sombre "
                    "sur un téléphone : aucun défaut grave ou critique ;"
                ),
                (
                    "le clavier : menu, filtres, liste des communes, recherche, carte ; le focus "
                    "se voit, arrive dans la fiche qui s’ouvre et en revient ;"
                ),
                "la carte et les graphiques : un texte dit ce qu’ils montrent ;",
                (
                    "ce qui change (décompte, résultats, lien copié) : une seule zone de la page "
                    "l’annonce, et une seule de la carte ;"
                ),
                "la page ne bouge pas pendant qu’elle arrive, et tient en 390 pixels de large.",
            )
        ),
    )
    st.header("Ce qui reste à faire", anchor=False)
    _prose(
        _list(
            (
                "un audit par une personne formée, sur tous les critères du RGAA ;",
                (
                    "des essais avec des personnes qui se servent d’un lecteur d’écran, d’une "
                    "loupe ou d’une commande vocale ;"
                ),
                "les graphiques ne se parcourent pas au clavier : leur texte les remplace ;",
                "les fichiers PDF et les classeurs n’ont pas été vérifiés.",
            )
        )
    )
    st.header("Signaler une difficulté", anchor=False)
    told = (
        tag("p", f"Écrivez à : {found.contact}. Une réponse vous dira comment avoir l’information.")
        if found.contact
        else tag("p", "Adressez-vous à l’équipe qui vous a donné l’adresse de ce tableau de bord.")
    )
    _prose(
        told,
        tag(
            "p",
            "Sans réponse satisfaisante, vous pouvez saisir le ",
            tag(
                "a",
                "Défenseur des droits",
                href="https://www.defenseurdesdroits.fr/",
                target="_blank",
                rel="noopener",
            ),
            ".",
        ),
    )


def publication() -> None:
    """Say who publishes the dashboard, and under which licences."""
    found = settings()
    said = (
        ("Éditeur", found.publisher),
        ("Direction de la publication", found.publication_director),
        ("Hébergement", found.hosted_by),
        ("Contact", found.contact),
    )
    known = [(term, text) for term, text in said if text]
    if known:
        st.header("Qui publie", anchor=False)
        show(facts(*known))
    st.header("Réutiliser", anchor=False)
    _prose(
        tag(
            "p",
            "Le programme est sous licence MIT. Les données gardent la licence de qui les "
            "produit, dite table par table dans ",
            tag("a", "Données et méthode", href="donnees", target="_self"),
            ".",
        )
    )


def personal_data() -> None:
    """Say what is kept of visitors, of editors and of those who came to a meeting."""
    found = settings()
    st.header("Données personnelles", anchor=False)
    _prose(
        tag(
            "p",
            tag("b", "Aucun traceur"),
            " : ni mesure d’audience par personne, ni contenu d’un autre site. Un fond de plan de "
            "l’IGN ou d’OpenStreetMap n’est demandé que si vous le choisissez ; ce site voit "
            "alors votre adresse réseau.",
        ),
        _list(
            (
                tag(
                    "span",
                    tag("b", "De qui consulte"),
                    " : le journal technique du serveur note chaque adresse demandée et l’adresse "
                    "réseau d’où elle l’est ; qui héberge fixe sa durée. Les pages vues sont "
                    "comptées, sans dire par qui.",
                ),
                tag(
                    "span",
                    tag("b", "De qui vient à une rencontre"),
                    " : un nombre, par public. Les noms, adresses et signatures d’une feuille "
                    "sont comptés, puis oubliés avant tout enregistrement. Qui pointe à la porte "
                    "ne dit pas son nom ; l’adresse réseau reste quelques minutes en mémoire, "
                    "contre les abus.",
                ),
                tag(
                    "span",
                    tag("b", "De qui enregistre"),
                    " : son nom, tel que le donne le service d’identification, et la date, avec "
                    "chaque enregistrement, pour que l’on sache qui a changé quoi.",
                ),
            )
        ),
        tag("p", "Témoins (cookies), tous nécessaires :"),
        _list(
            (
                "un jeton qui protège des envois faits par un autre site ;",
                (
                    "pour qui se connecte, sa connexion, qui cesse au bout de "
                    f"{found.sign_in_minutes:g} minutes ;"
                ),
                (
                    "à la porte d’une rencontre, un mot au hasard jusqu’à la fin, pour ne compter "
                    "personne deux fois ;"
                ),
                "là où plusieurs serveurs répondent, le nom de celui qui vous sert.",
            )
        ),
    )
    if found.data_protection:
        _prose(
            tag(
                "p",
                "Pour consulter, corriger ou effacer ce qui vous concerne : "
                f"{found.data_protection}.",
            )
        )


def site_map() -> None:
    """Name every page, and what one finds there."""
    entries = [one for one in navigation.entries() if navigation.is_reached(one)]
    _prose(_list(_way(one) for one in entries))
    st.header("À propos de ce site", anchor=False)
    _prose(
        _list(_way(one) for one in navigation.FOOT),
        tag(
            "p",
            "Les données par adresse, pour un tableur, QGIS ou un programme : ",
            tag("a", "data/openapi.json", href="data/openapi.json"),
            ".",
        ),
    )


def _way(one: navigation.Entry) -> Markup:
    link = tag("a", one.title, href=one.url_path or ".", target="_self")
    return tag("span", link, f" – {one.answers}")
