"""Bytes to text: what the accents say about how they were written."""

from __future__ import annotations

import codecs
import re
from typing import Final

from pvd_geo.reader.book import Reason, RefusedError

TWICE: Final = "utf-8-twice"

_ONE_BYTE: Final = ("cp1252", "cp850", "mac-roman")
"""Windows, MS-DOS, Excel for Mac: French in one is nonsense in the others. The first wins ties."""
_TWICE: Final = re.compile(
    "\u00c3[\u0080-\u00bf\u20ac\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152"
    "\u017d\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u017e\u0178]"
    "|\u00e2\u20ac[\u0080-\u00bf\u2122\u0153\u02dc\u201c\u201d\u00a6]"
    "|\u00c2[\u00a0-\u00bf]"
)
"""A letter of French in UTF-8, read as Windows-1252."""
_LOST: Final = "\ufffd"
# Between two small letters stands a small one, between two capitals a capital: the encodings that
# take a text for another's put capitals, quotation marks and drawings of boxes there.
_WITHIN_WORD: Final = re.compile(r"(?<=[a-z])[^\x00-\x7f](?=[a-z])|(?<=[A-Z])[^\x00-\x7f](?=[A-Z])")
# A word has no other letter at its end than a small one; signs may follow it. At its start a
# capital is as good, but none of the signs that stand for an accent of another encoding.
_AT_END: Final = re.compile(r"(?<=[a-z]{2})[^\x00-\x7f](?![A-Za-z]|[^\x00-\x7f])")
_AT_START: Final = re.compile(r"(?<![A-Za-z])(?<![^\x00-\x7f])[‚ƒˆ‡](?=[a-z]{2})")
_SIGNS_OF_ACCENTS: Final = frozenset("‚ƒˆ‡")
_SIGNS_OF_ORDER: Final = frozenset("ªº")
_SMALL: Final = frozenset("àáâãäåæçèéêëìíîïñòóôõöøùúûüýÿœßšž")
_JOINING: Final = frozenset("’‑·")
_FOREIGN: Final = re.compile(r"[^\x00-\x7f]")
_SIGNS: Final = frozenset("’‘“”«»–—…°€·\u00a0²")
_BEFORE_WORD: Final = frozenset("éêâàçîôœÉÊÂÀÇÎÔŒ") | _SIGNS
"""What French begins a word with; a name from elsewhere may begin with others."""
_ELSEWHERE: Final = _SMALL | frozenset("ÉÈÀÊ") | _SIGNS
_MOST_STRANGE: Final = 0.5
_UTF_16_ZEROS: Final = 0.3
"""Share of zeros, among bytes of one parity, that only UTF-16 has in a text of Western Europe."""


def decoded(data: bytes) -> tuple[str, str]:
    """Return a file's text and its encoding.

    Raises
    ------
    RefusedError
        When it is no text, or its accents cannot be told.
    """
    if wide := _utf_16(data):
        return _strictly(data, wide), "utf-16"
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _one_byte(data)
    if _LOST in text:
        raise RefusedError(Reason.GARBLED, _line_of(text, text.index(_LOST)))
    return _once(text)


def rivals(data: bytes, encoding: str) -> list[tuple[str, str]]:
    """Return the other texts that bytes may be, each with its encoding.

    Two encodings of one byte fit when the accents between the letters of a word speak for both,
    and all that the other one makes of the rest is what French puts there: « Émargement » of Excel
    for Mac is « âmargement » of MS-DOS.
    """
    if encoding not in _ONE_BYTE:
        return []
    strangeness = _strangeness(data, encoding)
    return [
        (data.decode(other), other)
        for other in _ONE_BYTE
        if other != encoding
        and _strangeness(data, other) <= strangeness
        and _is_french(data.decode(other))
    ]


def _is_french(text: str) -> bool:
    within = {each.start() for each in _WITHIN_WORD.finditer(text)}
    return all(
        each[0] in (_BEFORE_WORD if text[each.end() : each.end() + 1].isalpha() else _ELSEWHERE)
        for each in _FOREIGN.finditer(text)
        if each.start() not in within
    )


def garbled(text: str) -> bool:
    """Tell whether a text holds accents that were lost or encoded twice."""
    return _LOST in text or _TWICE.search(text) is not None


def _utf_16(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"  # what Excel calls « Texte Unicode »
    start = data[:4_000]
    for parity, name in ((1, "utf-16-le"), (0, "utf-16-be")):
        half, other = start[parity::2], start[1 - parity :: 2]
        if half.count(0) > _UTF_16_ZEROS * len(half) and 0 not in other:
            return name
    return ""


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise RefusedError(Reason.ENCODING) from error


def _once(text: str) -> tuple[str, str]:
    found = _TWICE.search(text)
    if found is None:
        return text, "utf-8"
    try:
        once = text.encode("cp1252").decode("utf-8")
    except UnicodeError as error:
        raise RefusedError(Reason.GARBLED, _line_of(text, found.start())) from error
    return once, TWICE


def _one_byte(data: bytes) -> tuple[str, str]:
    if b"\x00" in data:
        raise RefusedError(Reason.NOT_A_SHEET)
    # One bad byte among good UTF-8 must not turn the other accents into two letters each.
    if line := _line_among_utf_8(data):
        raise RefusedError(Reason.MIXED_ENCODINGS, line)
    strangeness = {name: _strangeness(data, name) for name in _ONE_BYTE}
    best = min(strangeness, key=strangeness.__getitem__)
    if strangeness[best] > _MOST_STRANGE:
        raise RefusedError(Reason.ENCODING)
    return data.decode(best), best


def _line_among_utf_8(data: bytes) -> int:
    """Return the first line that is not UTF-8, when others are and have accents; else 0."""
    bad, accents = 0, False
    for number, line in enumerate(data.splitlines(), start=1):
        try:
            text = line.decode("utf-8")
        except UnicodeDecodeError:
            bad = bad or number
        else:
            accents = accents or not text.isascii()
    return bad if accents else 0


def _strangeness(data: bytes, encoding: str) -> float:
    """Return the share of accents that do not fit their word; 1 when it is no text at all."""
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return 1.0
    found = [(each[0], text[each.start() - 1].islower()) for each in _WITHIN_WORD.finditer(text)]
    found += [(each[0], True) for each in _AT_END.finditer(text) if _is_letter(each[0])]
    found += [(each[0], True) for each in _AT_START.finditer(text)]
    strange = sum(not _fits(letter, small=small) for letter, small in found)
    return strange / len(found) if found else 0.0


def _is_letter(text: str) -> bool:
    return text in _SIGNS_OF_ACCENTS or (text.isalpha() and text not in _SIGNS_OF_ORDER)


def _fits(letter: str, *, small: bool) -> bool:
    if letter in _JOINING:
        return True
    return letter.lower() in _SMALL and (letter.islower() if small else letter.isupper())


def _line_of(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1
