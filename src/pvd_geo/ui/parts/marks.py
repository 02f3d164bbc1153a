"""The small mark beside a figure that opens its source."""

from __future__ import annotations

from typing import Final

PUBLISHED: Final = "chiffres-publies"
"""Where « Données et méthode » sets the published figures beside ours."""


def row_id(figure_id: str) -> str:
    """Return the anchor of a published figure's row on « Données et méthode »."""
    return f"chiffre-{figure_id}"
