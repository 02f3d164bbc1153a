"""What the groups wrote, by theme, as text: on the pages of meetings and of themes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from pvd_geo.formatting import plural
from pvd_geo.tables.records import NATURE_LABELS
from pvd_geo.ui.html import show, tag
from pvd_geo.ui.shared import recorded

if TYPE_CHECKING:
    import pandas as pd
    from markupsafe import Markup

_MOST_SHOWN: Final = 100
_NONE: Final = "Aucune contribution des groupes n’a encore été apportée"


def by_theme(themes: pd.DataFrame, *, meeting: str | None = None, theme: str | None = None) -> None:
    """Show the contributions, or say that none has been brought in.

    Parameters
    ----------
    themes
        ``theme_id, label``, in the order to show them.
    meeting, theme
        Keep those of one meeting, of one theme.
    """
    st.header("Ce que les groupes ont écrit", anchor=False)
    rows = recorded.contributions()
    if rows is None:
        show(tag("p", "Les contributions ne peuvent pas être lues en ce moment.", css="pvd-empty"))
        return
    if meeting:
        rows = rows[rows["meeting_id"].eq(meeting)]
    if theme:
        rows = rows[rows["theme_id"].eq(theme)]
    if rows.empty:
        about = " pour cette rencontre" if meeting else " sur ce thème" if theme else ""
        show(tag("p", f"{_NONE}{about}.", css="pvd-empty"))
        return
    labels = dict(zip(themes["theme_id"], themes["label"], strict=True))
    groups = rows.groupby("theme_id", sort=False)
    found = (
        _theme(label, groups.get_group(theme_id))
        for theme_id, label in labels.items()
        if theme_id in groups.groups
    )
    show(tag("div", *found, css="pvd-contributions"))


def _theme(label: str, rows: pd.DataFrame) -> Markup:
    items = (
        tag("li", tag("em", NATURE_LABELS.get(row.nature, row.nature)), " · ", row.text)
        for row in rows.head(_MOST_SHOWN).itertuples()
    )
    left = len(rows) - _MOST_SHOWN
    more = [tag("p", f"… et {plural(left, 'autre', 'autres')}.")] if left > 0 else []
    heading = tag("h3", f"{label} ({plural(len(rows), 'contribution')})")
    return tag("section", heading, tag("ul", *items), *more)
