"""The three shapes of sheet: their columns, how people head them, their templates' rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pvd_geo.text import folded

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
    people
        The one of these groups whose place the names of people may take; empty when none.
    """

    kind: SheetKind
    fields: Mapping[str, tuple[str, ...]]
    required: tuple[tuple[str, ...], ...]
    people: tuple[str, ...] = ()

    def field_of(self, folded: str) -> str | None:
        """Return the field that a folded header means."""
        return next((field for field, names in self.fields.items() if folded in names), None)


_MEETING: Final = (
    *("rencontre", "rencontres", "rencontre regionale", "nom de la rencontre"),
    *("meeting", "meeting id", "event", "evenement"),
)
_HOST: Final = (
    *("ville hote", "commune hote", "lieu", "lieu de la rencontre", "ville de la rencontre"),
    *("ville d accueil", "host", "host town", "venue"),
)
_REGION: Final = ("region", "regions", "nom de la region", "region de la rencontre")
WHICH: Final[dict[str, tuple[str, ...]]] = {
    "meeting": _MEETING,
    "host": _HOST,
    "date": ("date", "date de la rencontre", "meeting date", "jour"),
    "region": _REGION,
}
"""Columns that name the meeting; where there are several they must agree."""
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
        **WHICH,
        "audience": _AUDIENCE,
        "participants": (
            *("participants", "nombre de participants", "nb participants", "nb de participants"),
            *("effectif", "effectifs", "presents", "nombre de presents", "nombre de personnes"),
            *("nombre", "total", "attendance", "attendees", "number of participants", "count"),
        ),
        "groups": _GROUPS,
    },
    (("meeting", "host", "region", "date"), ("participants",)),
)
SIGN_IN: Final = Shape(
    "sign_in",
    {
        **WHICH,
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
    # A region in a list may be a person's own: alone, it names no meeting.
    (("meeting", "host", "date"), ("town", "insee", "structure")),
    ("town", "insee", "structure"),
)
CONTRIBUTIONS: Final = Shape(
    "contributions",
    {
        **WHICH,
        "theme": ("theme", "themes", "thematique", "topic", "sujet"),
        "nature": ("nature", "type", "type de contribution", "kind"),
        "text": ("texte", "contribution", "contributions", "verbatim", "text", "commentaire"),
        "group": ("groupe", "nom du groupe", "numero du groupe", "atelier", "group"),
    },
    (("meeting", "host", "date"), ("theme",), ("nature",), ("text",)),
)
SHAPES: Final = (TALLY, SIGN_IN, CONTRIBUTIONS)

_COMPANIONS: Final = (
    *("accompagnant", "accompagnants", "accompagnante", "accompagnantes", "accompagnateur"),
    *("accompagnateurs", "accompagnatrice", "accompagnatrices", "accompagne", "accompagnee"),
    *("invites", "guest", "guests", "companions", "conjoint", "conjointe"),
)
_QUANTITY: Final = (
    *("quantite", "qte", "quantity", "places", "billets", "tickets", "seats", "personnes"),
)

FIELD_LABELS: Final[dict[str, str]] = {
    "meeting": "rencontre",
    "host": "ville hôte",
    "region": "région",
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


def announces_companions(header: str) -> bool:
    """Tell whether a column of a list is about people who came with the line's own.

    Examples
    --------
    >>> announces_companions("Nom de l’accompagnant"), announces_companions("Nom")
    (True, False)
    """
    return not set(_COMPANIONS).isdisjoint(folded(header).split())


def announces_quantity(header: str) -> bool:
    """Tell whether a column of a list may say how many people its lines stand for."""
    return not set(_QUANTITY).isdisjoint(folded(header).split())
