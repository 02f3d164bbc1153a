"""Faults as a person reads them: the same fault on several lines is said once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pvd_geo.formatting import line_numbers

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pvd_geo.errors import Fault


def sentences(faults: Iterable[Fault]) -> list[str]:
    """Return one sentence for each thing to mend, in the order of the sheet."""
    groups: dict[tuple[str, str, str], list[int]] = {}
    for fault in sorted(faults):
        groups.setdefault((fault.column, fault.value, fault.expected), []).append(fault.line)
    return [_sentence(*key, lines) for key, lines in groups.items()]


def _sentence(column: str, value: str, expected: str, lines: list[int]) -> str:
    places = [line_numbers(lines)] if any(lines) else ["fichier"]
    if column:
        places.append(f"colonne « {column} »")
    found = f" : « {value} »" if value else ""
    place = ", ".join(places)
    end = "" if expected.endswith(("?", ".")) else "."
    return f"{place[0].upper()}{place[1:]}{found} – attendu : {expected}{end}"
