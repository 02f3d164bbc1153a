"""The poster of a meeting's door as PDF: its code and its address, on one A4 page."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final

import segno

from pvd_geo.export.stamp import PROGRAMME
from pvd_geo.export.typesetting import pdf_bytes
from pvd_geo.formatting import NARROW, date_long

if TYPE_CHECKING:
    from datetime import date

_QUIET: Final = 4
"""Modules of white around a code, as ISO/IEC 18004 asks for."""


def code_svg(address: str) -> str:
    """Return the QR code of an address as SVG, black on white with its quiet zone.

    A quarter of it may be hidden or dirty (level Q).
    """
    buffer = io.BytesIO()
    segno.make_qr(address, error="q").save(
        buffer, kind="svg", border=_QUIET, dark="#000", light="#fff", xmldecl=False, omitsize=True
    )
    return buffer.getvalue().decode()


def poster_pdf(title: str, place: str, day: date | None, address: str, made_on: date) -> bytes:
    """Typeset the poster of a door.

    Parameters
    ----------
    title, place, day
        The meeting.
    address
        Where phones go, ``https://…``.
    made_on
        Date of the document.
    """
    data = {
        "programme": PROGRAMME,
        "document_title": f"{title} – accueil – {PROGRAMME}",
        "title": title,
        "where": ", ".join(filter(None, (place, date_long(day) if day else ""))),
        "invitation": f"Vous êtes là{NARROW}? Dites-le.",
        "code": code_svg(address),
        "code_alt": f"Code QR de l’adresse {address}",
        "or": "ou tapez sur votre téléphone",
        "address": address.removeprefix("https://").removeprefix("http://"),
        "promise": (
            "Ni nom, ni adresse, ni rien qui vous identifie n’est demandé ou conservé"
            f"{NARROW}: seul un nombre par public l’est."
        ),
    }
    return pdf_bytes("poster", data, made_on)
