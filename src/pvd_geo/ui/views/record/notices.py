"""What is told on the recording page: of a sheet, and of what the last click did."""

from __future__ import annotations

from typing import Final

import streamlit as st

from pvd_geo.formatting import typeset
from pvd_geo.ui.html import aloud, show, tag

SAID: Final = "pvd-record-said"
REFUSED: Final = "pvd-record-refused"
"""Where a click leaves what it recorded, or why it changed nothing, for whichever part is open."""


def notice(*sentences: str) -> None:
    """Say some sentences; nothing when there is none."""
    # Not Streamlit's own boxes: what a sheet says would be read as Markdown, images included.
    if sentences:
        show(tag("div", *map(aloud, sentences), css="pvd-notice"))


def last_said() -> None:
    """Say what the last click recorded, once."""
    if done := st.session_state.pop(SAID, None):
        st.success(done)


def last_refusal() -> None:
    """Say why the last click changed nothing, once."""
    if refused := st.session_state.pop(REFUSED, None):
        st.error(typeset(refused))


def lost(file: str) -> None:
    """Say that a file went with the server that had it; nothing without its name."""
    if file:
        notice(
            f"Le serveur a été remplacé pendant votre travail : apportez de nouveau « {file} ». "
            "L’historique dit ce qui est déjà enregistré."
        )
