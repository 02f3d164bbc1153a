"""The three shapes of sheet: their columns, how people head them, their templates' rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pvd_geo.tables.records import SheetKind


@dataclass(frozen=True, slots=True)
class Shape:
    """Columns of one shape.

    Parameters
    ----------
    kind
        Its name.
    fields
        Field to the folded headers it is known by; the first is the template's.
    required
        Groups of fields of which one at least must be there.
    """

    kind: SheetKind
    fields: Mapping[str, tuple[str, ...]]
    required: tuple[tuple[str, ...], ...]

    def field_of(self, folded: str) -> str | None:
        """Return the field that a folded header means."""
        return next((field for field, names in self.fields.items() if folded in names), None)


_MEETING: Final = (
    *("rencontre", "rencontres", "rencontre regionale", "nom de la rencontre"),
    *("meeting", "meeting id", "event", "evenement", "lieu de la rencontre", "ville hote"),
)
_DATE: Final = ("date", "date de la rencontre", "meeting date", "jour")
_AUDIENCE: Final = (
    *("public", "publics", "type de public", "categorie", "categorie de public", "profil"),
    *("audience", "category", "qualite"),
)
_GROUPS: Final = (
    *("groupes", "nombre de groupes", "nb groupes", "nb de groupes", "groupe"),
    *("groups", "number of groups"),
)

TALLY: Final = Shape(
    "tally",
    {
        "meeting": _MEETING,
        "date": _DATE,
        "audience": _AUDIENCE,
        "participants": (
            *("participants", "nombre de participants", "nb participants", "nb de participants"),
            *("effectif", "effectifs", "presents", "nombre de presents", "nombre de personnes"),
            *("nombre", "total", "attendance", "attendees", "number of participants", "count"),
        ),
        "groups": _GROUPS,
    },
    (("meeting",), ("participants",)),
)
SIGN_IN: Final = Shape(
    "sign_in",
    {
        "meeting": _MEETING,
        "date": _DATE,
        "audience": _AUDIENCE,
        "town": (
            *("commune", "commune ou code insee", "nom de la commune", "ville", "communes"),
            *("town", "municipality", "city"),
        ),
        "insee": ("code insee", "insee", "code commune", "insee code", "code insee commune"),
        "structure": (
            *("structure", "organisme", "organisation", "nom de la structure", "employeur"),
            *("service", "collectivite", "organization", "company"),
        ),
    },
    (("meeting",), ("town", "insee")),
)
CONTRIBUTIONS: Final = Shape(
    "contributions",
    {
        "meeting": _MEETING,
        "date": _DATE,
        "theme": ("theme", "themes", "thematique", "topic", "sujet"),
        "nature": ("nature", "type", "type de contribution", "kind"),
        "text": ("texte", "contribution", "contributions", "verbatim", "text", "commentaire"),
        "group": ("groupe", "nom du groupe", "numero du groupe", "atelier", "group"),
    },
    (("meeting",), ("theme",), ("nature",), ("text",)),
)
SHAPES: Final = (TALLY, SIGN_IN, CONTRIBUTIONS)

FIELD_LABELS: Final[dict[str, str]] = {
    "meeting": "rencontre",
    "date": "date",
    "audience": "public",
    "participants": "participants",
    "groups": "groupes",
    "town": "commune",
    "insee": "code INSEE",
    "structure": "structure",
    "theme": "theme",
    "nature": "nature",
    "text": "texte",
    "group": "groupe",
}
"""The template's own headers."""
