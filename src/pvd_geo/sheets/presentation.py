"""Faults, and lines, as a person reads them: the same fault on several lines is said once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pvd_geo.formatting import line_numbers, listed

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import date

    from pvd_geo.errors import Fault

_DAYS_SHOWN: Final = 3


def places(where: Iterable[tuple[str, int]], most: int | None = None) -> str:
    """Write where lines stand, sheet by sheet.

    Parameters
    ----------
    where
        Name of the sheet, empty when the file has one, and number of the line; in order.
    most
        Ranges of lines written for a sheet when there are many.

    Examples
    --------
    >>> places([("", 4), ("", 5)]), places([("Matin", 4), ("Soir", 9)])
    ('lignes 4 et 5', 'feuille « Matin », ligne 4 ; feuille « Soir », ligne 9')
    """
    sheets: dict[str, list[int]] = {}
    for sheet, number in where:
        sheets.setdefault(sheet, []).append(number)
    texts = []
    for sheet, numbers in sheets.items():
        lines = line_numbers(numbers, most)
        texts.append(f"feuille « {sheet} », {lines}" if sheet else lines)
    return " ; ".join(texts)


def sentences(faults: Iterable[Fault]) -> list[str]:
    """Return one sentence for each thing to mend, in the order of the sheet."""
    groups: dict[tuple[str, str, str], list[tuple[str, int]]] = {}
    for fault in faults:
        key = (fault.column, fault.value, fault.expected)
        groups.setdefault(key, []).append((fault.sheet, fault.line))
    return [_sentence(*key, where) for key, where in groups.items()]


def _sentence(column: str, value: str, expected: str, where: list[tuple[str, int]]) -> str:
    parts = [places(where)] if any(number for _, number in where) else ["fichier"]
    if column:
        parts.append(f"colonne « {column} »")
    found = f" : « {value} »" if value else ""
    place = ", ".join(parts)
    end = "" if expected.endswith(("?", ".")) else "."
    return f"{place[0].upper()}{place[1:]}{found} – attendu : {expected}{end}"


def days_told(days: Collection[date]) -> str:
    """Say which days an export speaks of; nothing when it speaks of none."""
    if not days:
        return ""
    shown = listed((f"{day:%d/%m/%Y}" for day in sorted(days)), most=_DAYS_SHOWN)
    return f" Dates du fichier : {shown}."
