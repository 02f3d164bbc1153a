"""Text for the places where Streamlit reads Markdown, such as labels."""

from __future__ import annotations

from typing import Final

from pvd_geo.formatting import typeset

_TOLD: Final = frozenset("*_`[]<>#$~:\\!|&")
"""What Markdown, Streamlit's directives and its emoji are made of."""


def plain(text: str) -> str:
    r"""Return a text, typeset, that Markdown leaves as it is.

    Examples
    --------
    >>> print(plain("![x](y):red[z]"))
    \!\[x\](y)\:red\[z\]
    """
    return "".join(f"\\{letter}" if letter in _TOLD else letter for letter in typeset(text))
