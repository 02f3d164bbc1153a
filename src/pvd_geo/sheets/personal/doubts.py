"""What may be somebody's name and no rule can tell: pointed out to the person who records."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pvd_geo.sheets.personal import lexicon
from pvd_geo.sheets.personal.context import is_acronym
from pvd_geo.sheets.personal.listed import compounds
from pvd_geo.sheets.personal.names import merged

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pvd_geo.sheets.personal.context import Context, Span

_TOWN: Final = re.compile(
    r"-(?:sur|sous|en|les?|lès|la|des?|du|aux?|et|l|d)\b|^(?:saint|st)e?s?(?:-|\Z)", re.IGNORECASE
)


def doubts(context: Context, removed: Iterable[Span]) -> list[Span]:
    """Return where somebody may be named, outside what is removed."""
    if context.shouting:
        return []
    removed = tuple(removed)
    doubtful = (*_doubts(context), *compounds(context))
    return merged(context.text, [span for span in doubtful if not _touches(span, removed)])


def _doubts(context: Context) -> Iterable[Span]:
    past = 0
    for at, word in enumerate(context.words):
        named = word.key in lexicon.NAMED_AFTER or context.guard(at) == "street"
        if word.capital and named:
            past = context.run(at)  # « rue du Général de Gaulle » to its end
        if at >= past and word.capital and not word.elided and not word.initial:
            if _is_something_else(context, at):
                continue
            if word.key in context.people.ordinary or _may_be_a_name(context, at):
                yield word.start, word.end


def _is_something_else(context: Context, at: int) -> bool:
    word = context.words[at]
    return (
        word.key in lexicon.CIVILITIES
        or context.is_place(word)
        or bool(_TOWN.search(word.text))
        or (at > 0 and _is_a_service(context, at))
    )


def _may_be_a_name(context: Context, at: int) -> bool:
    word = context.words[at]
    if _after_an_article(context, at):
        return False
    if not lexicon.known(word.text):
        return not is_acronym(word) or lexicon.last_name(word)
    return not word.first and (lexicon.first_name(word.text) or lexicon.last_name(word))


def _after_an_article(context: Context, at: int) -> bool:
    """Tell whether « la » or « en » stands before: people have no article."""
    if at == 0 or context.words[at].first:
        return False
    before = context.words[at - 1]
    return before.elided or before.key in lexicon.DETERMINERS or before.key == "en"


def _is_a_service(context: Context, at: int) -> bool:
    """Tell whether a word goes on with the name of one: « Google Maps »."""
    return context.words[at].before == " " and context.is_place(context.words[at - 1])


def _touches(span: Span, others: Iterable[Span]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in others)
