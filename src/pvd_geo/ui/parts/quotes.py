"""What a reader takes along to write elsewhere: a sentence with its source, or a chart's frame."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import urljoin

from pvd_geo.export.stamp import PROGRAMME
from pvd_geo.formatting import date_long, typeset
from pvd_geo.ui.html import join, tag
from pvd_geo.ui.shared import clock

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markupsafe import Markup

PREFIX: Final = "/integrer/"
"""Below which address the charts are that other sites may show."""


def sentence(said: str, sources: Iterable[str]) -> str:
    r"""Return what is quoted: what is said, where it was read, and from whom it is.

    Parameters
    ----------
    said
        A figure with what it counts, or the title of a chart with what it shows.
    sources
        One a publication.

    Examples
    --------
    >>> sentence("Communes : 1 645", ["ANCT, 2026"]).partition(" Consulté")[0]
    '«\u202fCommunes\u202f: 1 645\u202f», Petites villes de demain. Source\u202f: ANCT, 2026.'
    """
    from_whom = " ; ".join(sources)
    source = f" Source : {from_whom}." if from_whom else ""
    return typeset(f"« {said} », {PROGRAMME}.{source} Consulté le {date_long(clock.today())}.")


def button(said: str, sources: Iterable[str]) -> Markup:
    """Return the button that copies a sentence, and the address of what the page shows now."""
    return _copying("Citer", "Phrase copiée", data_copy=sentence(said, sources), data_address="")


def embedding(at: str, title: str, page: str) -> Markup:
    """Return the button that copies the code by which another site shows a chart.

    Parameters
    ----------
    at, title
        Path of the chart below the application, and its title.
    page
        Address of a page of ours as the visitor's browser has it.
    """
    address = urljoin(page, f".{at}") if page else at
    # The page's own cleaner of HTML would take out an attribute that holds tags.
    return _copying("Intégrer", "Code copié", data_embed=address, data_title=title)


def _copying(label: str, done: str, **attributes: str) -> Markup:
    return join(
        [
            tag("button", label, css="pvd-copy", type="button", data_done=done, **attributes),
            tag("span", css="pvd-copied pvd-spoken"),
        ]
    )
