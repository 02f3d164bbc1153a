"""Personal data in a sheet: recognised, counted, dropped."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pvd_geo.formatting import listed, plural
from pvd_geo.tables.records import Dropped
from pvd_geo.text import folded

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

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
    r"[^\s@<>()\[\],;:\"«»]{1,64}\s?(?:@|\(at\)|\[at\]|＠)\s?[\w-]+(?:\.[\w-]+)+", re.IGNORECASE
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
_AT: Final = re.compile(r"[@＠]|\(at\)|\[at\]", re.IGNORECASE)
_WORD: Final = re.compile(r"[^\W\d_][\w’'\-]*")
_NAMED: Final = "\x00"
_NAMED_RUN: Final = re.compile("\x00(?: \x00)*")
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
    words = set(folded(header).split()) | {folded(header).replace(" ", "")}
    return next((kind for kind, known in _HEADER_WORDS.items() if words & known), None)


def mask(text: str, names: Collection[str] = ()) -> tuple[str, Dropped]:
    """Return ``text`` without e-mail addresses, telephone numbers and people's names.

    Parameters
    ----------
    text
        Free text.
    names
        What `spellings` makes of the names in the personal columns of the same sheet: they
        are removed wherever they stand. Others are only known by the civility before them.
    """
    emails = 0
    if _AT.search(text):  # the search for addresses is slow on long words
        text, emails = _EMAIL.subn(EMAIL_MARK, text)
    text, phones = _PHONE.subn(PHONE_MARK, text)
    text, titled = _TITLED.subn(NAME_MARK, text)
    named = 0
    if names:
        text = _WORD.sub(lambda word: _NAMED if word[0].casefold() in names else word[0], text)
        # First and last name side by side are one person.
        text, named = _NAMED_RUN.subn(NAME_MARK, text)
    return text, Dropped(names=titled + named, emails=emails, phones=phones)


def spellings(names: Iterable[str]) -> frozenset[str]:
    """Return the words of people's names, to look for in the texts of the same sheet."""
    words = (word[0].casefold() for name in names for word in _WORD.finditer(name))
    return frozenset(word for word in words if len(word) >= _LEAST_NAME)


def count(text: str) -> Dropped:
    """Count the e-mail addresses and telephone numbers in a value that is dropped whole."""
    emails = len(_EMAIL.findall(text)) if _AT.search(text) else 0
    return Dropped(emails=emails, phones=len(_PHONE.findall(text)))


def sentence(dropped: Dropped) -> str:
    """Say in French what was left out; empty when nothing was."""
    parts = [
        plural(number, one, many)
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
    return f"Données personnelles reconnues et écartées, rien n’en est conservé : {listed(parts)}."
