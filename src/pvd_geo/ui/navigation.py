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
    shows
        Which kinds of place, once chosen, one sees on this page; see
        `pvd_geo.selection.search.Place`.
    """

    title: str
    url_path: str
    file: str
    shows: frozenset[str] = frozenset()

    @property
    def script(self) -> Path:
        """The page's script; absolute, because the main script lies elsewhere."""
        return ROOT / "pages" / self.file


MENU: Final = (
    Entry("Vue d’ensemble", "", "overview.py"),
    Entry("Carte des communes", MAP, "towns.py", _EPCI | {"town"}),
    Entry("Rencontres", "rencontres", "meetings.py", _REGION),
    Entry("Fréquentation", "frequentation", "attendance.py", _REGION),
    Entry("Thèmes", "themes", "themes.py", _EPCI),
    Entry("Mon territoire", "mon-territoire", "my_area.py", _AREAS),
    Entry("Prochaine rencontre", "prochaine-rencontre", "next_meeting.py", _EPCI),
    Entry("Trajectoire", "trajectoire", "trajectory.py", _EPCI),
    Entry("Saisie", RECORD, "record.py"),
    Entry("Données et méthode", "donnees", "data.py"),
)
"""Every page the dashboard may have, in the order of the menu."""


def entries() -> tuple[Entry, ...]:
    """Return the entries whose script exists."""
    return tuple(entry for entry in MENU if entry.script.is_file())


def page(entry: Entry) -> st.Page:
    """Return Streamlit's page for ``entry``; recording is in the menu where it is open."""
    is_listed = entry.url_path != RECORD or is_open(st.user.to_dict())
    return st.Page(
        entry.script,
        title=entry.title,
        url_path=entry.url_path,
        default=not entry.url_path,
        visibility="visible" if is_listed else "hidden",
    )


def named(url_path: str) -> st.Page:
    """Return the page that answers at an address, to lead a user there.

    Raises
    ------
    LookupError
        When the menu has no such page.
    """
    for entry in entries():
        if entry.url_path == url_path:
            return page(entry)
    raise LookupError(url_path)
