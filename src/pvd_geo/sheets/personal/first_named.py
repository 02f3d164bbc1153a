"""People by their first name, with or without the family's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pvd_geo.sheets.personal import lexicon
from pvd_geo.sheets.personal.context import MOST_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pvd_geo.sheets.personal.context import Context, Span


def first_named(context: Context) -> Iterable[Span]:
    """Return where a first name stands, with the family name beside it.

    A first name that is a word too (« Pierre ») counts inside a sentence only.
    """
    past = 0
    for at, word in enumerate(context.words):
        if at < past or not lexicon.first_name(word.text):
            continue
        if not (word.capital or context.shouting):
            past = _lower_pair(context, at)
        elif context.guard(at):
            past = context.run(at)
            continue
        else:
            past = context.shouted(at) if context.shouting else context.run(at)
            begin = _family_before(context, at)
            if past - begin == 1 and not _stands_alone(context, at):
                continue
            if begin == at and _reads_as_words(context, at, past):
                continue
            yield context.words[begin].start, context.words[past - 1].end
            continue
        if past > at:
            yield word.start, context.words[past - 1].end


def _lower_pair(context: Context, at: int) -> int:
    """Return the end of « jean dupont », or of a first name that is no other word."""
    word = context.words[at]
    end = at + 1
    while context.key(end) in lexicon.PARTICLES and context.joined(end):
        end += 1
    if end < len(context.words) and context.joined(end):
        last = context.words[end]
        if not lexicon.known(last.text):
            return end + 1
    return at if lexicon.known(word.text) else at + 1


def _family_before(context: Context, at: int) -> int:
    """Return where a family name before the first one begins: « DUPONT Jean »."""
    begin = at
    while begin > 0 and context.joined(begin) and at - begin < MOST_WORDS:
        word = context.words[begin - 1]
        strange = not lexicon.known(word.text) or (lexicon.last_name(word) and not word.first)
        if not (word.capital and not word.elided and not context.guard(begin - 1)):
            break
        if word.key in lexicon.CIVILITIES or context.is_place(word):
            break
        if not (strange or (word.upper and not context.shouting)):
            break
        begin -= 1
    return begin


def _stands_alone(context: Context, at: int) -> bool:
    word = context.words[at]
    if context.is_place(word) or context.key(at - 1) in lexicon.DETERMINERS:
        return False
    if context.shouting:
        return not lexicon.known(word.text)
    follows = at > 0 and context.words[at - 1].elided
    return not (lexicon.both(word) and (word.first or follows))


def _reads_as_words(context: Context, at: int, end: int) -> bool:
    following = context.words[at + 1 : end]
    return (
        lexicon.both(context.words[at])
        and bool(following)
        and all(lexicon.known(word.text) for word in following)
        and not any(lexicon.last_name(word) for word in following)
    )
