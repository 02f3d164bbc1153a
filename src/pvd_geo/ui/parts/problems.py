"""What a page says when it cannot be shown: calmly, in French, and to whom to turn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pvd_geo.formatting import listed, plural
from pvd_geo.ui.html import show, tag

if TYPE_CHECKING:
    from markupsafe import Markup

    from pvd_geo.errors import DataError, Fault

MOST_SHOWN: Final = 200
_COLUMNS: Final = ("Fichier", "Ligne", "Colonne", "Valeur trouvée", "Attendu")


def broken_data(error: DataError) -> None:
    """Show every fault of the files that a page needs, and who mends them."""
    files = list(dict.fromkeys(fault.file for fault in error.faults))
    shown = error.faults[:MOST_SHOWN]
    left = len(error.faults) - len(shown)
    show(
        tag(
            "section",
            tag("h2", "Des données sont à réparer"),
            tag(
                "p",
                "Cette page ne peut pas être affichée : ",
                f"{plural(len(error.faults), 'défaut')} dans {listed(files)}. ",
                "Les pages qui n’utilisent pas ces fichiers restent disponibles.",
            ),
            tag(
                "p",
                "La personne qui prépare les données peut les corriger, puis vérifier avec ",
                tag("code", "pvd-geo check-data"),
                ". La page revient d’elle-même au rechargement.",
            ),
            tag(
                "table",
                tag("caption", "Défauts trouvés"),
                tag("thead", tag("tr", *(tag("th", name, scope="col") for name in _COLUMNS))),
                tag("tbody", *map(_row, shown)),
            ),
            *([tag("p", f"… et {plural(left, 'autre défaut', 'autres défauts')}.")] * bool(left)),
            css="pvd-problem",
            role="alert",
        )
    )


def unexpected() -> None:
    """Say that something went wrong that is not the data's fault; the log says what."""
    show(
        tag(
            "section",
            tag("h2", "Un incident empêche d’afficher cette page"),
            tag(
                "p",
                "Rechargez la page dans un instant. Si l’incident dure, prévenez l’équipe qui "
                "administre le tableau de bord : le journal du serveur en donne la cause. "
                "Les autres pages restent disponibles.",
            ),
            css="pvd-problem",
            role="alert",
        )
    )


def _row(fault: Fault) -> Markup:
    line = str(fault.line) if fault.line else "–"
    cells = (fault.file, line, fault.column or "–", fault.value or "–", fault.expected)
    return tag("tr", *(tag("td", cell) for cell in cells))
