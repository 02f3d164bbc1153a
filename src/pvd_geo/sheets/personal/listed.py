"""People of the sheet's own columns, in its texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pvd_geo.sheets.personal import lexicon
from pvd_geo.sheets.personal.words import words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pvd_geo.sheets.personal.context import Context, Span


def listed(context: Context) -> Iterable[Span]:
    """Return where the people of the columns stand, however they are spelled.

    A name that is a word too (« Petit ») counts where it is written as a name.
    """
    if not context.people:
        return
    sure: list[Span] = []
    unsure: list[Span] = []
    for start, end, certain, parts in context.people.stretches(context.text):
        if _is_part_of_a_place(context, start, end, parts):
            continue
        is_phrase = parts > 1 and _is_a_phrase(context, start, end)
        (sure if certain and not is_phrase else unsure).append((start, end))
    yield from sure
    for start, end in unsure:
        beside = any(_side_by_side(context, other, (start, end)) for other in sure)
        if beside or _is_written_as_a_name(context, context.word_at(start), start):
            yield start, end


def _side_by_side(context: Context, one: Span, other: Span) -> bool:
    """Tell whether two names stand beside each other: « aziz jardin » is one person."""
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
    if parts == 1 and common and context.guard(at) == "street":
        return True
    return word.key in context.places and context.key(at - 1) in lexicon.BEFORE_PLACES


def _is_written_as_a_name(context: Context, at: int, start: int) -> bool:
    word = context.words[at]
    before = context.key(at - 1)
    return (
        context.text[start].isupper()
        and not word.first
        and not context.shouting
        and not context.is_place(word)
        and before not in lexicon.DETERMINERS
        and not context.guard(at)
        and not (context.joined(at + 1) and context.is_capital(at + 1))
    )
