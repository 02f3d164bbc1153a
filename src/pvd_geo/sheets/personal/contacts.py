"""Addresses and telephone numbers in a text, as people write them."""

from __future__ import annotations

import re
from typing import Final

Span = tuple[int, int]

_AT: Final = re.compile(
    r"[@＠﹫]|[(\[{]\s?(?:a|at|arobase)\s?[)\]}]|(?<=\s)(?:at|arobase|arobas)(?=\s)", re.IGNORECASE
)
_DOT: Final = r"(?:\.|\s?[(\[{]\s?(?:point|dot)\s?[)\]}]\s?|\s(?:point|dot)\s)"
_LOCAL: Final = re.compile(r"[\w.+%’'-]{1,64}")
_WORD_DOT: Final = re.compile(r"(?<!\S)[\w.+%’'-]{1,64}\s(?:point|dot)\s\Z", re.IGNORECASE)
_MAILTO: Final = re.compile("mailto:", re.IGNORECASE)
_DOMAIN: Final = re.compile(
    rf"\s?[\w-]{{1,63}}(?:{_DOT}[\w-]{{1,63}}){{0,4}}{_DOT}[^\W\d_]{{2,24}}\b", re.IGNORECASE
)
_LOCAL_MOST: Final = 64
"""Characters before the sign, as the standard of addresses has it (RFC 5321)."""

# Between digits: blanks of every width, points, dashes, bars; never more than three.
_GAP: Final = r"[\s.\-–—/_·]{0,3}"
_COUNTRY: Final = (
    r"(?:33|262|269|508|59[0467]|68[179]|687|689|32|41|352|377|376|44|49|34|39|351|21[236])"
)
_NATIONAL: Final = "|".join(
    _GAP.join(rf"\d{{{length}}}" for length in lengths)
    for lengths in (
        *((1, 2, 2, 2, 2), (1, 8), (1, 4, 4), (3, 2, 2, 2), (3, 3, 3), (1, 3, 3, 2)),
        *((1, 2, 3, 3), (1, 3, 2, 3), (9,)),
    )
)
_DAY: Final = r"(?!\d\d[/.\-](?:0\d|1[0-2])[/.\-](?:19|20)\d\d)"
_PHONE: Final = re.compile(
    rf"(?<![\w,])(?<!\d[\s/.\-])(?<!n°\s){_DAY}"
    rf"(?:\(?\s?(?:\+|00|0\s0){_GAP}{_COUNTRY}\s?\)?{_GAP}(?:\(\s?0\s?\))?{_GAP}(?:{_NATIONAL})"
    rf"|(?:\(\s?0\s?\)|0){_GAP}(?=[1-9])(?:{_NATIONAL})"
    r"|[67](?:[\s.\-–/_·]\d\d){4})(?![\w%€])(?![\s.\-/]\d)"
)


def emails(text: str) -> list[Span]:
    """Return where the e-mail addresses stand."""
    found: list[Span] = []
    for sign in _AT.finditer(text):
        domain = _DOMAIN.match(text, sign.end())
        if domain and (start := _local_start(text, sign.start())) is not None:
            if found and start < found[-1][1]:  # « a@b.fr@c.fr »
                start, _ = found.pop()
            found.append((start, domain.end()))
    return found


def _local_start(text: str, end: int) -> int | None:
    """Return where the part before the sign begins; None when there is none."""
    if text[end - 1 : end].isspace():
        end -= 1
    start = end
    while start > max(0, end - _LOCAL_MOST) and _LOCAL.match(text[start - 1]):
        start -= 1
    if start == end:
        return None
    if spelled := _WORD_DOT.search(text, max(0, start - _LOCAL_MOST - 7), start):
        start = spelled.start()
    prefix = len("mailto:")
    return start - prefix if _MAILTO.fullmatch(text[max(0, start - prefix) : start]) else start


def phones(text: str) -> list[Span]:
    """Return where the telephone numbers stand."""
    return [found.span() for found in _PHONE.finditer(text)]
