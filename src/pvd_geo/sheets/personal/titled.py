"""People after a civility: « Mme Durand », « Monsieur le maire Durand », « mme durand »."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pvd_geo.sheets.personal import lexicon
from pvd_geo.sheets.personal.context import MOST_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pvd_geo.sheets.personal.context import Context, Span


_MOST_PARTICLES: Final = 3


def titled(context: Context) -> Iterable[Span]:
    """Return where a civility and the name after it stand."""
    for at, word in enumerate(context.words):
        if not _is_civility(context, at) or context.guard(at) == "street":
            continue
        start, function = _after_civilities(context, at)
        end = _titled_end(context, at, start, function=function)
        if end > start:
            end = _with_other_name(context, end)
            yield word.start, context.words[end - 1].end


def _is_civility(context: Context, at: int) -> bool:
    word = context.words[at]
    if word.key not in lexicon.CIVILITIES or at + 1 == len(context.words):
        return False
    following = context.words[at + 1]
    if not re.fullmatch(r"\.?\s{0,2}", following.before):
        return False
    if word.text == "m":
        return following.before.startswith(".") and not word.before.rstrip()[-1:].isdigit()
    if word.key in {"m", "me", "pr", "mm"} and not word.capital:
        return False
    return word.key not in lexicon.AMBIGUOUS or word.text == "M" or following.capital


def _after_civilities(context: Context, at: int) -> tuple[int, bool]:
    """Return where the name may begin, past « et Mme » and past a function."""
    at += 1
    if context.key(at) in {"et", "ou"} and context.key(at + 1) in lexicon.CIVILITIES:
        at += 2
    start = at
    if context.key(at) in {"le", "la", "l", "les"}:
        at += 1
    begin = at
    while context.key(at) in (lexicon.FUNCTIONS | lexicon.QUALIFIERS):
        at += 1
    return (at, True) if at > begin else (start, False)


def _titled_end(context: Context, civility: int, start: int, *, function: bool) -> int:
    if function and (context.key(start) in lexicon.PARTICLES and not context.is_capital(start)):
        return start
    if context.words[civility].key == "maitre" and context.key(start) in {"d", "de"}:
        return start
    if context.shouting:
        return context.shouted(start, anything=True)
    end = context.run(start) if context.joined(start, titled=True) else start
    if end == start and not function:
        return _in_lower_case(context, start)
    while end > start and context.key(end) in {"et", "ou"} and _is_name(context, end + 1):
        if context.words[civility].key not in lexicon.PLURAL:
            break
        end = context.run(end + 1)
    return end


def _in_lower_case(context: Context, at: int) -> int:
    """Return the end of a name in lower case after « mme »: what no sentence goes on with."""
    begin = at
    while context.key(at) in lexicon.PARTICLES and at - begin < _MOST_PARTICLES:
        at += 1
    end = at
    while end - begin < MOST_WORDS and context.joined(end, titled=end == begin):
        word = context.words[end]
        if word.key in lexicon.CIVILITIES:
            break
        if word.key in lexicon.PARTICLES and end > at:
            end += 1
            continue
        if lexicon.known(word.text) and (end > at or not lexicon.last_name(word)):
            break
        end += 1
    while end > at and context.key(end - 1) in lexicon.PARTICLES:
        end -= 1
    return end if end > at else begin


def _with_other_name(context: Context, end: int) -> int:
    """Return the end of « (née Durand) » after a name, or of the name itself."""
    if context.key(end) not in {"nee", "ne", "epouse", "veuve"} or not context.is_capital(end + 1):
        return end
    return context.run(end + 1) if context.before(end).strip() in {"", "(", ","} else end


def _is_name(context: Context, at: int) -> bool:
    return context.is_capital(at) or context.key(at) in lexicon.PARTICLES
