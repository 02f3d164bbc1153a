"""Personal data in a sheet: recognised, counted, dropped."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pvd_geo.records import Dropped
from pvd_geo.sheets.matching import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

_HEADER_WORDS: Final[dict[str, frozenset[str]]] = {
    "emails": frozenset({"email", "emails", "mail", "mails", "courriel", "courriels", "mel"}),
    "phones": frozenset(
        {"telephone", "telephones", "tel", "portable", "mobile", "phone", "fixe", "gsm", "fax"}
    ),
    "names": frozenset(
        {"nom", "noms", "prenom", "prenoms", "name", "names", "firstname", "lastname", "surname"}
        | {"participant", "auteur", "autrice", "author", "contact", "personne", "person"}
        | {"interlocuteur", "patronyme", "civilite", "identite"}
    ),
    "others": frozenset(
        {"signature", "signatures", "emargement", "adresse", "address", "naissance", "birth"}
        | {"photo", "handicap", "allergies", "regime", "immatriculation"}
    ),
}
_EMAIL: Final = re.compile(
    r"[^\s@<>()\[\],;:\"«»]+\s?(?:@|\(at\)|\[at\]|＠)\s?[\w-]+(?:\.[\w-]+)+", re.IGNORECASE
)
_PHONE: Final = re.compile(
    r"(?<![\w.])(?:(?:\+|00)\d{2,3}[\s.\-]?(?:\(0\)[\s.\-]?)?\d|0[1-9])"
    r"(?:[\s\u00a0\u202f.\-/]?\d{2}){4}(?!\w)"
)
# A civility and the one to three capitalised words that follow it.
_TITLED: Final = re.compile(
    r"\b(?:M\.|MM\.|Mme|Mmes|Mlle|Monsieur|Madame|Mademoiselle|Mr|Mrs|Ms|Dr|Me)\.?"
    r"(?:\s+(?:(?:de|du|la|le|des)\s+|d[’'])?[A-ZÀ-ÖØ-Þ][\w’'\-]*){1,3}"
)
_LEAST_NAME: Final = 3  # letters: shorter words would blank ordinary text

EMAIL_MARK: Final = "[adresse électronique retirée]"
PHONE_MARK: Final = "[téléphone retiré]"
NAME_MARK: Final = "[nom retiré]"


def header_kind(header: str) -> str | None:
    """Tell which kind of personal data a column announces, if any.

    Returns
    -------
    str or None
        ``names``, ``emails``, ``phones``, ``others`` or None.
    """
    words = set(fold(header).split()) | {fold(header).replace(" ", "")}
    return next((kind for kind, known in _HEADER_WORDS.items() if words & known), None)


def mask(text: str, names: Iterable[str] = ()) -> tuple[str, Dropped]:
    """Return ``text`` without e-mail addresses, telephone numbers and people's names.

    Parameters
    ----------
    text
        Free text.
    names
        Names met in the personal columns of the same sheet: they are removed wherever
        they stand. Others are only known by the civility in front of them.
    """
    text, emails = _EMAIL.subn(EMAIL_MARK, text)
    text, phones = _PHONE.subn(PHONE_MARK, text)
    text, titled = _TITLED.subn(NAME_MARK, text)
    named = 0
    spelled = sorted({name for name in names if len(name) >= _LEAST_NAME}, key=len, reverse=True)
    if spelled:
        pattern = "|".join(re.escape(name) for name in spelled)
        text, named = re.subn(rf"(?<!\w)(?:{pattern})(?!\w)", NAME_MARK, text, flags=re.IGNORECASE)
    return text, Dropped(names=titled + named, emails=emails, phones=phones)


def count(text: str) -> Dropped:
    """Count the e-mail addresses and telephone numbers in a value that is dropped whole."""
    return Dropped(emails=len(_EMAIL.findall(text)), phones=len(_PHONE.findall(text)))


def sentence(dropped: Dropped) -> str:
    """Say in French what was left out; empty when nothing was."""
    parts = [
        f"{number} {one if number == 1 else many}"
        for number, one, many in (
            (dropped.names, "nom ou prénom", "noms ou prénoms"),
            (dropped.emails, "adresse électronique", "adresses électroniques"),
            (dropped.phones, "numéro de téléphone", "numéros de téléphone"),
            (dropped.others, "autre donnée personnelle", "autres données personnelles"),
        )
        if number
    ]
    if not parts:
        return ""
    listed = parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} et {parts[-1]}"
    return f"Données personnelles reconnues et écartées, rien n’en est conservé : {listed}."
