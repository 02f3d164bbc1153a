"""People of the sheet's own columns, in its texts."""

from __future__ import annotations

from bisect import bisect
from typing import TYPE_CHECKING, Final

from pvd_geo.sheets.personal import lexicon
from pvd_geo.sheets.personal.words import words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pvd_geo.sheets.personal.context import Context, Span

_GOES_ON: Final = frozenset({"qui", "et", "ou"})
"""What may follow somebody's name, and a noun seldom."""


def listed(context: Context) -> Iterable[Span]:
    """Return where the people of the columns stand, however they are spelled.

    A name that is a word too (« Petit », « Le Bras ») counts where it is written as a name.
    """
    sure, unsure = _stretches(context)
    yield from sure
    for span in unsure:
        if _is_beside(context, sure, span) or _is_written_as_a_name(context, span):
            yield span


def compounds(context: Context) -> Iterable[Span]:
    """Return where a name in several parts, which are words, may be meant: « le bras »."""
    _, unsure = _stretches(context)
    for start, end in unsure:
        stretch = context.stretch(start, end)
        named = all(word.capital for word in stretch) or not context.sentence(stretch[0]).capital
        if len(stretch) > 1 and named and not context.guard(context.word_at(start)):
            yield start, end


def _stretches(context: Context) -> tuple[list[Span], list[Span]]:
    sure: list[Span] = []
    unsure: list[Span] = []
    if not context.people:
        return sure, unsure
    for start, end, certain, parts in context.people.stretches(context.text):
        if _is_part_of_a_place(context, start, end, parts):
            continue
        is_phrase = parts > 1 and _is_a_phrase(context, start, end)
        (sure if certain and not is_phrase else unsure).append((start, end))
    return sure, unsure


def _is_beside(context: Context, sure: list[Span], span: Span) -> bool:
    """Tell whether a name stands beside another: « aziz jardin » is one person."""
    at = bisect(sure, span)
    return any(_side_by_side(context, other, span) for other in sure[max(at - 1, 0) : at + 1])


def _side_by_side(context: Context, one: Span, other: Span) -> bool:
    (_, end), (start, _) = sorted((one, other))
    return context.text[end:start] == " "


def _is_a_phrase(context: Context, start: int, end: int) -> bool:
    """Tell whether a name in several parts reads as words: « le grand » for Legrand."""
    telling = [word for word in words(context.text[start:end]) if word.key not in lexicon.PARTICLES]
    return all(lexicon.ordinary(word) and not word.capital for word in telling)


def _is_part_of_a_place(context: Context, start: int, end: int, parts: int) -> bool:
    at = context.word_at(start)
    word = context.words[at]
    if word.end > end and word.text[end - word.start] in "-‐‑" and not word.capital:
        return True  # « martin-pêcheur »
    if start > word.start and word.key.startswith(("saint", "notredame")):
        return True
    common = lexicon.first_name(word.text) or lexicon.known(word.text) or "-" in word.text
    if (parts == 1 or end <= word.end) and common and context.guard(at) == "street":
        return True
    return word.key in context.places and context.key(at - 1) in lexicon.BEFORE_PLACES


def _is_written_as_a_name(context: Context, span: Span) -> bool:
    stretch = context.stretch(*span)
    at = context.word_at(span[0])
    past = at + len(stretch)
    telling = [word for word in stretch if word.key not in lexicon.PARTICLES]
    if context.shouting or all(context.is_place(word) for word in telling or stretch):
        return False
    if not context.sentence(stretch[0]).capital and not any(word.capital for word in stretch):
        return _is_met(context, at, past)
    if context.guard(at) or (context.joined(past) and context.is_capital(past)):
        return False
    if len(stretch) > 1:
        # Each word, its article included: « Le Bras veut », not « La place ».
        is_function = all(word.key in lexicon.FUNCTIONS for word in telling)
        return all(word.capital for word in stretch) and not (telling and is_function)
    return (
        context.text[span[0]].isupper()
        and (not stretch[0].first or context.key(past) in lexicon.SAID)
        and context.key(at - 1) not in lexicon.DETERMINERS
    )


def _is_met(context: Context, at: int, past: int) -> bool:
    """Tell whether somebody who writes without capitals met that name: « vu avec le bras, »."""
    functions = {word.key for word in context.words[at:past]} & lexicon.FUNCTIONS
    ends = past == len(context.words) or not context.joined(past) or context.key(past) in _GOES_ON
    return context.key(at - 1) in lexicon.BEFORE_PEOPLE and ends and not functions
