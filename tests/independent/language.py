"""What any sentence of the product must be, whatever it speaks of: French, and well set.

Nothing of the package is imported: what it writes is not judged by what wrote it.
"""

from __future__ import annotations

import re
from typing import Final

NARROW: Final = "\u202f"
_VOWELS: Final = "AEIOUYÀÂÄÉÈÊËÎÏÔÖÙÛÜŒÆaeiouyàâäéèêëîïôöùûüœæ"
_ENGLISH: Final = (
    *("the", "of", "and", "with", "without", "from", "town", "towns", "meeting", "meetings"),
    *("unknown", "strong", "moderate", "low", "high", "estimated", "recorded", "published"),
    *("held", "announced", "region", "department", "true", "false", "none", "nan", "nat", "n/a"),
    *("share", "rank", "missing", "challenge", "strength", "outline", "at_least", "exactly"),
)
_UNELIDED: Final = r"(?!(?:un|une|onze|oui|ou|I de)\b)"
# A release such as 6.0.0 and the version of a licence are names, no numbers.
_NO_NAME: Final = r"(?<![\d.])(?<!Ouverte.)(?<!CC BY.)"
_NO_RELEASE: Final = r"(?![\d.]*\.\d)"
_ENGLISH_NUMBER: Final = (
    rf"{_NO_NAME}\d+\.\d+{_NO_RELEASE}|\de[+-]?\d|\b\d{{5,}}\b|(?<!\d)[1-9]\d{{0,2}},\d{{3}}\b"
    r"|(?<![\d-])\b(?!19|20)\d{4}\b"
)
_RULES: Final = (
    ("double espace", re.compile(r"[ \u00a0\u202f]{2,}|^\s|\s$")),
    ("espace avant un signe", re.compile(r"[ \u202f][.,](?!\d)|\(\s|\s\)")),
    ("espace ordinaire", re.compile(r" [;:!?%»](?= |$|\.)|« ")),
    ("signe sans espace", re.compile(r"[^\s\u202f(][;!?»%](?=\s|$)|«(?!\u202f)")),
    ("article contracté", re.compile(r"\b(?:[Dd]e|[Àà]) (?:[Ll]es?)\b(?! (?:leur|moins|plus))")),
    ("élision", re.compile(rf"\b(?:de|le|la|que|ne|se|jusque) (?=[{_VOWELS}]){_UNELIDED}")),
    ("élision de trop", re.compile(rf"\b[dlDL]’(?=[^{_VOWELS}Hh\W\d])")),
    ("apostrophe droite", re.compile(r"(?<=[^\W\d_])'(?=\w)")),
    ("article manquant", re.compile(r"\b(?:est|sont|de|à|dans|par|et) (?:CC|CA|CU) ")),
    ("chiffre à l’anglaise", re.compile(_ENGLISH_NUMBER)),
    ("signe moins", re.compile(r"(?<=[\s(])-\d")),
    ("point de trop", re.compile(r"\.\.(?!\.)|[,;]\.")),
    ("morceau de code", re.compile(r"[{}<>_|\\]|\[\]|\(\)")),
)  # fmt: skip
_WORDS: Final = re.compile(
    rf"(?<![\w’'-])(?:{'|'.join(map(re.escape, _ENGLISH))})(?![\w’'-])", re.IGNORECASE
)


def faults(text: str) -> list[str]:
    """Return what is wrong with a text that people read, each fault with where it stands."""
    found = [
        f"{name} : …{text[max(0, at.start() - 20) : at.end() + 20]}…"
        for name, rule in _RULES
        for at in rule.finditer(text)
    ]
    return found + [f"anglais : {at.group()}" for at in _WORDS.finditer(text)]
