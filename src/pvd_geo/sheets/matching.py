"""Comparing what a person typed with what is allowed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pvd_geo.formatting import listed
from pvd_geo.text import folded_name, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_NEAR: Final = 0.72  # one letter in four may differ
_LONGEST: Final = 80  # characters: a longer text is no name with a slip in it


def nearest_label(text: str, options: Mapping[str, str]) -> str | None:
    """Return the label of the option nearest to ``text``, or None when none is near.

    Parameters
    ----------
    text
        What was typed.
    options
        Folded spelling to label.
    """
    if len(text) > _LONGEST:
        return None
    found = nearest(folded_name(text), options, _NEAR)
    return options[found] if found is not None else None


def did_you_mean(label: str | None) -> str:
    """Return the question that ends a fault, or nothing."""
    return f". Vouliez-vous dire « {label} » ?" if label else ""


def one_of(labels: Iterable[str]) -> str:
    """Return the allowed values as a French list: « a », « b » ou « c »."""
    return listed((f"« {label} »" for label in labels), "or")
