"""A chart of the page, made and checked once for all sessions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from pvd_geo.ui import streamlit_internals
from pvd_geo.ui.shared.once import once

if TYPE_CHECKING:
    from collections.abc import Callable

    import altair as alt


def show(
    draw: Callable[..., alt.TopLevelMixin],
    *given: object,
    alt: str,
    named: dict[str, object] | None = None,
    **shown: Any,  # noqa: ANN401 - as Streamlit takes them
) -> None:
    """Show what a function of `pvd_geo.charts` draws.

    Making a chart costs ten times what showing it does.

    Parameters
    ----------
    draw
        The function; see `pvd_geo.ui.shared.once` for which.
    given, named
        What it takes.
    alt
        The same in words.
    shown
        What `st.vega_lite_chart` takes besides.
    """
    spec = once(_drawn, draw, *given, **(named or {}))
    st.vega_lite_chart(spec=spec, alt=alt, **shown)


def _drawn(
    draw: Callable[..., alt.TopLevelMixin], *given: object, **named: object
) -> dict[str, Any]:
    return streamlit_internals.specification(draw(*given, **named))
