"""Forms and fields for files that begin anew: each round has a key of its own.

A server that took another's place does not know the round. The browser does: it holds the fields.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import streamlit as st

from pvd_geo.ui import streamlit_internals

if TYPE_CHECKING:
    from collections.abc import Iterator


def current(prefix: str) -> int:
    """Return the round of the fields whose keys are ``{prefix}-{round}``, with or without more."""
    counter = _counter(prefix)
    if counter not in st.session_state:
        st.session_state[counter] = max((number for number, _ in _held(prefix)), default=0)
    return int(st.session_state[counter])


def begin(prefix: str) -> None:
    """Begin the next round: the fields that were there are forgotten with what they hold."""
    st.session_state[_counter(prefix)] = current(prefix) + 1


def lost_file(prefix: str) -> str:
    """Return the name of the file that went with the server that had it, and begin anew; once.

    Returns
    -------
    str
        Empty when no file was lost.
    """
    if _counter(prefix) in st.session_state:
        return ""
    names = [name for _, name in _held(prefix) if name]
    if names:
        begin(prefix)
    return names[-1] if names else ""


def _counter(prefix: str) -> str:
    return f"{prefix}-round"


def _held(prefix: str) -> Iterator[tuple[int, str]]:
    """Yield the rounds of fields that the browser holds, with the names of files in them."""
    for key, file in streamlit_internals.held_by_browser().items():
        if found := re.match(rf"{re.escape(prefix)}-(\d+)(?:-|$)", key):
            yield int(found[1]), file
