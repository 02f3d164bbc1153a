"""The palette of the theme that the user is looking at."""

import streamlit as st

from pvd_geo import colors


def palette() -> colors.Palette:
    """Return the colours for the light or the dark theme, whichever the browser shows."""
    return colors.palette(dark=st.context.theme.type == "dark")
