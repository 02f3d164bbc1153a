"""What the meetings are: the report told in a few sentences, with its source."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pvd_geo.meetings import report
from pvd_geo.ui.html import join, show, tag
from pvd_geo.ui.parts import marks
from pvd_geo.ui.parts.sources import linked
from pvd_geo.ui.shared import meeting_figures

if TYPE_CHECKING:
    from pvd_geo.tables.dataset import Dataset


def section(dataset: Dataset) -> None:
    """Show the report's facts, folded: they are read once.

    Parameters
    ----------
    dataset
        With ``towns, themes, published_figures``.
    """
    with st.expander("Comprendre les rencontres"):
        told = report.chapters(
            meeting_figures.held(), dataset.towns, dataset.themes, dataset.published_figures
        )
        parts = []
        for chapter in told:
            parts.append(tag("h3", chapter.title))
            parts += [tag("p", line) for line in chapter.lines]
        origin = marks.of_table("published_figures", report.SOURCE)
        if origin is not None:
            lines = join(map(linked, origin.lines), " ; ")
            parts.append(tag("p", "Source : ", lines, ".", css="pvd-note"))
        show(tag("div", *parts, css="pvd-told"))
