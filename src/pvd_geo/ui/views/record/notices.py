"""What a sheet has to be told about, on the recording page."""

from __future__ import annotations

from pvd_geo.formatting import typeset
from pvd_geo.ui.html import show, tag


def notice(*sentences: str) -> None:
    """Say some sentences; nothing when there is none."""
    # Not Streamlit's own boxes: what a sheet says would be read as Markdown, images included.
    if sentences:
        texts = (tag("p", typeset(sentence)) for sentence in sentences)
        show(tag("div", *texts, css="pvd-notice", role="status"))
