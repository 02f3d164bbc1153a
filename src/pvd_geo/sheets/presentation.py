"""Faults as a person reads them: the same fault on several lines is said once."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pvd_geo.errors import Fault


def ranges(lines: Iterable[int]) -> str:
    """Return line numbers in words.

    Examples
    --------
    >>> ranges([3]), ranges([3, 4, 5, 9])
    ('ligne 3', 'lignes 3 à 5 et 9')
    """
    numbers = sorted(set(lines))
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    texts = []
    for first, last in runs:
        if last == first:
            texts.append(str(first))
        else:
            texts.append(f"{first} et {last}" if last == first + 1 else f"{first} à {last}")
    listed = texts[0] if len(texts) == 1 else f"{', '.join(texts[:-1])} et {texts[-1]}"
    return f"ligne {listed}" if len(numbers) == 1 else f"lignes {listed}"


def sentences(faults: Iterable[Fault]) -> list[str]:
    """Return one sentence for each thing to mend, in the order of the sheet."""
    groups: dict[tuple[str, str, str], list[int]] = {}
    for fault in sorted(faults):
        groups.setdefault((fault.column, fault.value, fault.expected), []).append(fault.line)
    return [_sentence(*key, lines) for key, lines in groups.items()]


def _sentence(column: str, value: str, expected: str, lines: list[int]) -> str:
    places = [ranges(lines)] if any(lines) else ["fichier"]
    if column:
        places.append(f"colonne « {column} »")
    found = f" : « {value} »" if value else ""
    place = ", ".join(places)
    end = "" if expected.endswith(("?", ".")) else "."
    return f"{place[0].upper()}{place[1:]}{found} – attendu : {expected}{end}"
