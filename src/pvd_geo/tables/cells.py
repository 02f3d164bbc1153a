"""Text that leaves the application in a cell: never a formula, never invisible."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "|", "%")
"""What a spreadsheet may take for the start of a formula or of a command."""

_INVISIBLE: Final = re.compile(
    "[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ue000-\uf8ff]"
)
_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_BLANKS: Final = re.compile(r"\s+")


def neutral(text: str) -> str:
    """Return ``text`` so that no spreadsheet runs it as a formula.

    Texts that could start one get an apostrophe in front, as a person would type it.
    Numbers must leave as numbers: this is for text columns only.

    Examples
    --------
    >>> neutral("=HYPERLINK(1)"), neutral("  @SUM(A1)"), neutral("Bapaume")
    ("'=HYPERLINK(1)", "'  @SUM(A1)", 'Bapaume')
    """
    if text[:1].isalnum():  # nearly every cell, and nothing invisible stands before it
        return text
    start = visible(text).lstrip(" \u00a0\u202f") or text
    return f"'{text}" if start.startswith(FORMULA_STARTS) else text


def visible(text: str) -> str:
    """Return ``text`` without control, direction and zero-width characters."""
    return _CONTROL.sub("", _INVISIBLE.sub("", text))


def clean(text: str) -> str:
    r"""Return ``text`` on one line, composed, without blanks at its ends.

    Examples
    --------
    >>> clean("  La\n Réole\u200b ")
    'La Réole'
    """
    return _BLANKS.sub(" ", visible(unicodedata.normalize("NFC", text))).strip()
