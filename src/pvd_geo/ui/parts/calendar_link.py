"""Where the calendar of a region is, for a link and for a mail program that subscribes to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pvd_geo.ui.html import join, tag

if TYPE_CHECKING:
    from markupsafe import Markup

PREFIX: Final = "/pvd/calendar/"
NATIONAL: Final = "nationale"


def links(code: str) -> Markup:
    """Return the links to a region's calendar: to keep once, or to subscribe to."""
    return join(
        [
            tag("a", "Ajouter à mon agenda (.ics)", href=f".{PREFIX}{code}.ics"),
            " · à cette adresse, Outlook et Thunderbird s’abonnent : ",
            tag("code", f"{PREFIX}{code}.ics"),
        ]
    )
