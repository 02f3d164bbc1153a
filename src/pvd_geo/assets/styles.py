"""The part of the page's style that follows from the categories."""

from __future__ import annotations

from pvd_geo.categories import LEVELS


def levels() -> str:
    """Return the colour of each level for the page's style; an unknown one has no colour.

    Examples
    --------
    >>> levels().splitlines()[0]
    '.pvd-challenge-strong { --level: light-dark(#8c2d04, #ffb26b); }'
    """
    return "".join(
        f".pvd-{categories.name}-{one.code} {{ --level: light-dark({one.light}, {one.dark}); }}\n"
        for categories in LEVELS.values()
        for one in map(categories.__getitem__, categories.graded)
    )
