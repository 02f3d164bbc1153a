"""Passages of a sheet that may name somebody: listed, and taken out where a person says so."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pvd_geo.formatting import plural
from pvd_geo.sheets.personal import NAME_MARK
from pvd_geo.tables.records import Dropped

if TYPE_CHECKING:
    from collections.abc import Collection

    from pvd_geo.sheets import Result
    from pvd_geo.sheets.personal import Span
    from pvd_geo.tables.records import Contribution


def passages(result: Result) -> tuple[str, ...]:
    """Return what is doubtful in the texts of a sheet, each passage once, in order."""
    found = (text[slice(*span)] for text, spans in result.doubts.items() for span in spans)
    return tuple(dict.fromkeys(found))


def sentence(result: Result) -> str:
    """Say in French how many passages are doubtful; empty when none is."""
    number = len(passages(result))
    if not number:
        return ""
    one, many = "passage peut nommer une personne", "passages peuvent nommer une personne"
    return f"{plural(number, one, many)} : à relire, et à retirer au besoin, avant d’enregistrer."


def told(result: Result) -> tuple[str, ...]:
    """Return the same with each text that holds a doubtful passage, between angle quotes."""
    lines = [
        f"  {text[:start]}‹{text[start:end]}›{text[end:]}"
        for text, spans in result.doubts.items()
        for start, end in spans
    ]
    return (sentence(result), *lines) if lines else ()


def without(result: Result, chosen: Collection[str]) -> Result:
    """Return a sheet without some of its doubtful passages.

    Parameters
    ----------
    result
        A sheet without fault.
    chosen
        Some of its `passages`; a mark takes their place wherever they are doubtful.
    """
    if result.sheet is None or not chosen:
        return result
    rows: dict[Contribution, None] = {}
    left: dict[str, tuple[Span, ...]] = {}
    taken = 0
    for row in result.sheet.contributions:
        text, spans = _masked(row.text, result.doubts.get(row.text, ()), chosen)
        taken += len(result.doubts.get(row.text, ())) - len(spans)
        # Two texts that become equal are kept once.
        rows[replace(row, text=text)] = None
        if spans:
            left[text] = spans
    sheet = replace(
        result.sheet,
        contributions=tuple(rows),
        dropped=result.sheet.dropped + Dropped(names=taken),
    )
    return replace(result, sheet=sheet, doubts=left)


def _masked(
    text: str, spans: tuple[Span, ...], chosen: Collection[str]
) -> tuple[str, tuple[Span, ...]]:
    """Return a text without the chosen passages, and where the others stand in it."""
    left = []
    shift = 0
    for start, end in spans:
        begin, stop = start + shift, end + shift
        if text[begin:stop] in chosen:
            text = text[:begin] + NAME_MARK + text[stop:]
            shift += len(NAME_MARK) - (end - start)
        else:
            left.append((begin, stop))
    return text, tuple(left)
