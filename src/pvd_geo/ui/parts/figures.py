"""Headline figures: a large value, its small label, and what the figure is worth."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pvd_geo.categories import BASES
from pvd_geo.ui.html import show, tag
from pvd_geo.ui.parts import glossary
from pvd_geo.ui.parts.marks import mark

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markupsafe import Markup

    from pvd_geo.ui.parts.marks import Origin


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure.

    Parameters
    ----------
    label
        What is counted, such as ``communes``.
    value
        The number as it is written, such as ``1 645``.
    precision
        Words before the number: ``plus de``, ``environ``.
    basis
        A code of `pvd_geo.categories.BASES`; empty for what is counted from the tables.
    note
        What it means or where it comes from, in a few words, of which one may open.
    origin
        Who it comes from, opened by a mark beside it; ``None`` for what users recorded.
    word
        Id of the word of `pvd_geo.ui.parts.glossary` that the label opens; empty for none.
    """

    label: str
    value: str
    precision: str = ""
    basis: str = ""
    note: str = ""
    origin: Origin | None = None
    word: str = ""


def row(figures: Iterable[Figure], *, label: str = "Chiffres clés") -> None:
    """Show figures side by side, one under the other where there is no room.

    Parameters
    ----------
    figures
        What to show, in order.
    label
        Name of the group, read to those who do not see it.
    """
    shown = tuple(figures)
    # What a basis is opens where the first of them stands.
    first = next((figure for figure in shown if figure.basis), None)
    rows = (_figure(figure, opens=figure is first) for figure in shown)
    show(tag("dl", *rows, css="pvd-figures", aria_label=label))


def _figure(figure: Figure, *, opens: bool = False) -> Markup:
    value = [tag("span", figure.precision, " ", css="pvd-precision")] if figure.precision else []
    basis = [basis_tag(figure.basis)] if figure.basis else []
    if opens:
        basis = [glossary.opened(basis[0], "basis")]
    note = [tag("dd", figure.note, css="pvd-note")] if figure.note else []
    written = " ".join(filter(None, (figure.precision, figure.value, figure.label)))
    source = [tag("dd", mark(figure.label, figure.origin, said=written))] if figure.origin else []
    return tag(
        "div",
        tag("dt", glossary.opened(figure.label, figure.word) if figure.word else figure.label),
        tag("dd", *value, figure.value, *basis, css="pvd-value"),
        *note,
        *source,
        css="pvd-figure",
    )


def basis_tag(basis: str) -> Markup:
    """Return the words of what a figure rests on, in its frame.

    Parameters
    ----------
    basis
        A code of `pvd_geo.categories.BASES`.
    """
    return tag("span", BASES.label(basis), css=f"pvd-basis pvd-{basis}")
