"""The menu, as data: order, labels, addresses and files of the pages stand here alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import streamlit as st

from pvd_geo.editors import is_open
from pvd_geo.settings import ROOT

if TYPE_CHECKING:
    from pathlib import Path

PRODUCT: Final = "Petites villes de demain"
MAP: Final = "carte"
"""The page that shows every place, and the sheet of a town."""
RECORD: Final = "saisie"
_REGION: Final = frozenset({"region"})
_AREAS: Final = frozenset({"region", "department"})
_EPCI: Final = _AREAS | {"epci"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One page of the menu.

    Parameters
    ----------
    title
        Label in the menu and title of the page, in French.
    url_path
        Last part of the page's address; empty for the first page.
    file
        Name of the script in ``pages/``.
    answers
        What one finds on it, in a few words of French.
    shows
        Which kinds of place, once chosen, one sees on this page; see
        `pvd_geo.selection.search.Place`.
    """

    title: str
    url_path: str
    file: str
    answers: str
    shows: frozenset[str] = frozenset()

    @property
    def script(self) -> Path:
        """The page's script; absolute, because the main script lies elsewhere."""
        return ROOT / "pages" / self.file


MENU: Final = (
    Entry("Vue d’ensemble", "", "overview.py", "combien de communes, de rencontres, de personnes"),
    Entry(
        "Carte des communes",
        MAP,
        "towns.py",
        "les communes d’un territoire ou d’un thème, et la fiche de chacune",
        _EPCI | {"town"},
    ),
    Entry(
        "Rencontres",
        "rencontres",
        "meetings.py",
        "où et quand les régions se sont réunies, et qui était à portée",
        _REGION,
    ),
    Entry(
        "Fréquentation", "frequentation", "attendance.py", "combien de personnes, et qui", _REGION
    ),
    Entry("Thèmes", "themes", "themes.py", "où un thème est un enjeu ou un atout", _EPCI),
    Entry(
        "Mon territoire",
        "mon-territoire",
        "my_area.py",
        "une région ou un département sur une page, à imprimer",
        _AREAS,
    ),
    Entry(
        "Prochaine rencontre",
        "prochaine-rencontre",
        "next_meeting.py",
        "la commune qui rapproche le plus la prochaine rencontre de sa région",
        _EPCI,
    ),
    Entry(
        "Trajectoire",
        "trajectoire",
        "trajectory.py",
        "ce qui s’est passé depuis le lancement, à toute date",
        _EPCI,
    ),
    Entry("Saisie", RECORD, "record.py", "pour l’équipe du programme : feuilles et rencontres"),
    Entry(
        "Données et méthode",
        "donnees",
        "data.py",
        "d’où vient chaque chiffre, et comment il est calculé",
    ),
)
"""Every page the dashboard may have, in the order of the menu."""
FOOT: Final = (
    Entry("Aide", "aide", "help.py", "comment faire ce pour quoi l’on vient, et le sens des mots"),
    Entry("Plan du site", "plan", "site_map.py", "toutes les pages"),
    Entry(
        "Accessibilité : non conforme",
        "accessibilite",
        "accessibility.py",
        "ce qui a été vérifié, et ce qui reste à faire",
    ),
    Entry(
        "Mentions légales et données personnelles",
        "mentions-legales",
        "legal.py",
        "qui publie ce site, et ce qui est gardé de qui",
    ),
)
"""Pages about the dashboard itself, which each page names at its foot."""


def entries() -> tuple[Entry, ...]:
    """Return the entries whose script exists."""
    return tuple(entry for entry in MENU if entry.script.is_file())


def page(entry: Entry) -> st.Page:
    """Return Streamlit's page for ``entry``; recording is in the menu where it is open."""
    is_listed = entry not in FOOT and is_reached(entry)
    return st.Page(
        entry.script,
        title=entry.title,
        url_path=entry.url_path,
        default=not entry.url_path,
        visibility="visible" if is_listed else "hidden",
    )


def is_reached(entry: Entry) -> bool:
    """Tell whether the reader may go to a page."""
    return entry.url_path != RECORD or is_open(st.user.to_dict())


def entry(url_path: str) -> Entry:
    """Return the entry that answers at an address.

    Raises
    ------
    LookupError
        When there is none.
    """
    for one in (*entries(), *FOOT):
        if one.url_path == url_path:
            return one
    raise LookupError(url_path)


def named(url_path: str) -> st.Page:
    """Return the page that answers at an address, to lead a user there.

    Raises
    ------
    LookupError
        When there is none.
    """
    return page(entry(url_path))
