"""Which columns announce personal data."""

from __future__ import annotations

from typing import Final

from pvd_geo.text import folded

_WORDS: Final[dict[str, frozenset[str]]] = {
    "emails": frozenset({"email", "emails", "mail", "mails", "courriel", "courriels", "mel"}),
    "phones": frozenset(
        {"telephone", "telephones", "tel", "portable", "mobile", "phone", "fixe", "gsm", "fax"}
    ),
    "names": frozenset(
        {"nom", "noms", "prenom", "prenoms", "name", "names", "firstname", "lastname", "surname"}
        | {"participant", "participante", "auteur", "auteure", "autrice", "author", "contact"}
        | {"personne", "person", "interlocuteur", "interlocutrice", "patronyme", "civilite"}
        | {"identite", "rapporteur", "rapporteure", "rapporteuse", "rapporteurs", "animateur"}
        | {"animatrice", "animateurs", "facilitateur", "facilitatrice", "referent", "referente"}
        | {"intervenant", "intervenante", "secretaire", "redacteur", "redactrice", "scribe"}
        | {"responsable", "temoin", "redige", "saisi", "speaker", "facilitator", "reporter"}
    ),
    "others": frozenset(
        {"signature", "signatures", "emargement", "adresse", "address", "naissance", "birth"}
        | {"photo", "handicap", "allergies", "regime", "immatriculation"}
    ),
}
_THINGS: Final = frozenset(
    {"commune", "communes", "ville", "structure", "organisme", "organisation", "lieu", "site"}
    | {"region", "departement", "epci", "intercommunalite", "projet", "theme", "atelier"}
    | {"rencontre", "groupe", "table", "fichier", "town", "city", "place", "project", "company"}
)
"""What has a name without being a person: « nom de la commune »."""


def header_kind(header: str) -> str | None:
    """Tell which kind of personal data a column announces, if any.

    Returns
    -------
    str or None
        ``names``, ``emails``, ``phones``, ``others`` or None.
    """
    words = set(folded(header).split())
    if words & {"nom", "noms", "name", "names"} and words & _THINGS:
        return None
    words.add(folded(header).replace(" ", ""))
    return next((kind for kind, known in _WORDS.items() if words & known), None)
