"""Comparing what a person typed with what is allowed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pvd_geo.formatting import listed
from pvd_geo.text import folded_name, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_NEAR: Final = 0.75  # one letter in four may differ
_LONGEST: Final = 80  # characters: a longer text is no name with a slip in it
_LEAST_LETTERS: Final = 4


def nearest_label(text: str, options: Mapping[str, str]) -> str | None:
    """Return the label of the option nearest to ``text``, or None when none is near.

    Near is a letter in four added, lost, changed or swapped; or the first words of one option.

    Parameters
    ----------
    text
        What was typed.
    options
        Folded spelling to label.

    Examples
    --------
    >>> nearest_label("Mézidon", {"mezidon vallee d auge": "Mézidon Vallée d'Auge"})
    "Mézidon Vallée d'Auge"
    """
    if len(text) > _LONGEST:
        return None
    typed = folded_name(text)
    found = nearest(typed, options, _NEAR)
    if found is not None:
        return options[found]
    begun = {label for key, label in options.items() if key.startswith(f"{typed} ")}
    return begun.pop() if len(begun) == 1 and len(typed) >= _LEAST_LETTERS else None


def did_you_mean(label: str | None) -> str:
    """Return the question that ends a fault, or nothing."""
    return f". Vouliez-vous dire « {label} » ?" if label else ""


def one_of(labels: Iterable[str]) -> str:
    """Return the allowed values as a French list: « a », « b » ou « c »."""
    return listed((f"« {label} »" for label in labels), "or")
