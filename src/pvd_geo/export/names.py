"""Names of files that say what is in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pvd_geo.text import folded

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

_LONGEST: Final = 100


def slug(text: str, separator: str = "-") -> str:
    """Return ``text`` in plain lower-case letters, digits and separators.

    Examples
    --------
    >>> slug("Provence-Alpes-Côte d'Azur"), slug("Code INSEE", "_")
    ('provence-alpes-cote-d-azur', 'code_insee')
    """
    return folded(text).replace(" ", separator)


def file_name(subject: str, parts: Iterable[str], day: date, extension: str) -> str:
    """Name a file by its subject, its selection and its date.

    Parameters
    ----------
    subject
        What the file holds, such as ``communes``.
    parts
        What it was narrowed to, such as ``Bretagne``; empty parts are left out.
    day
        When it was made.
    extension
        Without its dot.

    Examples
    --------
    >>> from datetime import date
    >>> file_name("communes", ["Bretagne", "habitat"], date(2026, 11, 23), "xlsx")
    'pvd-communes-bretagne-habitat-2026-11-23.xlsx'
    """
    words = [slug(word) for word in ("pvd", subject, *parts)]
    stem = "-".join(word for word in words if word)[:_LONGEST].rstrip("-")
    return f"{stem}-{day.isoformat()}.{slug(extension)}"
