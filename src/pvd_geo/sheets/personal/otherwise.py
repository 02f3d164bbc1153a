"""People by an initial, after a function, by a name that is no word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pvd_geo.sheets.personal import lexicon
from pvd_geo.sheets.personal.context import is_strange

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pvd_geo.sheets.personal.context import Context, Span
    from pvd_geo.sheets.personal.words import Word


def otherwise(context: Context) -> Iterable[Span]:
    """Return where an initial, a function or two names that are no words tell a person."""
    if context.shouting:
        return
    for at, word in enumerate(context.words):
        if _is_pair(context, at):
            yield word.start, context.words[context.run(at) - 1].end
        elif _is_initial(context, at):
            end = context.run(at)
            name = context.words[end - 1]
            double = context.before(at + 1) == ".-" and end > at + 2
            if context.key(at - 1) not in lexicon.NUMBERED and (
                double or _is_somebody(context, name)
            ):
                yield word.start, name.end
        elif word.key in lexicon.FUNCTIONS and not word.upper and context.joined(at + 1):
            name_at = at + 1
            if context.is_capital(name_at) and _is_somebody(context, context.words[name_at]):
                yield context.words[name_at].start, context.words[context.run(name_at) - 1].end


def _is_initial(context: Context, at: int) -> bool:
    word = context.words[at]
    # « M. le maire » is a civility, and has its own rule.
    return (
        word.initial
        and word.key not in lexicon.CIVILITIES
        and context.before(at + 1).startswith(".")
    )


def _is_pair(context: Context, at: int) -> bool:
    """Tell whether a rare first name begins there, and a family name or its initial."""
    word = context.words[at]
    if not (word.capital and context.joined(at + 1) and context.is_capital(at + 1)):
        return False
    following = context.words[at + 1]
    return (
        is_strange(word)
        and not context.is_place(word)
        and not context.is_place(following)
        and (
            lexicon.last_name(following)
            or is_strange(following)
            or (following.initial and context.after(at + 1).startswith("."))
        )
        and context.key(at - 1) not in lexicon.DETERMINERS
        and not context.guard(at)
    )


def _is_somebody(context: Context, word: Word) -> bool:
    if word.initial or context.is_place(word):
        return False
    if lexicon.last_name(word) or word.key in context.people.ordinary:
        return True
    return is_strange(word)
