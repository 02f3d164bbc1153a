"""Where the calendar of a region is, for a link and for a mail program that subscribes to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import urljoin

import streamlit as st

from pvd_geo.ui.html import join, tag

if TYPE_CHECKING:
    from markupsafe import Markup

PREFIX: Final = "/pvd/calendar/"
NATIONAL: Final = "nationale"


def links(code: str) -> Markup:
    """Return the links to a region's calendar: to keep once, or to subscribe to."""
    whole = address(code, st.context.url or "")
    return join(
        [
            tag("a", "Ajouter à mon agenda (.ics)", href=f".{PREFIX}{code}.ics"),
            " · à cette adresse, Outlook et Thunderbird s’abonnent : ",
            tag("code", whole),
            " ",
            tag("button", "Copier l’adresse", css="pvd-copy", type="button", data_copy=whole),
            tag("span", css="pvd-copied pvd-spoken"),
        ]
    )


def address(code: str, page: str) -> str:
    """Return the whole address of a region's calendar, seen from a page, as mail programs want it.

    Parameters
    ----------
    code
        The region, or `NATIONAL`.
    page
        Address of a page of ours as the visitor's browser has it, behind whatever proxy; where it
        is not known, what is returned starts at the server's root.

    Examples
    --------
    >>> address("53", "https://pvd.example/carte/rencontres?annee=2022")
    'https://pvd.example/carte/pvd/calendar/53.ics'
    """
    return urljoin(page, f".{PREFIX}{code}.ics") if page else f"{PREFIX}{code}.ics"
